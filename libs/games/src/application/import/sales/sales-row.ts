import type { Fault, RawRecord } from '@hexagone/ingestion';
import { FIGURES } from './sales-contract';

type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;

/** One row of the file: the figures of one game on one platform. Null: the file says nothing, or that it does not know. */
export interface SalesRow {
  readonly name: string;
  readonly platform: string;
  readonly year: number | null;
  readonly genre: string | null;
  readonly publisher: string | null;
  readonly figures: Figures;
}

export type SalesReading = { readonly row: SalesRow } | { readonly faults: readonly [Fault, ...Fault[]] };

const YEARS = { first: 1950, last: 2100 };
const NOTHING = /^(?:|n\/a|unknown)$/i;
const YEAR = /^(\d{4})(?:\.0)?$/;
const FIGURE = /^\d{1,6}(?:\.\d+)?$/;

/** All that is wrong with the row, or what it says. Its rank is no part of it: another file ranks anew. */
export function readSales({ fields }: RawRecord): SalesReading {
  const text = (column: string): string => ((fields[column] as string | undefined) ?? '').trim().replace(/\s+/g, ' ');
  const known = (column: string): string | null => (NOTHING.test(text(column)) ? null : text(column));
  const year = known('Year') === null ? null : yearOf(text('Year'));
  const row: SalesRow = {
    name: text('Name'),
    platform: text('Platform'),
    year,
    genre: known('Genre'),
    publisher: known('Publisher'),
    figures: Object.fromEntries(FIGURES.map((column) => [column, figureOf(text(column))])) as Figures,
  };
  const fault = (field: string, code: string): Fault => ({ field, code, value: text(field) });
  const [first, ...others] = [
    ...(row.name === '' ? [fault('Name', 'name_missing')] : []),
    ...(row.platform === '' ? [fault('Platform', 'platform_missing')] : []),
    ...(Number.isNaN(year) ? [fault('Year', 'year_malformed')] : []),
    ...FIGURES.filter((column) => Number.isNaN(row.figures[column])).map((column) => fault(column, 'figure_malformed')),
  ];
  return first ? { faults: [first, ...others] } : { row };
}

function yearOf(text: string): number {
  const year = Number(YEAR.exec(text)?.[1]);
  return year >= YEARS.first && year <= YEARS.last ? year : NaN;
}

const figureOf = (text: string): number => (FIGURE.test(text) ? Number(text) : NaN);
