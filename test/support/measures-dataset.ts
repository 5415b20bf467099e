import {
  type Channel,
  Dataset,
  type DatasetCard,
  DatasetPart,
  type GuardFinding,
  type GuardLimits,
  mergeInto,
  type MergeTarget,
  type OptionRule,
  type Publication,
  type RawRecord,
  type SourceContract,
  type SourceLocation,
  type Verdict,
} from '@hexagone/ingestion';

interface MeasureRow {
  readonly day: string;
  readonly time: string;
  readonly power: number;
}

const FRENCH_DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;
const CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv', 'workbook'],
  fallbackEncoding: 'windows-1252',
  delimiters: [';', '\t'],
  columns: [
    { name: 'date', required: true },
    { name: 'heures', required: true },
    { name: 'consommation', synonyms: ['puissance'], required: true },
  ],
  emptyTrailingCells: 1,
};

/** Half-hourly power in the shape of a grid operator's definitive file: every other quarter is blank. */
class MeasuresPart extends DatasetPart<MeasureRow> {
  readonly contract: SourceContract;
  readonly stage = { day: 'date', time: 'text', power: 'integer' };
  readonly publication: Publication;

  constructor(private readonly shape: MeasuresShape) {
    super();
    this.contract = { ...CONTRACT, ...shape.contract };
    this.publication =
      shape.publication ??
      mergeInto({
        table: shape.table ?? 'measure',
        key: ['day', 'time'],
        values: ['power'],
        ...shape.merge,
      });
  }

  judge({ fields }: RawRecord): Verdict<MeasureRow> {
    const [date, time, power] = [fields['date'], fields['heures'], fields['consommation']].map(String);
    const [, day, month, year] = FRENCH_DAY.exec(date ?? '') ?? [];
    if (time === this.shape.bugAt) throw new Error('a bug of the dataset');
    if (!day || !month || !year) return { reject: [{ field: 'date', code: 'day_malformed', value: date ?? '' }] };
    if (!power) return { skip: 'blank_quarter' };
    if (!/^\d+$/.test(power)) return { reject: [{ field: 'consommation', code: 'not_a_number', value: power }] };
    return { take: { day: `${year}-${month}-${day}`, time: time ?? '', power: Number(power) } };
  }

  override guard(): readonly GuardFinding[] {
    return this.shape.findings ?? [];
  }
}

/** What a test wants otherwise than usual. */
export interface MeasuresShape {
  readonly name?: string;
  readonly table?: string;
  readonly card?: Partial<DatasetCard>;
  readonly contract?: Partial<SourceContract>;
  readonly merge?: Partial<MergeTarget>;
  readonly publication?: Publication;
  readonly limits?: GuardLimits;
  readonly findings?: readonly GuardFinding[];
  readonly requires?: readonly string[];
  readonly embedded?: readonly SourceLocation[];
  readonly channels?: readonly Channel[];
  readonly options?: Readonly<Record<string, OptionRule>>;
  /** The hour at which judging throws. */
  readonly bugAt?: string;
}

export class MeasuresDataset extends Dataset {
  readonly name: string;
  readonly card: DatasetCard;
  readonly parts: readonly MeasuresPart[];
  readonly embedded: readonly SourceLocation[];
  readonly channels: readonly Channel[];
  readonly limits: GuardLimits;
  override readonly requires: readonly string[];
  override readonly options: Readonly<Record<string, OptionRule>>;
  override readonly readScope = 'measures:read';
  override readonly ownGuards = ['truncated-file'];
  override readonly messages = {
    day_malformed: { en: 'This is not a day.', fr: 'Ce n’est pas un jour.' },
    not_a_number: { en: 'This is not a number.', fr: 'Ce n’est pas un nombre.' },
  };

  constructor(shape: MeasuresShape = {}) {
    super();
    this.name = shape.name ?? 'measures';
    this.card = { ...CARD, ...shape.card };
    this.parts = [new MeasuresPart(shape)];
    this.embedded = shape.embedded ?? [];
    this.channels = shape.channels ?? [];
    this.limits = shape.limits ?? {};
    this.requires = shape.requires ?? [];
    this.options = shape.options ?? {};
  }
}

const CARD: DatasetCard = {
  title: { en: 'Measures', fr: 'Mesures' },
  publisher: 'nobody',
  licence: 'none',
  homepage: 'https://example.org',
  vintage: '2018',
  personal: false,
  raw: 'kept',
};

export const measureTable = (name = 'measure'): string => `CREATE TABLE ${name} (day date NOT NULL, time text NOT NULL,
  power integer NOT NULL, run_id bigint NOT NULL, source_line bigint NOT NULL, PRIMARY KEY (day, time))`;

export const MEASURE_TABLE = measureTable();

/** 2018 by quarters of an hour, every other one blank: 35 040 records, 17 520 with a value. */
export function measuresOf2018({ days = 365, power = (quarter: number) => 40_000 + (quarter % 977) } = {}): string {
  const lines = ['Date;Heures;Consommation'];
  for (let quarter = 0; quarter < days * 96; quarter++) {
    const instant = new Date(Date.UTC(2018, 0, 1, 0, quarter * 15));
    const [year, month, day] = instant.toISOString().slice(0, 10).split('-');
    const value = quarter % 2 === 0 ? String(power(quarter)) : '';
    lines.push(`${day ?? ''}/${month ?? ''}/${year ?? ''};${instant.toISOString().slice(11, 16)};${value}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A source that needs no network. */
export const generatedMeasures = (name: string, text: string): SourceLocation => ({
  kind: 'generator',
  name,
  part: '',
  async *generate() {
    yield await Promise.resolve(text);
  },
});
