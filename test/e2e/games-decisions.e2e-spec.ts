import { type Deciding, deciding } from '../support/games/deciding';
import { machine, person } from '../support/identity';
import { type Answer, faultsOf, refusal } from '../support/sites-service';

const HEADER = 'Rank,Name,Platform,Year,Genre,Publisher,NA_Sales,EU_Sales,JP_Sales,Other_Sales,Global_Sales';
const ROWS = [
  '1,Silent Quay,PS2,2004,Racing,Lantern,0.1,0.1,0,0,0.2',
  '2,Silent Quay,GC,2004,Racing,Lantern,0.3,0.1,0,0,0.4',
  '3,Willow Run,PS2,2011,Puzzle,Green Lantern,0.1,0,0,0,0.1',
  '4,Left Bank/Right Bank,DS,2009,Puzzle,Lantern,0.1,0,0,0,0.1',
];
const SALES = `${[HEADER, ...ROWS].join('\n')}\n`;
const released = (year: number): object => ({
  first_release_date: Date.UTC(year, 2, 1) / 1000,
  platforms: [{ id: 8, name: 'PlayStation 2' }],
});
const HARBOUR = { id: 11, name: 'Quiet Harbour', rating: 81.5, rating_count: 12, ...released(2004) };
const OTHERS = [
  { id: 12, name: 'Harbour Tycoon', rating: 60, rating_count: 3, ...released(2008) },
  {
    ...{ id: 13, name: 'Willow Run', ...released(2003) },
    involved_companies: [{ developer: true, publisher: false, company: { name: 'Green Lantern' } }],
  },
];
const IGDB = JSON.stringify([HARBOUR, ...OTHERS]);
const QUAY = ['sales:Silent Quay|GC|2004|1', 'sales:Silent Quay|PS2|2004|1'] as const;

/** As every route writes one. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let at: Deciding;
const load = async (igdb = IGDB): Promise<void> => {
  await at.games.load('games-igdb', igdb);
  await at.games.load('games-sales', SALES);
};
const reimported = (): Promise<void> =>
  // One game is told otherwise: an import that changes nothing would decide nothing.
  load(JSON.stringify([{ ...HARBOUR, summary: `Boats in the rain, ${Math.random()}.` }, ...OTHERS]));
const idOf = ({ body }: Answer): unknown => body['id'];
const gamesIn = ({ body }: Answer): readonly Record<string, unknown>[] => body as never;
const audited = (): Promise<readonly object[]> =>
  at.games.query(
    `SELECT actor, action, target, outcome, detail FROM audit_event WHERE action LIKE 'games.%' ORDER BY id`,
  );

interface Review {
  readonly id: number;
  readonly state: string;
  readonly reason: string;
}
const queue = async (query = ''): Promise<readonly Review[]> => {
  const { status, body, text } = await at.decide('GET', `/review-queue${query}`);
  if (status !== 200) throw new Error(text);
  return body['data'] as Review[];
};
const doubt = async (reason: string): Promise<number> => {
  const [found] = await queue(`?reason=${reason}&state=open`);
  if (!found) throw new Error(`no ${reason}`);
  return found.id;
};
const settle = (id: number, state: string): Promise<Answer> =>
  at.decide('PATCH', `/review-queue/${id}`, { state, reason: 'looked at' });

const open = async (): Promise<void> => {
  at = await deciding();
  await load();
};
const close = (): Promise<void> => at.games.close();

describe('games merged by a person', () => {
  beforeEach(open);
  afterEach(close);

  it('are one, and two again when unmerged, each as it was', async () => {
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])];
    const before = [await at.told(a), await at.told(b)];
    const merged = await at.merge(a, [b]);
    expect([merged.status, idOf(merged), merged.body['sales_million'], merged.body['rating']]).toEqual([
      200,
      a,
      0.6,
      81.5,
    ]);
    expect((await at.games.get(`/games/${a}/provenance`)).body).toMatchObject({
      decisions: QUAY.map(() => ({ verdict: 'must_link', decided_at: expect.stringMatching(INSTANT) })),
      history: [{ at: expect.stringMatching(INSTANT), event: 'merged', game_id: b }],
    });
    expect(merged.text).toBe((await at.games.get(`/games/${a}`)).text);
    const moved = await at.games.get(`/games/${b}`);
    expect([moved.status, moved.headers['location'], moved.body]).toEqual([
      301,
      `/games/${a}`,
      { id: b, merged_into: a },
    ]);

    await reimported();
    await load();
    expect([await at.gameOf('igdb:11'), ...(await Promise.all(QUAY.map(at.gameOf)))]).toEqual([a, a, a]);

    const unmerged = await at.unmerge(a, ...QUAY);
    expect([unmerged.status, gamesIn(unmerged).map(({ id }) => id)]).toEqual([200, [a, b]]);
    expect([await at.told(a), await at.told(b)]).toEqual(before);
    await reimported();
    await load();
    expect([await at.told(a), await at.told(b)]).toEqual(before);
  });

  it('keep the id that was asked for, not the lowest', async () => {
    const [low, high] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])].sort((x, y) => x - y) as [
      number,
      number,
    ];
    expect(idOf(await at.merge(high, [low]))).toBe(high);
    expect((await at.games.get(`/games/${low}`)).body).toEqual({ id: low, merged_into: high });
  });

  it('are refused where something speaks against it, unless that is overridden', async () => {
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf('igdb:12')];
    const refused = await at.merge(a, [b]);
    expect(refusal(refused)).toBe('409 games.vetoes-not-overridden');
    expect(refused.body['vetoes']).toEqual([{ game_ids: [a, b], vetoes: ['same_source'] }]);
    expect(refused.body['detail']).toBe(
      `Games ${a} and ${b}: one source has a record of each. Say "override_vetoes": true to merge them nevertheless`,
    );
    const french = await at.decide('POST', `/${a}/merge`, { game_ids: [b], reason: 'r' }, { 'accept-language': 'fr' });
    expect(french.body['detail']).toContain(`Jeux ${a} et ${b} : une même source a un enregistrement de chacun. Dites`);
    expect(await at.gameOf('igdb:12')).toBe(b);
    const merged = await at.merge(a, [b], { override_vetoes: true });
    expect([merged.status, idOf(merged)]).toEqual([200, a]);
    expect(
      (await at.decide('POST', `/${a}/unmerge`, { records: [{ source: 'igdb', source_key: '12' }], reason: 'no' }))
        .status,
    ).toBe(200);
    const again = await at.merge(a, [b]);
    expect(again.body['vetoes']).toEqual([{ game_ids: [a, b], vetoes: ['decision', 'same_source'] }]);
  });

  it('can be several at once, and are told apart as one wishes', async () => {
    const [a, b, c] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0]), await at.gameOf('igdb:12')];
    expect((await at.merge(a, [b, c], { override_vetoes: true })).status).toBe(200);
    const split = await at.unmerge(a, 'igdb:11');
    expect(gamesIn(split).map(({ id, sources }) => [id, sources])).toEqual([
      [b, ['igdb', 'sales']],
      [a, ['igdb']],
    ]);
    expect((await at.games.get(`/games/${c}`)).body).toEqual({ id: c, merged_into: b });
  });

  it('are merged once, and into what is there', async () => {
    const [a, b, c] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0]), await at.gameOf('igdb:12')];
    await at.merge(a, [b]);
    const again = await at.merge(c, [b]);
    expect([refusal(again), again.body['merged']]).toEqual(['409 games.already-merged', [{ id: b, merged_into: a }]]);
    expect(refusal(await at.merge(b, [c]))).toBe('409 games.already-merged');
    expect(refusal(await at.merge(99, [c]))).toBe('404 games.game-not-found');
    expect((await at.decide('POST', '/99999999999999999999/merge', { game_ids: [c], reason: 'r' })).status).toBe(404);
    expect((await at.decide('POST', '/abc/merge', { game_ids: [c], reason: 'r' })).status).toBe(400);
  });

  it('are merged once under one key', async () => {
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])];
    const body = { game_ids: [b], reason: 'the same' };
    const key = { 'idempotency-key': 'k1' };
    const answers = [
      await at.decide('POST', `/${a}/merge`, body, key),
      await at.decide('POST', `/${a}/merge`, body, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(refusal(await at.decide('POST', `/${a}/merge`, { ...body, reason: 'other' }, key))).toMatch(/^422/);
    expect(await audited()).toHaveLength(1);
  });
});

describe('records unmerged by a person', () => {
  beforeEach(open);
  afterEach(close);

  it('get a new id where they never had one', async () => {
    const game = await at.gameOf(QUAY[0]);
    const [last] = await at.games.query<{ id: number }>('SELECT max(id) AS id FROM game');
    expect(gamesIn(await at.unmerge(game, QUAY[1])).map(({ id, sales_million }) => [id, sales_million])).toEqual([
      [game, 0.4],
      [last!.id + 1, 0.2],
    ]);
  });

  it('leave the id to those that stay, however few these are', async () => {
    await at.games.load('games-sales', `${SALES}5,Silent Quay,XB,2004,Racing,Lantern,0.1,0,0,0,0.1\n`);
    const game = await at.gameOf(QUAY[0]);
    await at.unmerge(game, 'sales:Silent Quay|XB|2004|1', QUAY[1]);
    expect(await at.gameOf(QUAY[0])).toBe(game);
  });

  it('are refused: none, or of a game that is not there', async () => {
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])];
    expect(refusal(await at.unmerge(b))).toBe('422 platform.invalid-document /records');
    expect(refusal(await at.unmerge(99, QUAY[0]))).toBe('404 games.game-not-found');
    await at.merge(a, [b]);
    expect(refusal(await at.unmerge(b, QUAY[0]))).toBe('409 games.already-merged');
  });
});

describe('the review queue', () => {
  beforeEach(open);
  afterEach(close);

  it('is filtered, sorted, paged and exported', async () => {
    const all = await queue();
    const confidences = all.map((review) => (review as unknown as { confidence: number }).confidence);
    expect([all.length >= 2, confidences]).toEqual([true, confidences.toSorted((a, b) => b - a)]);
    expect(await queue('?confidence[gte]=0.85')).toHaveLength(confidences.filter((one) => one >= 0.85).length);
    expect(await queue('?confidence=0.85&reason=late_port')).toHaveLength(1);
    expect(await queue(`?game=${await at.gameOf('igdb:13')}`)).toMatchObject([{ reason: 'late_port' }]);
    expect(await queue('?state=rejected')).toEqual([]);
    const { body } = await at.decide('GET', '/review-queue?limit=1');
    const { next } = body['links'] as { next: string };
    const rest = await at.decide('GET', next.replace('/games', ''));
    expect([body, rest.body].flatMap(({ data }) => (data as Review[]).map(({ id }) => id))).toEqual(
      all.slice(0, 2).map(({ id }) => id),
    );
    expect((await at.decide('GET', '/review-queue?format=csv')).text.split('\n')[0]).toContain(
      'id,state,reason,confidence',
    );
    expect(
      (await at.decide('GET', '/review-queue?format=ndjson')).text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Review),
    ).toEqual(all);
    expect(refusal(await at.decide('GET', '/review-queue?raeson=late_port'))).toBe(
      '400 platform.invalid-parameters ?raeson',
    );
    const { headers } = await at.decide('GET', '/review-queue');
    expect(headers['cache-control']).toBe('private, no-cache');
    expect((await at.decide('GET', '/review-queue', undefined, { 'if-none-match': headers['etag']! })).status).toBe(
      304,
    );
    await settle(await doubt('late_port'), 'rejected');
    expect((await at.decide('GET', '/review-queue', undefined, { 'if-none-match': headers['etag']! })).status).toBe(
      200,
    );
  });

  it('joins both when one accepts, whatever is imported later', async () => {
    const id = await doubt('late_port');
    const answer = await settle(id, 'accepted');
    expect([answer.status, answer.body['state'], answer.body['settled_reason']]).toEqual([
      200,
      'accepted',
      'looked at',
    ]);
    expect(answer.body['games']).toHaveLength(1);
    const one = await at.gameOf('igdb:13');
    await reimported();
    await load();
    expect([await at.gameOf('igdb:13'), await at.gameOf('sales:Willow Run|PS2|2011|1')]).toEqual([one, one]);
    expect(await queue('?reason=late_port')).toMatchObject([{ id, state: 'accepted' }]);
    expect(refusal(await settle(id, 'rejected'))).toBe('409 games.review-settled');
  });

  it('asks no more when one rejects', async () => {
    const id = await doubt('late_port');
    expect((await settle(id, 'rejected')).body).toMatchObject({ id, state: 'rejected', games: [{}, {}] });
    await reimported();
    await load();
    expect(await queue('?reason=late_port')).toMatchObject([{ id, state: 'rejected' }]);
    expect(refusal(await settle(id, 'accepted'))).toBe('409 games.review-settled');
  });

  it('asks no more about games that were merged and unmerged', async () => {
    const [a, b] = [await at.gameOf('igdb:13'), await at.gameOf('sales:Willow Run|PS2|2011|1')];
    await at.merge(a, [b]);
    expect(await queue('?reason=late_port')).toMatchObject([{ state: 'withdrawn' }]);
    await at.unmerge(a, 'sales:Willow Run|PS2|2011|1');
    await reimported();
    expect(await queue('?reason=late_port')).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('has doubts about one record, which can be rejected only', async () => {
    const id = await doubt('composite_title');
    expect(refusal(await settle(id, 'accepted'))).toBe('409 games.nothing-to-join');
    expect((await settle(id, 'rejected')).body).toMatchObject({ state: 'rejected', settled_reason: 'looked at' });
    await reimported();
    expect(await queue('?reason=composite_title')).toMatchObject([{ id, state: 'rejected' }]);
  });
});

describe('decisions and doubts', () => {
  beforeAll(open);
  afterAll(close);

  it.each([
    ['itself', (a: number) => ({ game_ids: [a] }), '422 games.merged-with-itself /game_ids/0'],
    ['nothing', () => ({ game_ids: [] }), '422 platform.invalid-document /game_ids'],
    [
      'the unknown',
      (_: number, b: number) => ({ game_ids: [b, 99, 1e15] }),
      '422 games.unknown-games /game_ids/1 /game_ids/2',
    ],
    ['one twice', (_: number, b: number) => ({ game_ids: [b, b] }), '422 platform.invalid-document /game_ids'],
    ['texts', (_: number, b: number) => ({ game_ids: [String(b)] }), '422 platform.invalid-document /game_ids'],
    ['no reason', (_: number, b: number) => ({ game_ids: [b], reason: ' ' }), '422 platform.invalid-document /reason'],
    [
      'a slip',
      (_: number, b: number) => ({ game_ids: [b], override_veto: true }),
      '422 platform.invalid-document /override_veto',
    ],
  ])('merge no game with %s', async (_, body, answer) => {
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])];
    expect(refusal(await at.decide('POST', `/${a}/merge`, { reason: 'r', ...body(a, b) }))).toBe(answer);
    expect(await audited()).toEqual([]);
  });

  it.each([
    ['all of them', [...QUAY], '422 games.nothing-left'],
    ['one of another game', [QUAY[0], 'igdb:11'], '422 games.records-elsewhere /records/1'],
    ['one of no source', ['steam:11'], '422 platform.invalid-document /records'],
  ])('unmerge no records: %s', async (_, records, answer) => {
    const game = await at.gameOf(QUAY[0]);
    expect(refusal(await at.unmerge(game, ...records))).toBe(answer);
    expect(await at.games.query('SELECT FROM game_decision')).toEqual([]);
  });

  it('are told with both records, what speaks for it, and their games', async () => {
    const [late] = await queue('?reason=late_port');
    expect(late).toMatchObject({
      ...{ state: 'open', confidence: 0.85, settled_at: null, settled_reason: null },
      record: { source: 'sales', source_key: 'Willow Run|PS2|2011|1', year: 2011, platforms: ['playstation-2'] },
      candidate: { source: 'igdb', source_key: '13', title: 'Willow Run', year: 2003, withdrawn: false },
      evidence: {
        ...{ similarity: null, year_gap: 8, vetoes: [] },
        ...{ shared_platforms: ['playstation-2'], shared_companies: ['green-lantern'] },
      },
      games: [{ name: 'Willow Run' }, { name: 'Willow Run' }],
    });
    const { text } = await at.decide('GET', '/review-queue?reason=late_port');
    expect(JSON.parse(text)).toMatchObject({ data: [late] });
    expect(text).not.toMatch(/" ?: |, "/);
    expect(await queue('?reason=composite_title')).toMatchObject([
      { candidate: null, games: [{ name: 'Left Bank/Right Bank' }] },
    ]);
  });

  it('are settled by nothing else', async () => {
    const id = await doubt('late_port');
    expect(refusal(await settle(999, 'accepted'))).toBe('404 games.review-not-found');
    expect(refusal(await settle(id, 'open'))).toBe('422 platform.invalid-document /state');
    const answer = await at.decide('PATCH', `/review-queue/${id}`, {});
    expect([refusal(answer), faultsOf(answer)]).toEqual([
      '422 platform.invalid-document /reason /state',
      { '/reason': 'missing', '/state': 'missing' },
    ]);
    expect((await at.decide('PATCH', '/review-queue/abc', {})).status).toBe(400);
    expect(await queue('?state[ne]=open')).toEqual([]);
  });
});

describe('who decides about games', () => {
  beforeAll(open);
  afterAll(close);

  it('is in the audit log, and nowhere else', async () => {
    const { headers, account } = await person(at.games.service.app, 'catalog:admin');
    const [a, b] = [await at.gameOf('igdb:11'), await at.gameOf(QUAY[0])];
    await at.decide('POST', `/${a}/merge`, { game_ids: [b], reason: 'r' }, headers);
    await at.decide('POST', `/${a}/unmerge`, { records: [{ source: 'igdb', source_key: '11' }], reason: 'r' }, headers);
    const id = await doubt('late_port');
    await at.decide('PATCH', `/review-queue/${id}`, { state: 'rejected', reason: 'r' }, headers);
    const by = { actor: `account:${account.id}`, outcome: 'success' };
    expect(await audited()).toEqual([
      { ...by, action: 'games.merge', target: `game:${a}`, detail: { games: [b] } },
      { ...by, action: 'games.unmerge', target: `game:${a}`, detail: { records: [expect.any(Number)] } },
      { ...by, action: 'games.review', target: `review:${id}`, detail: { state: 'rejected' } },
    ]);
    const rows = await at.games.query(
      'SELECT to_jsonb(d) AS row FROM game_decision d UNION ALL SELECT to_jsonb(v) FROM game_review v',
    );
    expect(JSON.stringify(rows)).not.toContain(account.id);
  });

  it.each([
    ['GET', '/games/review-queue'],
    ['PATCH', '/games/review-queue/1'],
    ['POST', '/games/1/merge'],
    ['POST', '/games/1/unmerge'],
  ] as const)('needs a token with catalog:admin: %s %s', async (method, path) => {
    const { call, service } = at.games;
    const body = method === 'GET' ? undefined : {};
    const none = await call(method, path, body);
    expect([none.status, none.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    const reader = await call(method, path, body, await machine(service.app, 'games:read'));
    expect([reader.status, reader.headers['www-authenticate']]).toEqual([
      403,
      expect.stringContaining('insufficient_scope'),
    ]);
  });
});
