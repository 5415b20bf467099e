import type { RawRecord } from '@hexagone/ingestion';
import { readSales, type SalesRow } from './sales-row';

const MOST_CENTS_APART = 2;

/** What has to be known of the whole file before a row gets its key. */
export interface SalesSurvey {
  /** Rows of which the regions sum up to something else than the total, by more than 0.02 million. */
  readonly uneven: number;
  /** `name|platform|year|n`. Rows of one name, platform and year are counted from the best sold; a repeated row is one. */
  keyOf(row: SalesRow): string;
}

export async function surveySales(records: AsyncIterable<RawRecord>): Promise<SalesSurvey> {
  const groups = new Map<string, readonly SalesRow[]>();
  let uneven = 0;
  for await (const record of records) {
    const reading = readSales(record);
    if ('faults' in reading) continue;
    if (centsApart(reading.row) > MOST_CENTS_APART) uneven++;
    const group = groupOf(reading.row);
    groups.set(group, [...(groups.get(group) ?? []), reading.row]);
  }
  const ranked = new Map(
    [...groups].filter(([, rows]) => rows.length > 1).map(([group, rows]) => [group, texts(rows)]),
  );
  return {
    uneven,
    keyOf: (row) => `${groupOf(row)}|${1 + Math.max(0, ranked.get(groupOf(row))?.indexOf(JSON.stringify(row)) ?? 0)}`,
  };
}

const groupOf = ({ name, platform, year }: SalesRow): string => `${name}|${platform}|${year ?? ''}`;

/** The same order whatever the order of the file. */
function texts(rows: readonly SalesRow[]): readonly string[] {
  const distinct = new Map(rows.map((row) => [JSON.stringify(row), row.figures.Global_Sales]));
  return [...distinct].sort(([a, sold], [b, other]) => other - sold || (a < b ? -1 : 1)).map(([text]) => text);
}

function centsApart({ figures: { Global_Sales: total, ...regions } }: SalesRow): number {
  const sum = Object.values(regions).reduce((all, region) => all + region, 0);
  return Math.round(Math.abs(sum - total) * 100);
}
