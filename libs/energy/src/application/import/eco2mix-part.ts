import {
  DatasetPart,
  type Fault,
  type GuardFinding,
  type OptionValues,
  type Publication,
  type RawRecord,
  realDataPresent,
  type StagedRun,
  type Verdict,
} from '@hexagone/ingestion';
import { AREAS } from '../../domain/areas';
import { rankOf } from '../../domain/nature';
import { type Instant, instantsAt, yearOf } from '../../domain/paris-time';
import { reasonOf } from './eco2mix-blanks';
import { ECO2MIX_CONTRACT } from './eco2mix-contract';
import { truncatedFile } from './eco2mix-guards';
import { faultsOf, isFooter, readLabel, textOf, wallOf } from './eco2mix-label';
import { readMeasures } from './eco2mix-measures';
import { ECO2MIX_STAGE, type Eco2mixRow } from './eco2mix-row';
import type { Eco2mixSurvey } from './eco2mix-survey';
import { Eco2mixSurveyor, precedenceOf } from './eco2mix-surveyor';

/** Half-hourly and quarter-hourly power, national and regional: one record is a load, a mix, or both. */
export class Eco2mixPart extends DatasetPart<Eco2mixRow, Eco2mixSurvey> {
  override readonly name = 'power';
  readonly contract = ECO2MIX_CONTRACT;
  readonly stage = ECO2MIX_STAGE;

  constructor(
    readonly publication: Publication,
    private readonly now: () => Instant,
  ) {
    super();
  }

  override async survey(records: AsyncIterable<RawRecord>, options: OptionValues): Promise<Eco2mixSurvey> {
    const surveyor = new Eco2mixSurveyor(options, this.now());
    for await (const record of records) surveyor.add(record);
    return surveyor.result();
  }

  override isSynthetic({ synthetic }: Eco2mixSurvey): boolean {
    return synthetic;
  }

  override precedence(survey: Eco2mixSurvey): number {
    return precedenceOf(survey);
  }

  override scope({ spans, natures }: Eco2mixSurvey): string {
    const areas = AREAS.filter(({ id }) => spans.some(({ area }) => area === id)).map(({ code }) => code);
    const years = new Set(spans.flatMap(({ first, last }) => [first, last]).map(yearOf));
    return [...areas, ...natures, ...years].join(' ');
  }

  judge(record: RawRecord, survey: Eco2mixSurvey): Verdict<Eco2mixRow> {
    const { fields } = record;
    if (isFooter(fields)) return { skip: 'footer' };
    const label = readLabel(fields);
    const { day, minutes } = label;
    const faults = faultsOf(fields, label);
    if (day === null || minutes === null || faults.length > 0)
      return rejected([...faults, ...readMeasures(fields).faults]);
    const wall = wallOf(day, minutes);
    const [instant] = instantsAt(wall);
    if (instant === undefined) return { skip: 'phantom_local_time' };
    const { row, faults: misread } = readMeasures(fields);
    if (misread.length > 0) return rejected(misread);
    const area = label.area ?? survey.area;
    if (row === null) return { skip: reasonOf(record, wall, area, survey) };
    if (instant > survey.latest) return rejected([inTheFuture(fields)]);
    row.area_id = area;
    row.at = new Date(instant * 1000).toISOString();
    row.nature = rankOf(label.nature ?? survey.nature);
    return { take: row };
  }

  override guard(run: StagedRun<Eco2mixSurvey>): readonly GuardFinding[] {
    return run.replay ? [] : [...truncatedFile(run), ...realDataPresent(run)];
  }
}

function rejected(faults: readonly Fault[]): Verdict<Eco2mixRow> {
  const [first, ...others] = faults;
  if (!first) throw new Error('Nothing is wrong with the record');
  return { reject: [first, ...others] };
}

const inTheFuture = (fields: RawRecord['fields']): Fault => ({
  field: 'Date',
  code: 'in_the_future',
  value: `${textOf(fields, 'Date') ?? ''} ${textOf(fields, 'Heures') ?? ''}`,
});
