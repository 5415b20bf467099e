import {
  DatasetPart,
  type GuardFinding,
  type OptionValues,
  type Publication,
  type RawRecord,
  realDataPresent,
  type SourceContract,
  type StagedRun,
  type Verdict,
} from '@hexagone/ingestion';
import type { Mappings } from '../../domain/mapping/mappings';
import { type ReadRecord, RECORD_STAGE, type RecordRow, recordRow } from './record-row';

/** One source of records: its quirks stop in `read`. */
export abstract class GamePart<Survey = unknown> extends DatasetPart<RecordRow, Survey> {
  abstract override readonly contract: SourceContract;
  readonly stage = RECORD_STAGE;

  constructor(
    readonly publication: Publication,
    protected readonly mappings: Mappings,
  ) {
    super();
  }

  judge(record: RawRecord, survey: Survey, options: OptionValues): Verdict<RecordRow> {
    const verdict = this.read(record, survey, options);
    if (!('take' in verdict)) return verdict;
    const row = recordRow(verdict.take, this.mappings);
    return isStorable(row.raw) && isStorable(row.facts) ? { take: row } : { reject: [{ code: 'forbidden_character' }] };
  }

  override guard(run: StagedRun<Survey>): readonly GuardFinding[] {
    return run.replay ? [] : realDataPresent(run);
  }

  protected abstract read(record: RawRecord, survey: Survey, options: OptionValues): Verdict<ReadRecord>;
}

/** What JSON text can write and PostgreSQL cannot store: U+0000, and halves of pairs of surrogates. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

const isStorable = (json: string): boolean => !json.includes('\\u') || !UNSTORABLE.test(json.replaceAll('\\\\', ''));
