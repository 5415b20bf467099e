import type { Fault, RawRecord } from '@hexagone/ingestion';
import { readWhole } from '../../domain/label-reading';
import { COMMERCIAL_COLUMNS, type MixColumn } from '../../domain/mix-columns';
import { MIX_HEADERS } from './eco2mix-contract';
import { BLANK_ROW, type Eco2mixRow } from './eco2mix-row';

type Fields = RawRecord['fields'];

const MOST_MW = 150_000;
const COMMERCIAL = new Set<MixColumn>(COMMERCIAL_COLUMNS);
const MEASURED_HEADERS = MIX_HEADERS.filter(({ column }) => !COMMERCIAL.has(column)).map(({ header }) => header);

const wholeIn = (fields: Fields, header: string): number | null => readWhole(fields[header] as string | undefined);

const isNumber = (value: number | null): boolean => value !== null && !Number.isNaN(value);

export const hasLoad = (fields: Fields): boolean => isNumber(wholeIn(fields, 'Consommation'));

/** A load, or a measure beside it: forecasts and commercial exchanges alone are not data. */
export const hasMeasure = (fields: Fields): boolean =>
  hasLoad(fields) || MEASURED_HEADERS.some((header) => isNumber(wholeIn(fields, header)));

export type RowInTheMaking = { -readonly [K in keyof Eco2mixRow]: Eco2mixRow[K] };

export interface Measures {
  /** Load and mix; whose and when is still to be filled in. Null: no measure at all. */
  readonly row: RowInTheMaking | null;
  readonly faults: readonly Fault[];
}

export function readMeasures(fields: Fields): Measures {
  const faults: Fault[] = [];
  let row: RowInTheMaking | null = null;
  const read = (header: string, least: number): number | null => {
    const value = wholeIn(fields, header);
    const fault = value === null ? undefined : faultOf(value, least);
    if (fault) faults.push({ field: header, code: fault, value: String(fields[header]), params: { least } });
    return value;
  };
  const mw = read('Consommation', 0);
  if (mw !== null) row = { ...BLANK_ROW, mw };
  for (const { header, column } of MIX_HEADERS) {
    const value = read(header, -MOST_MW);
    if (value === null) continue;
    row ??= { ...BLANK_ROW };
    row[column] = value;
    row.mixed ||= !COMMERCIAL.has(column);
  }
  return { row: mw === null && !row?.mixed ? null : row, faults };
}

function faultOf(value: number, least: number): string | undefined {
  if (Number.isNaN(value)) return 'not_an_integer';
  return value < least || value > MOST_MW ? 'out_of_range' : undefined;
}
