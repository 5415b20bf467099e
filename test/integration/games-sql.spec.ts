import { join } from 'node:path';
import { SqlPart } from '../../libs/games/src/application/import/sql/sql-part';
import { MINI_SAMPLE } from '../../libs/games/src/application/sample/sample-files';
import { vestimlibLines } from '../../libs/games/src/application/sample/vestimlib-lines';
import { vestimlibSql } from '../../libs/games/src/application/sample/vestimlib-sql';
import { gameMappings } from '../../libs/games/src/infrastructure/mapping/mapping-files';
import {
  readMapping,
  sqlMapping,
  type SqlMapping,
} from '../../libs/games/src/infrastructure/postgresql-source/sql-mapping';
import { SqlReader } from '../../libs/games/src/infrastructure/postgresql-source/sql-reader';
import type { GameRecord } from '../../libs/games/src/domain/record/game-record';
import type { Publication } from '@hexagone/ingestion';
import { emptyDatabase, type FreshDatabase } from '../support/database';
import { fillWithGames, onDatabase, told, type Told } from '../support/games/relational-games';

const FILE = join(process.cwd(), 'config/games/sql/vestimlib.yaml');

describe('games of another PostgreSQL', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
    await fillWithGames(database.url);
  });
  afterAll(() => database.close());

  const read = (mapping: Promise<SqlMapping> = readMapping(FILE, 'vestimlib'), signal?: AbortSignal): Promise<Told> =>
    told(new SqlReader(database.url, () => mapping), signal && { signal });
  const withGames = (games: string, more = ''): Promise<SqlMapping> =>
    Promise.resolve(
      sqlMapping(`name: own\nlicence: none\nqueries:\n  games: ${JSON.stringify(games)}\n${more}`, 'own'),
    );

  const part = new SqlPart({} as Publication, gameMappings());
  const rowOf = (item: Told['items'][number]): Readonly<Record<string, unknown>> & { facts: GameRecord } => {
    const verdict = part.judge({ line: 1, fields: item }, undefined, {});
    if (!('take' in verdict)) throw new Error(JSON.stringify(verdict));
    const { take } = verdict;
    return { ...take, facts: JSON.parse(take.facts) as GameRecord };
  };

  it('are read with what belongs to them, in one snapshot', async () => {
    const { items, end } = await read();
    expect(items.map(({ id, mapping, scheme }) => [id, mapping, scheme])).toEqual([
      ['10', 'vestimlib', 'igdb'],
      ['101', 'vestimlib', 'igdb'],
      ['9', 'vestimlib', 'igdb'],
    ]);
    expect(end).toMatchObject({
      cursor: null,
      details: { mapping: 'vestimlib', without_game: { releases: 1, genres: 0, companies: 0, texts: 0 } },
    });
  });

  it('say what IGDB would: ids, the day that was meant, ratings as they were truncated', async () => {
    const { items } = await read();
    const { source_key, external_ids, first_date, facts } = rowOf(items[2]!);
    expect({ source_key, external_ids, first_date }).toEqual({
      source_key: 'vestimlib:9',
      external_ids: ['igdb:9'],
      first_date: '2021-03-19',
    });
    expect(facts).toMatchObject({
      title: 'Port Gris',
      cover: 'https://images.igdb.com/igdb/image/upload/t_cover_big/co1abc.jpg',
      releases: [
        { platform: 'pc', date: { date: '2021-03-19', precision: 'day', year: 2021 } },
        { platform: 'playstation-4', date: { date: '2021-07-01' } },
      ],
      genres: [
        { slug: 'role-playing', name: 'Role-playing (RPG)' },
        { slug: null, name: 'Contemplation' },
      ],
      companies: [
        { name: 'Atelier Brume', country: '250', website: 'https://brume.example', developer: true, publisher: false },
        { name: 'Lune Jeux', country: null, developer: false, publisher: true },
      ],
      ratings: [
        { kind: 'users', value: 81, scale: 100, count: 40 },
        { kind: 'opencritic', value: 77, scale: 100, count: null },
      ],
    });
    expect(rowOf(items[0]!)).toMatchObject({ first_date: '2022-05-05', facts: { ratings: [{ value: 64, count: 0 }] } });
    expect(rowOf(items[1]!)).toMatchObject({ first_date: null, facts: { cover: 'https://img.example/l.jpg' } });
  });

  it('of the generated database are those of the generated lines', async () => {
    const generated = await emptyDatabase();
    try {
      await onDatabase(generated.url, [...vestimlibSql(MINI_SAMPLE)].join(''));
      const { items } = await told(new SqlReader(generated.url, () => readMapping(FILE, 'vestimlib')));
      const lines = [...vestimlibLines(MINI_SAMPLE)].map((line) => JSON.parse(line) as Told['items'][number]);
      const comparable = (item: Told['items'][number]): object => ({ ...rowOf({ ...item, licence: '' }), raw: '' });
      expect(items.length).toBeGreaterThan(0);
      expect(items.map(comparable)).toEqual(lines.map(comparable));
    } finally {
      await generated.close();
    }
  });

  it('come in the order of their keys however many rows each fetch brings', async () => {
    const queries = `  releases: SELECT i % 2500 AS game_id, 'PC' AS platform FROM generate_series(0, 4999) i`;
    const { items } = await read(withGames('SELECT i AS id, i AS name FROM generate_series(0, 2499) i', queries));
    expect(items).toHaveLength(2500);
    expect(new Set(items.map(({ id }) => id)).size).toBe(2500);
    expect(items.filter(({ releases }) => (releases as unknown[]).length !== 2)).toEqual([]);
  });

  it.each([
    ['a second statement', 'SELECT 1 AS id, 2 AS name; DELETE FROM "Game"'],
    ['a way out of the brackets', 'SELECT 1 AS id, 2 AS name) q; DELETE FROM "Game"; SELECT * FROM (SELECT 1 AS id'],
    ['something that writes', 'DELETE FROM "Game" RETURNING id, name'],
    ['a SELECT that writes', 'WITH gone AS (DELETE FROM "Game" RETURNING *) SELECT id, name FROM gone'],
    ['a table that is not there', 'SELECT id, name FROM "Gme"'],
    ['no key', 'SELECT name FROM "Game"'],
    ['a required column less', 'SELECT id FROM "Game"'],
  ])('are not read by %s', async (_what, select) => {
    await expect(read(withGames(select))).rejects.toMatchObject({
      outcome: 'usage',
      problem: { code: 'games.sql-mapping' },
    });
    expect((await read()).items).toHaveLength(3);
  });

  it('take a SELECT that ends in a semicolon or a comment', async () => {
    expect((await read(withGames('SELECT id, name FROM "Game" -- all of them\n;'))).items).toHaveLength(3);
  });

  it('cannot be written even by a function that a SELECT calls', async () => {
    await onDatabase(
      database.url,
      `CREATE FUNCTION wipe() RETURNS integer LANGUAGE sql AS 'DELETE FROM "Game"; SELECT 1'`,
    );
    await expect(read(withGames('SELECT wipe() AS id, 1 AS name'))).rejects.toMatchObject({ outcome: 'usage' });
    expect((await read()).items).toHaveLength(3);
  });

  it('stop at once when told to, in the middle of a query', async () => {
    const stop = new AbortController();
    const reason = new Error('told to stop');
    setTimeout(() => {
      stop.abort(reason);
    }, 100);
    await expect(read(withGames('SELECT 1 AS id, pg_sleep(60)::text AS name'), stop.signal)).rejects.toBe(reason);
  });

  it('that cannot be reached are said without a password', async () => {
    const url = new URL(database.url);
    url.password = 'a-secret';
    url.username = 'nobody_here';
    for (const address of [url.href, 'postgres://me:a-secret@127.0.0.1:1/none']) {
      const failure: unknown = await told(new SqlReader(address, () => readMapping(FILE, 'vestimlib'))).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ outcome: 'unreachable' });
      expect(JSON.stringify(failure) + String(failure)).not.toContain('a-secret');
    }
  });
});
