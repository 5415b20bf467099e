import type { SampleRecord } from '../../domain/sample/sample-records';
import { CYCLE, cycleOf } from '../../domain/sample/sample-slots';
import { countriesCsv } from './countries-csv';
import { elasticsearchLines } from './elasticsearch-lines';
import { vestimlibLines } from './vestimlib-lines';
import { vestimlibSql } from './vestimlib-sql';

export interface SampleWish {
  /** True games; records are half as many again. */
  readonly games: number;
  readonly seed: number;
}

export const USUAL_SAMPLE: SampleWish = { games: 500, seed: 1 };

/** Forty games of sixty records. */
export const MINI_SAMPLE: SampleWish = { games: CYCLE, seed: 1 };

/** A record and the number of the game that it truly is. */
export type TrueRecord = SampleRecord & { readonly game: number };

/** Every record of the sample, game by game. */
export function* sampleRecords({ games, seed }: SampleWish): Generator<TrueRecord> {
  for (let cycle = 0; cycle * CYCLE < games; cycle++) {
    const wanted = cycleOf({ seed, cycle }).slice(0, games - cycle * CYCLE);
    for (const [nth, records] of wanted.entries())
      for (const record of records) yield { ...record, game: cycle * CYCLE + nth + 1 };
  }
}

type FileSource = Exclude<SampleRecord['source'], 'sql'>;

/** Of one source, but for the relational one, which has more than cells. */
export function* recordsOf(source: FileSource, wish: SampleWish): Generator<Exclude<TrueRecord, { source: 'sql' }>> {
  for (const record of sampleRecords(wish)) if (record.source !== 'sql' && record.source === source) yield record;
}

const SPECIAL = /[",\n\r]/;
const cell = (value: unknown): string => {
  const text = String(value);
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const line = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\n`;

/** File name → its text, piece by piece. The same wish, the same bytes. */
export const SAMPLE_FILES = {
  'igdb.json': igdbJson,
  'opencritic.csv': opencriticCsv,
  'sales.csv': salesCsv,
  'countries.csv': countriesCsv,
  'vestimlib.sql': vestimlibSql,
  'vestimlib.ndjson': vestimlibLines,
  'elasticsearch.ndjson': elasticsearchLines,
  'truth.csv': truthCsv,
} as const satisfies Readonly<Record<string, (wish: SampleWish) => Iterable<string>>>;

function* igdbJson(wish: SampleWish): Generator<string> {
  let before = '[\n';
  for (const { body } of recordsOf('igdb', wish)) {
    yield before + JSON.stringify(body);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Of each cycle, the game beside whose row stands what no import can take. */
const DISPUTED = 36;

/** Beside games, what no import can take: two ratings of one name, none at all, no name. */
function* opencriticCsv(wish: SampleWish): Generator<string> {
  yield line(['name', 'rating']);
  for (const { body, game } of recordsOf('opencritic', wish)) {
    yield line([body['name'], body['rating']]);
    if (game % CYCLE !== DISPUTED) continue;
    yield line([`${String(body['name'])} Disputed`, 70]);
    yield line([`${String(body['name'])} Disputed`, 71]);
    yield line([`${String(body['name'])} Unrated`, -1]);
    yield line(['', 50]);
  }
}

const SALES_COLUMNS = ['Name', 'Platform', 'Year', 'Genre', 'Publisher'];
const SALES_FIGURES = ['NA_Sales', 'EU_Sales', 'JP_Sales', 'Other_Sales', 'Global_Sales'];

function* salesCsv(wish: SampleWish): Generator<string> {
  const columns = [...SALES_COLUMNS, ...SALES_FIGURES];
  yield line(['Rank', ...columns]);
  let rank = 0;
  for (const { body } of recordsOf('sales', wish)) {
    rank++;
    yield line([rank, ...columns.map((column) => body[column])]);
  }
}

function* truthCsv(wish: SampleWish): Generator<string> {
  yield line(['source', 'source_key', 'true_game', 'role']);
  for (const { source, sourceKey, game, role } of sampleRecords(wish)) yield line([source, sourceKey, game, role]);
}
