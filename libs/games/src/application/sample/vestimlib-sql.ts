import { companyName, countryOf } from '../../domain/sample/sample-game';
import { SAMPLE_PLATFORMS } from '../../domain/sample/sample-platforms';
import type { SqlGame } from '../../domain/sample/sample-records';
import { COMPANIES } from '../../domain/sample/words';
import { SAMPLE_COUNTRIES } from './countries-csv';
import { sampleRecords, type SampleWish } from './sample-files';

const SCHEMA = `BEGIN;
CREATE TABLE country (id integer PRIMARY KEY, name text, latitude double precision, longitude double precision);
CREATE TABLE "Company" (id integer PRIMARY KEY, name text, url text, country_id integer REFERENCES country);
CREATE TABLE "Plateform" (id integer PRIMARY KEY, name text);
CREATE TABLE "Genre" (id integer PRIMARY KEY, name text);
CREATE TABLE "Game" (id integer PRIMARY KEY, title text, cover text, rating integer, rating_count integer,
  rating_opencritic integer);
CREATE TABLE "Game_Plateform" (game_id integer REFERENCES "Game", plateform_id integer REFERENCES "Plateform",
  release_date timestamp, PRIMARY KEY (game_id, plateform_id));
CREATE TABLE "Game_Genre" (game_id integer REFERENCES "Game", genre_id integer REFERENCES "Genre",
  PRIMARY KEY (game_id, genre_id));
CREATE TABLE "Game_Company" (game_id integer REFERENCES "Game", company_id integer REFERENCES "Company",
  developer boolean, publisher boolean, PRIMARY KEY (game_id, company_id));
`;

const GENRES: Readonly<Record<number, string>> = {
  2: 'Point-and-click',
  4: 'Fighting',
  5: 'Shooter',
  7: 'Music',
  8: 'Platform',
  9: 'Puzzle',
  10: 'Racing',
  11: 'Real Time Strategy (RTS)',
  12: 'Role-playing (RPG)',
  13: 'Simulator',
  14: 'Sport',
  15: 'Strategy',
  16: 'Turn-based strategy (TBS)',
  25: "Hack and slash/Beat 'em up",
  31: 'Adventure',
  32: 'Indie',
  33: 'Arcade',
  34: 'Visual Novel',
  35: 'Card & Board Game',
};

type Cell = string | number | boolean | null;

const literal = (value: Cell): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value === null ? 'NULL' : String(value);

const insert = (table: string, ...values: readonly Cell[]): string =>
  `INSERT INTO ${table} VALUES (${values.map(literal).join(', ')});\n`;

/** A database of games as a script for psql: ids are IGDB's, ratings are truncated, days are a loader's local midnights. */
export function* vestimlibSql(wish: SampleWish): Generator<string> {
  yield SCHEMA;
  for (const { numeric, en } of SAMPLE_COUNTRIES) yield insert('country', Number(numeric), en, null, null);
  for (const company of COMPANIES.keys()) yield companyRow(company);
  for (const { igdb, name } of SAMPLE_PLATFORMS) yield insert('"Plateform"', igdb, name);
  for (const [id, name] of Object.entries(GENRES)) yield insert('"Genre"', Number(id), name);
  for (const record of sampleRecords(wish)) if (record.source === 'sql') yield* gameRows(record.body);
  yield 'COMMIT;\n';
}

const companyRow = (company: number): string =>
  insert(
    '"Company"',
    ...[company + 1, companyName(company), `https://games.example/companies/${String(company + 1)}`],
    Number(countryOf(company)),
  );

function* gameRows({ id, title, cover, rating, ratingCount, ratingOpencritic, ...game }: SqlGame): Generator<string> {
  yield insert('"Game"', id, title, cover, rating, ratingCount, ratingOpencritic);
  for (const { igdb } of game.platforms) yield insert('"Game_Plateform"', id, igdb, game.releaseDate);
  for (const genre of game.genres) yield insert('"Game_Genre"', id, genre);
  for (const company of new Set([game.developer, game.publisher]))
    yield insert('"Game_Company"', id, company + 1, company === game.developer, company === game.publisher);
}
