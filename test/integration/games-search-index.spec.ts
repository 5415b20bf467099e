import { Logger } from '@nestjs/common';
import type { IndexDefinition } from '../../libs/games/src/infrastructure/elasticsearch/index-definition';
import { GAMES_INDEX } from '../../libs/games/src/infrastructure/elasticsearch/index-definition';
import { parseQuery } from '../../libs/games/src/domain/search/parse-query';
import { FakeElasticsearch, Refusal } from '../support/fake-elasticsearch';
import {
  type ElasticsearchAt,
  elasticsearchAt,
  emptyCatalogue,
  type OpenCatalogue,
} from '../support/games/search-engines';
import { publishGames, type SearchableGame } from '../support/games/searchable-games';

const { signal } = new AbortController();

const brumes = (from: number, to: number, more: Partial<SearchableGame> = {}): SearchableGame[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i, name: `Brume ${from + i}`, ...more }));

/** Another version of the service. */
const NEXT: IndexDefinition = {
  ...GAMES_INDEX,
  mappings: { ...GAMES_INDEX.mappings, properties: { ...GAMES_INDEX.mappings.properties, added: { type: 'keyword' } } },
};

describe('the index of the games', () => {
  let fake: FakeElasticsearch;
  let catalogue: OpenCatalogue;
  let at: ElasticsearchAt;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    catalogue = await emptyCatalogue();
  });
  beforeEach(async () => {
    await catalogue.database.query('TRUNCATE game, game_outbox, game_search, game_document, game_word CASCADE');
    fake = await FakeElasticsearch.start();
    at = elasticsearchAt(fake.url, catalogue);
    await publishGames(catalogue, brumes(1, 3));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await at.close();
    await fake.stop();
  });
  afterAll(() => catalogue.close());

  const publish = (...games: SearchableGame[]): Promise<void> => publishGames(catalogue, games);
  const names = async (process = at): Promise<readonly string[]> => {
    const { hits } = await process.client.search<{ name: string }>({ index: at.alias, size: 1000, sort: ['id'] });
    return hits.hits.map(({ _source: game }) => game?.name ?? '');
  };
  const indices = (): readonly string[] => [...fake.cluster.indices.keys()];
  const swaps = (): number => fake.requests.filter(({ path }) => path === '/_aliases').length;
  const outbox = async (): Promise<unknown> => {
    const { pending, parked } = await at.outbox.state();
    return { pending, parked };
  };
  const search = (process = at): Promise<number> =>
    process.search
      .search({ query: parseQuery('brume'), mode: 'lexical', filters: [], offset: 0, limit: 1 })
      .then(({ total }) => total);

  it('is made where there is none, and says so until it is whole', async () => {
    await expect(search()).rejects.toMatchObject({ reason: 'index-building' });
    await at.chore.step();
    expect(indices()).toEqual([expect.stringMatching(/^hexagone-games-[0-9a-f]{12}-\d{17}$/)]);
    expect(await names()).toEqual(['Brume 1', 'Brume 2', 'Brume 3']);
    expect([await search(), await outbox()]).toEqual([3, { pending: 0, parked: 0 }]);
  });

  it('follows what is published, what goes included; twice the same changes nothing', async () => {
    await at.chore.step();
    await publish({ id: 2, name: 'Ember' }, { id: 4, name: 'Brume 4' });
    await publish({ id: 2, name: 'Ember anew' }, { id: 1, name: 'Brume 1', state: 'gone' });
    const before = await catalogue.generations.of();
    expect(await at.index.follow({ signal })).toBe(3);
    expect(await names()).toEqual(['Ember anew', 'Brume 3', 'Brume 4']);
    expect(await catalogue.generations.of()).not.toBe(before);
    expect([await at.index.follow({ signal }), await outbox()]).toEqual([0, { pending: 0, parked: 0 }]);
  });

  it('never goes back to what is older', async () => {
    await at.chore.step();
    await publish({ id: 1, name: 'New' });
    await at.index.follow({ signal });
    const { _version: version = 0 } = await at.client.get({ index: at.alias, id: '1' });
    expect(version).toBeGreaterThan(0);
    const late = at.client.index({
      ...{ index: at.alias, id: '1', version: version - 1, version_type: 'external' },
      document: { id: 1, name: 'Old' },
    });
    await expect(late).rejects.toMatchObject({ statusCode: 409 });
    // Somebody was faster: that counts as done.
    await catalogue.database.query('INSERT INTO game_outbox (seq, game_id) OVERRIDING SYSTEM VALUE VALUES ($1, 1)', [
      version - 1,
    ]);
    await at.index.follow({ signal });
    expect([await outbox(), (await names())[0]]).toEqual([{ pending: 0, parked: 0 }, 'New']);
  });

  it('takes the others where one is refused, tries that one again, and parks it in the end', async () => {
    await at.chore.step();
    fake.faults = {
      item: ({ id }) => (id === '2' ? new Refusal(429, 'es_rejected_execution_exception', 'full') : null),
    };
    await publish(...brumes(1, 4, { year: 2000 }));
    await at.index.follow({ signal });
    expect([await outbox(), await names()]).toEqual([{ pending: 1, parked: 0 }, expect.arrayContaining(['Brume 4'])]);
    expect(await at.index.follow({ signal })).toBe(0);
    for (let i = 0; i < 7; i++) {
      await catalogue.database.query('UPDATE game_outbox SET retry_at = now()');
      await at.index.follow({ signal });
    }
    expect(await outbox()).toEqual({ pending: 0, parked: 1 });
    const { rows } = await catalogue.database.query('SELECT game_id, attempts, error FROM game_outbox');
    expect(rows).toEqual([{ game_id: 2, attempts: 8, error: '429 es_rejected_execution_exception: full' }]);
    fake.faults = {};
    await publish({ id: 2, name: 'Brume 2 again' });
    await at.index.follow({ signal });
    expect([await outbox(), await names()]).toEqual([
      { pending: 0, parked: 0 },
      expect.arrayContaining(['Brume 2 again']),
    ]);
  });

  it('loses nothing while the server is down or short of breath', async () => {
    await at.chore.step();
    await publish({ id: 5, name: 'Brume 5' });
    for (const faults of [{ status: { of: /_bulk/, code: 503 } }, { status: { of: /./, code: 429 } }, { cut: true }]) {
      fake.faults = faults;
      await expect(at.index.follow({ signal })).rejects.toThrow();
      expect(await outbox()).toEqual({ pending: 1, parked: 0 });
    }
    fake.faults = {};
    await fake.stop();
    await expect(at.chore.step()).rejects.toThrow();
    await fake.restart();
    await at.chore.step();
    expect([await outbox(), await names()]).toEqual([{ pending: 0, parked: 0 }, expect.arrayContaining(['Brume 5'])]);
  });

  it('has what it took only once a search finds it', async () => {
    await at.chore.step();
    await publish({ id: 5, name: 'Brume 5' });
    const before = await catalogue.generations.of();
    fake.faults = { status: { of: /_refresh/, code: 503 } };
    await expect(at.index.follow({ signal })).rejects.toMatchObject({ statusCode: 503 });
    expect([await outbox(), await catalogue.generations.of()]).toEqual([{ pending: 1, parked: 0 }, before]);
    fake.faults = {};
    expect(await at.index.follow({ signal })).toBe(1);
    expect([await outbox(), await search()]).toEqual([{ pending: 0, parked: 0 }, 4]);
    expect(await catalogue.generations.of()).not.toBe(before);
  });

  it('says that it is behind by more than one request takes, asked once a second; what is parked does not count', async () => {
    await at.chore.step();
    const clock = jest.spyOn(Date, 'now');
    const asked = jest.spyOn(catalogue.database, 'query');
    const aSecondLater = (): unknown => clock.mockReturnValue(Date.now() + 1000);
    const waits = (from: number, to: number, parked = 'NULL'): Promise<unknown> =>
      catalogue.database.query(
        `INSERT INTO game_outbox (game_id, parked_at) SELECT id, ${parked} FROM generate_series($1::integer, $2) id`,
        [from, to],
      );
    await waits(1001, 1600, 'now()');
    await waits(2001, 2500);
    aSecondLater();
    asked.mockClear();
    expect([await search(), await search()]).toEqual([3, 3]);
    expect(asked.mock.calls.filter(([sql]) => sql.includes('game_outbox'))).toHaveLength(1);
    await waits(2501, 2501);
    aSecondLater();
    const sent = fake.requests.length;
    for (let i = 0; i < 5; i++) await expect(search()).rejects.toMatchObject({ reason: 'index-behind' });
    expect(fake.requests.length).toBe(sent);
    await at.index.follow({ signal });
    aSecondLater();
    expect([await search(), await outbox()]).toEqual([3, { pending: 0, parked: 600 }]);
  });

  it('never answers that nothing is found where it holds nothing and the catalogue does', async () => {
    await catalogue.database.query('DELETE FROM game');
    await at.chore.step();
    expect(await search()).toBe(0);
    await publish(...brumes(1, 3));
    for (let i = 0; i < 5; i++) await expect(search()).rejects.toMatchObject({ reason: 'index-behind' });
    await expect(at.search.suggest('brume', 5)).rejects.toMatchObject({ reason: 'index-behind' });
    await at.index.follow({ signal });
    expect([await search(), await at.search.suggest('ember', 5)]).toEqual([3, []]);
  });

  it('is made anew beside the one that is read, what is published meanwhile included', async () => {
    await at.chore.step();
    await publish(...brumes(4, 700));
    await catalogue.database.query('DELETE FROM game_outbox');
    const published: Promise<void>[] = [];
    const rebuilt = await at.index.rebuild({
      signal,
      progress: () => {
        if (published.length > 0) return;
        published.push(
          publish({ id: 1, name: 'Changed' }, { id: 2, name: '', state: 'gone' }, { id: 701, name: 'Late' }),
        );
      },
    });
    await Promise.all(published);
    await at.index.follow({ signal });
    expect(rebuilt.refused).toBe(0);
    const all = await names();
    expect([all.length, all[0], all[1], all.at(-1)]).toEqual([700, 'Changed', 'Brume 3', 'Late']);
  });

  it('moves the alias once when its definition changes; no read ever finds nothing', async () => {
    await at.chore.step();
    const next = elasticsearchAt(fake.url, catalogue, { definition: NEXT });
    const before = swaps();
    const totals = new Set<number>();
    const rest = { over: false };
    const reading = (async (): Promise<void> => {
      while (!rest.over) totals.add(await search());
    })();
    await next.chore.step();
    await publish({ id: 9, name: 'Ember' });
    await next.chore.step();
    rest.over = true;
    await reading;
    expect([...totals]).toEqual([3]);
    expect([swaps() - before, await next.index.state(), await at.index.state()]).toEqual([1, 'current', 'old']);
    // The former version does not take it back, and goes on feeding it.
    await publish({ id: 10, name: 'Cinder' });
    await at.chore.step();
    expect([swaps() - before, await names()]).toEqual([1, expect.arrayContaining(['Cinder'])]);
    await next.close();
  });

  it('keeps one old index, and none that is not its own', async () => {
    await at.client.indices.create({ index: 'hexagone-games-of-somebody' });
    const made: string[] = [];
    for (let i = 0; i < 3; i++) made.push((await at.index.rebuild({ signal })).index);
    expect(indices()).toEqual(['hexagone-games-of-somebody', ...made.slice(1)]);
  });

  it('is as it was when a new one fails', async () => {
    await at.chore.step();
    const [only] = indices();
    fake.faults = { status: { of: /_count/, code: 503 } };
    await expect(at.index.rebuild({ signal })).rejects.toMatchObject({ statusCode: 503 });
    await expect(at.index.rebuild({ signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
    fake.faults = {};
    expect([indices(), await search(), swaps()]).toEqual([[only], 3, 1]);
  });

  it('leaves no index behind where the alias cannot be moved, however often that is tried', async () => {
    await at.client.indices.create({ index: at.alias });
    for (let i = 0; i < 3; i++) await expect(at.index.rebuild({ signal })).rejects.toThrow(/alias/);
    expect(indices()).toHaveLength(2);
    await at.client.indices.delete({ index: at.alias });
    await at.chore.step();
    expect([indices(), await search()]).toEqual([[expect.stringMatching(/^hexagone-games-[0-9a-f]{12}-/)], 3]);
  });

  it('is given up by a chore that a silent server would hold for ever', async () => {
    await at.chore.step();
    await publish({ id: 4, name: 'Brume 4' });
    const impatient = elasticsearchAt(fake.url, catalogue, { requestTimeout: 100 });
    for (const silent of [/_alias/, /_refresh/]) {
      fake.faults = { silent };
      const { message } = await impatient.chore.step().then(
        () => new Error('answered'),
        (error: unknown) => error as Error,
      );
      expect(message).toMatch(/timed? ?out/i);
    }
    fake.faults = {};
    await at.chore.step();
    expect([await names(), await outbox()]).toEqual([expect.arrayContaining(['Brume 4']), { pending: 0, parked: 0 }]);
    await impatient.close();
  });

  it('is whole but for what the server refuses, which is tried again', async () => {
    fake.faults = { item: ({ id }) => (id === '3' ? new Refusal(400, 'document_parsing_exception', 'odd') : null) };
    expect(await at.index.rebuild({ signal })).toMatchObject({ games: 2, refused: 1 });
    expect([await search(), await outbox()]).toEqual([2, { pending: 1, parked: 0 }]);
    fake.faults = {};
    await at.chore.step();
    expect([await names(), await outbox()]).toEqual([['Brume 1', 'Brume 2', 'Brume 3'], { pending: 0, parked: 0 }]);
  });

  it.each([
    ['every one of few', 3, /^/],
    ['eleven of many', 400, /^3[0-9]$|^50$/],
  ])('is as it was when the server refuses %s', async (_many, games, refused) => {
    await at.chore.step();
    await publish(...brumes(1, games));
    await at.index.follow({ signal });
    const before = indices();
    fake.faults = {
      item: ({ id }) => (refused.test(id) ? new Refusal(403, 'cluster_block_exception', 'read-only') : null),
    };
    await expect(at.index.rebuild({ signal })).rejects.toThrow(/refuses/);
    fake.faults = {};
    expect([indices(), await search()]).toEqual([before, games]);
  });

  it('is made by one process at a time', async () => {
    const other = elasticsearchAt(fake.url, catalogue);
    const rebuilt = await Promise.all([at.chore.now({ signal }), other.chore.now({ signal })]);
    expect(rebuilt.filter(Boolean)).toHaveLength(2);
    const steps = fake.requests.map(({ method, path }) =>
      method === 'PUT' ? 'begun' : path === '/_aliases' ? 'done' : '',
    );
    expect(steps.filter(Boolean)).toEqual(['begun', 'done', 'begun', 'done']);
    await other.close();
  });

  it('asks for one row per game of the outbox at most, though nobody takes them', async () => {
    for (let i = 0; i < 5; i++) await publish(...brumes(1, 3));
    const last = await at.outbox.last();
    await at.outbox.compact();
    expect([await outbox(), await at.outbox.last()]).toEqual([{ pending: 3, parked: 0 }, last]);
    await at.chore.step();
    expect(await names()).toHaveLength(3);
  });
});
