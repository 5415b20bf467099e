import { Client } from 'pg';
import type { Reading, ReadingEnd, RecordReader } from '@hexagone/ingestion';

const TABLES = `
  CREATE TABLE country (id integer PRIMARY KEY, name text);
  CREATE TABLE "Company" (id integer PRIMARY KEY, name varchar(255) NOT NULL, website varchar(255), id_country integer REFERENCES country);
  CREATE TABLE "Genre" (id integer PRIMARY KEY, name varchar(255) NOT NULL);
  CREATE TABLE "Plateform" (id integer PRIMARY KEY, name varchar(255) NOT NULL);
  CREATE TABLE "Game" (id integer PRIMARY KEY, name varchar(255) NOT NULL, cover varchar(255), rating integer,
    rating_count integer, rating_opencritic integer);
  CREATE TABLE "Game_Plateform" (id_game integer, id_plateform integer, release_date timestamp, PRIMARY KEY (id_game, id_plateform));
  CREATE TABLE "Game_Genre" (id_game integer, id_genre integer, PRIMARY KEY (id_game, id_genre));
  CREATE TABLE "Game_Company" (id_game integer, id_company integer, developer boolean NOT NULL, publisher boolean NOT NULL,
    PRIMARY KEY (id_game, id_company));`;

/** Invented games in the schema of vestimlib.yaml; dates as a loader east of Greenwich writes them. */
const ROWS = `
  INSERT INTO country VALUES (250, 'France');
  INSERT INTO "Company" VALUES (7, 'Atelier Brume', 'https://brume.example', 250), (8, 'Lune Jeux', NULL, NULL);
  INSERT INTO "Genre" VALUES (12, 'Role-playing (RPG)'), (900, 'Contemplation');
  INSERT INTO "Plateform" VALUES (6, 'PC (Microsoft Windows)'), (48, 'PlayStation 4');
  INSERT INTO "Game" VALUES (9, 'Port Gris', 'co1abc', 81, 40, 77), (10, 'Brume II', NULL, 64, NULL, NULL),
    (101, 'Lanternes', 'https://img.example/l.jpg', NULL, NULL, NULL);
  INSERT INTO "Game_Plateform" VALUES (9, 6, '2021-03-18 23:00:00'), (9, 48, '2021-06-30 22:00:00'),
    (10, 6, '2022-05-05 01:00:00'), (77, 6, '2020-01-01');
  INSERT INTO "Game_Genre" VALUES (9, 12), (9, 900), (101, 12);
  INSERT INTO "Game_Company" VALUES (9, 7, true, false), (9, 8, false, true), (10, 7, true, true);`;

export async function onDatabase(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Three games in a database that has nothing else. */
export const fillWithGames = (url: string): Promise<void> => onDatabase(url, TABLES + ROWS);

export interface Told {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly end: ReadingEnd;
}

/** Everything that a reader has to say from its beginning. */
export async function told(reader: RecordReader, reading: Partial<Reading> = {}): Promise<Told> {
  const asked = { cursor: null, options: {}, signal: new AbortController().signal, ...reading };
  const reads = reader.read(asked);
  const items: Told['items'][number][] = [];
  let step = await reads.next();
  for (; !step.done; step = await reads.next()) items.push(step.value as Told['items'][number]);
  return { items, end: step.value };
}
