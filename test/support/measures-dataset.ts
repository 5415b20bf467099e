import { Dataset, type DatasetCard, DatasetPart, mergeInto, type RawRecord, type Verdict } from '@hexagone/ingestion';

interface MeasureRow {
  readonly day: string;
  readonly time: string;
  readonly power: number;
}

const FRENCH_DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;

/** Half-hourly power in the shape of a grid operator's definitive file: every other quarter is blank. */
class MeasuresPart extends DatasetPart<MeasureRow> {
  readonly contract = {
    version: 1,
    formats: ['csv', 'workbook'] as const,
    fallbackEncoding: 'windows-1252' as const,
    delimiters: [';', '\t'],
    columns: [
      { name: 'date', required: true },
      { name: 'heures', required: true },
      { name: 'consommation', synonyms: ['puissance'], required: true },
    ],
    emptyTrailingCells: 1,
  };
  readonly stage = { day: 'date', time: 'text', power: 'integer' };
  readonly publication = mergeInto({ table: 'measure', key: ['day', 'time'], values: ['power'] });

  judge({ fields }: RawRecord): Verdict<MeasureRow> {
    const [date, time, power] = [fields['date'], fields['heures'], fields['consommation']].map(String);
    const [, day, month, year] = FRENCH_DAY.exec(date ?? '') ?? [];
    if (!day || !month || !year) return { reject: [{ field: 'date', code: 'day_malformed', value: date ?? '' }] };
    if (!power) return { skip: 'blank_quarter' };
    if (!/^\d+$/.test(power)) return { reject: [{ field: 'consommation', code: 'not_a_number', value: power }] };
    return { take: { day: `${year}-${month}-${day}`, time: time ?? '', power: Number(power) } };
  }
}

export class MeasuresDataset extends Dataset {
  readonly name = 'measures';
  readonly card: DatasetCard = {
    title: { en: 'Measures', fr: 'Mesures' },
    publisher: 'nobody',
    licence: 'none',
    homepage: 'https://example.org',
    vintage: '2018',
    personal: false,
    raw: 'kept',
  };
  readonly parts = [new MeasuresPart()];
  readonly embedded = [];
  readonly channels = [];
  readonly limits = {};
  override readonly messages = {
    day_malformed: { en: 'This is not a day.', fr: 'Ce n’est pas un jour.' },
    not_a_number: { en: 'This is not a number.', fr: 'Ce n’est pas un nombre.' },
  };
}

export const MEASURE_TABLE = `CREATE TABLE measure (day date NOT NULL, time text NOT NULL, power integer NOT NULL,
  run_id bigint NOT NULL, source_line bigint NOT NULL, PRIMARY KEY (day, time))`;

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
