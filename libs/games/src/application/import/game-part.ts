import {
  DatasetPart,
  type Fault,
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
    if (!isStorable(row.raw) || !isStorable(row.facts)) return { reject: [{ code: 'forbidden_character' }] };
    const long = soughtBy(row).find(({ length }) => length > MOST_CHARACTERS);
    return long === undefined ? { take: row } : { reject: [tooLong(long)] };
  }

  override guard(run: StagedRun<Survey>): readonly GuardFinding[] {
    return run.replay ? [] : realDataPresent(run);
  }

  protected abstract read(record: RawRecord, survey: Survey, options: OptionValues): Verdict<ReadRecord>;
}

/** Names and ids are indexed, and an index takes 2,700 bytes at most. */
const MOST_CHARACTERS = 500;

const soughtBy = (row: RecordRow): readonly string[] => [
  ...[row.source_key, row.title, row.title_key],
  ...[row.match_keys, row.external_ids, row.company_keys].flat(),
];

const tooLong = (text: string): Fault => ({
  code: 'text_too_long',
  value: text.slice(0, 80),
  params: { most: MOST_CHARACTERS },
});

/** What JSON text can write and PostgreSQL cannot store: U+0000, and halves of pairs of surrogates. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

const isStorable = (json: string): boolean => !json.includes('\\u') || !UNSTORABLE.test(json.replaceAll('\\\\', ''));
