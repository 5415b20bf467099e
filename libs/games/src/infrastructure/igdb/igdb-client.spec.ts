import { FakeSource } from '../../../../../test/support/fake-source';
import { FakeIgdb, type FakeWish } from './fake/fake-igdb';
import { faultsOf } from './fake/faults';
import { IgdbClient, MANNERS, type Manners } from './igdb-client';
import { igdbAccess } from './igdb-settings';

const GAMES = [
  { id: 3, name: 'Lumen Harbor' },
  { id: 5, name: 'Lumen Harbor II' },
];
const QUERY = 'fields name; where id > 0; sort id asc; limit 500;';
const GOING = new AbortController().signal;
const HASTY: Manners = { ...MANNERS, requests: 8, windowMs: 0, pauseMs: () => 1 };

const clientOf = (environment: Readonly<Record<string, string>>, manners = HASTY): IgdbClient =>
  new IgdbClient(igdbAccess(environment)!, manners);

describe('a client of IGDB', () => {
  let fake: FakeIgdb | undefined;
  afterEach(async () => {
    await fake?.stop();
    fake = undefined;
  });

  async function clientWith(fault: string | null, more: Partial<FakeWish> = {}, manners = HASTY): Promise<IgdbClient> {
    const faults = fault === null ? null : faultsOf(fault);
    fake = await FakeIgdb.start({ games: GAMES, rate: 1000, ...(faults && { faults }), ...more });
    return clientOf(fake.environment, manners);
  }

  it('asks with one token for all that asks at once', async () => {
    const client = await clientWith(null);
    const answers = await Promise.all([1, 2, 3].map(() => client.games(QUERY, GOING)));
    expect(answers).toEqual([GAMES, GAMES, GAMES]);
    await client.games(QUERY, GOING);
    expect(fake?.stats).toEqual({ games: { 200: 4 }, token: { 200: 1 } });
  });

  it('renews a token that expired, once for all who wait', async () => {
    const client = await clientWith('401@2');
    await client.games(QUERY, GOING);
    const answers = await Promise.all([1, 2, 3].map(() => client.games(QUERY, GOING)));
    expect(answers).toEqual([GAMES, GAMES, GAMES]);
    expect(fake?.stats['token']).toEqual({ 200: 2 });
    expect(fake?.stats['games']).toEqual({ 200: 4, 401: 3 });
  });

  it('that is refused with a new token too gives up', async () => {
    const client = await clientWith('401@*');
    await expect(client.games(QUERY, GOING)).rejects.toMatchObject({
      code: 'games.igdb-refused',
      outcome: 'unreachable',
    });
    expect(fake?.stats).toEqual({ games: { 401: 2 }, token: { 200: 2 } });
  });

  it.each([
    ['too many requests', '429@1', { 429: 1, 200: 1 }],
    ['four errors of the server', '500@1,500@2,500@3,500@4', { 500: 4, 200: 1 }],
    ['a body that is cut', 'cut@1', { cut: 1, 200: 1 }],
  ])('tries again after %s', async (_what, fault, counts) => {
    const client = await clientWith(fault);
    expect(await client.games(QUERY, GOING)).toEqual(GAMES);
    expect(fake?.stats['games']).toEqual(counts);
  });

  it.each([
    ['500@*', 'games.igdb-unreachable', 'unreachable', { 500: 5 }],
    ['429@*', 'games.igdb-unreachable', 'unreachable', { 429: 5 }],
    ['cut@*', 'games.igdb-unreachable', 'unreachable', { cut: 5 }],
    ['html@*', 'games.igdb-answer', 'malformed', { 200: 1 }],
  ])('that meets %s ends with %s', async (fault, code, outcome, counts) => {
    const client = await clientWith(fault);
    await expect(client.games(QUERY, GOING)).rejects.toMatchObject({ code, outcome });
    expect(fake?.stats['games']).toEqual(counts);
  });

  it('quotes why a query is refused, and asks no second time', async () => {
    const client = await clientWith(null);
    await expect(client.games('fields name; where id ~ 3;', GOING)).rejects.toMatchObject({
      ...{ code: 'games.igdb-query', outcome: 'usage' },
      message: "IGDB refuses the query, its filter perhaps: Syntax Error, Unexpected input at '~ 3'",
    });
    expect(fake?.stats['games']).toEqual({ 400: 1 });
  });

  it('keeps to four requests a second', async () => {
    const client = await clientWith(null, { rate: 4 }, { ...MANNERS, pauseMs: () => 1 });
    await Promise.all(Array.from({ length: 9 }, () => client.games(QUERY, GOING)));
    expect(fake?.stats['games']).toEqual({ 200: 9 });
  });
});

describe('what a client of IGDB meets', () => {
  let source: FakeSource;
  beforeEach(async () => {
    source = await FakeSource.start();
    source.serve('/token', { body: '{"access_token":"t","expires_in":9,"token_type":"bearer"}' });
  });
  afterEach(() => source.stop());

  const client = (): IgdbClient =>
    clientOf({
      IGDB_URL: source.url('/v4'),
      IGDB_TOKEN_URL: source.url('/token'),
      IGDB_CLIENT_ID: 'client',
      IGDB_CLIENT_SECRET: 'hush-hush',
    });
  const answers = (path: string): number => source.requests.filter((request) => request.path === path).length;

  it('waits as long as it is told, but not for ever', async () => {
    source.serve('/v4/games', { status: 429, retryAfter: '1' }, { body: '[]' });
    const before = performance.now();
    expect(await client().games(QUERY, GOING)).toEqual([]);
    expect(performance.now() - before).toBeGreaterThan(990);
    source.serve('/v4/games', { status: 429, retryAfter: '3600' });
    await expect(client().games(QUERY, GOING)).rejects.toMatchObject({ outcome: 'unreachable' });
    expect(answers('/v4/games')).toBe(3);
  });

  it('sends the headers that IGDB wants, and its secret nowhere but for the token', async () => {
    source.serve('/v4/games', { body: '[]' });
    await client().games(QUERY, GOING);
    const [token, games] = source.requests;
    expect(games?.headers).toMatchObject({ 'client-id': 'client', authorization: 'Bearer t' });
    expect(JSON.stringify([token?.path, token?.headers, games])).not.toContain('hush');
  });

  it.each([
    [400, 'games.igdb-refused', 1],
    [403, 'games.igdb-refused', 1],
    [503, 'games.igdb-unreachable', 5],
  ])('a token refused with %i: %s', async (status, code, tries) => {
    source.serve('/token', { status, body: '{"message":"invalid client secret hush-hush"}' });
    const failure = await client()
      .games(QUERY, GOING)
      .catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code, outcome: 'unreachable' });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('hush');
    expect([answers('/token'), answers('/v4/games')]).toEqual([tries, 0]);
  });

  it.each(['<html>', '{"access_token":""}', '[]', 'null'])('a token that is none: %s', async (body) => {
    source.serve('/token', { body });
    await expect(client().games(QUERY, GOING)).rejects.toMatchObject({ code: 'games.igdb-answer' });
  });

  it('an array that stops in the middle is asked for again, another answer than an array is not', async () => {
    source.serve('/v4/games', { body: '[{"id":1},' }, { body: '[{"id":1}]' });
    expect(await client().games(QUERY, GOING)).toEqual([{ id: 1 }]);
    source.serve('/v4/games', { body: '{"id":1}' });
    await expect(client().games(QUERY, GOING)).rejects.toMatchObject({ outcome: 'malformed' });
    expect(answers('/v4/games')).toBe(3);
  });

  it('follows no redirect', async () => {
    source.serve('/v4/games', { redirect: source.url('/elsewhere') });
    await expect(client().games(QUERY, GOING)).rejects.toMatchObject({ code: 'games.igdb-unreachable' });
    expect(answers('/elsewhere')).toBe(0);
  });

  it('stops when it is told to, while it asks and while it waits', async () => {
    for (const [path, answer] of [
      ['/v4/games', { silent: true }],
      ['/v4/games', { status: 429, retryAfter: '60' }],
      ['/token', { silent: true }],
    ] as const) {
      source.serve(path, answer);
      const stop = new AbortController();
      const asked = client().games(QUERY, stop.signal);
      const seen = answers(path);
      while (answers(path) === seen) await new Promise(setImmediate);
      stop.abort();
      await expect(asked).rejects.toThrow(/abort/i);
    }
  });

  it('nobody at the other end', async () => {
    const gone = client();
    await source.stop();
    await expect(gone.games(QUERY, GOING)).rejects.toMatchObject({ code: 'games.igdb-unreachable' });
    source = await FakeSource.start();
  });
});
