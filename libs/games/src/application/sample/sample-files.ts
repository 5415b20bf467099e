import { CYCLE } from '../../domain/sample/sample-slots';
import { countriesCsv } from './countries-csv';
import { elasticsearchLines } from './elasticsearch-lines';
import { recordsOf, sampleRecords, type SampleWish } from './sample-wish';
import { vestimlibLines } from './vestimlib-lines';
import { vestimlibSql } from './vestimlib-sql';

export const USUAL_SAMPLE: SampleWish = { games: 500, seed: 1 };

/** Forty games of sixty records. */
export const MINI_SAMPLE: SampleWish = { games: CYCLE, seed: 1 };

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

/** Games beside whose rows stand what no import can take; so few that no guard minds. */
const DISPUTED = [36, 76, 116];

/** Beside games, what no import can take: two ratings of one name, none at all, no name. */
function* opencriticCsv(wish: SampleWish): Generator<string> {
  yield line(['name', 'rating']);
  for (const { body, game } of recordsOf('opencritic', wish)) {
    yield line([body['name'], body['rating']]);
    if (!DISPUTED.includes(game)) continue;
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
