import { companyName, countryOf, websiteOf } from '../../domain/sample/sample-game';
import { SAMPLE_GENRES } from '../../domain/sample/sample-genres';
import { SAMPLE_PLATFORMS } from '../../domain/sample/sample-platforms';
import { COMPANIES } from '../../domain/sample/words';
import { SAMPLE_COUNTRIES } from './countries-csv';
import { companiesOf, type SqlGame } from '../../domain/sample/sample-records';
import { sampleRecords, type SampleWish } from './sample-wish';

const SCHEMA = `BEGIN;
CREATE TABLE country (id integer PRIMARY KEY, name text, latitude double precision, longitude double precision);
CREATE TABLE "Company" (id integer PRIMARY KEY, name text, website text, id_country integer REFERENCES country);
CREATE TABLE "Plateform" (id integer PRIMARY KEY, name text);
CREATE TABLE "Genre" (id integer PRIMARY KEY, name text);
CREATE TABLE "Game" (id integer PRIMARY KEY, name text, cover text, rating integer, rating_count integer,
  rating_opencritic integer);
CREATE TABLE "Game_Plateform" (id_game integer REFERENCES "Game", id_plateform integer REFERENCES "Plateform",
  release_date timestamp, PRIMARY KEY (id_game, id_plateform));
CREATE TABLE "Game_Genre" (id_game integer REFERENCES "Game", id_genre integer REFERENCES "Genre",
  PRIMARY KEY (id_game, id_genre));
CREATE TABLE "Game_Company" (id_game integer REFERENCES "Game", id_company integer REFERENCES "Company",
  developer boolean, publisher boolean, PRIMARY KEY (id_game, id_company));
`;

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
  for (const [id, name] of Object.entries(SAMPLE_GENRES)) yield insert('"Genre"', Number(id), name);
  for (const record of sampleRecords(wish)) if (record.source === 'sql') yield* gameRows(record.body);
  yield 'COMMIT;\n';
}

const companyRow = (company: number): string =>
  insert('"Company"', ...[company + 1, companyName(company), websiteOf(company)], Number(countryOf(company)));

function* gameRows({ id, title, cover, rating, ratingCount, ratingOpencritic, ...game }: SqlGame): Generator<string> {
  yield insert('"Game"', id, title, cover, rating, ratingCount, ratingOpencritic);
  for (const { igdb } of game.platforms) yield insert('"Game_Plateform"', id, igdb, game.releaseDate);
  for (const genre of game.genres) yield insert('"Game_Genre"', id, genre);
  for (const company of companiesOf(game))
    yield insert('"Game_Company"', id, company.number + 1, company.developer, company.publisher);
}
