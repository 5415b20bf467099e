import { SETTINGS, type Settings } from '@hexagone/platform';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { type Deciding, deciding } from '../support/games/deciding';
import { machine } from '../support/identity';
import { testSettings } from '../support/settings';

const HEADER = 'Rank,Name,Platform,Year,Genre,Publisher,NA_Sales,EU_Sales,JP_Sales,Other_Sales,Global_Sales';
const NAMES = ['Quiet Harbour', 'Silent Quay', 'Willow Run', 'Meadow Chess'];
const rows = [...NAMES, 'Far Lantern'].map((name, i) => `${i + 1},${name},PS2,2004,Racing,Lantern,0.1,0,0,0,0.1`);
const SALES = `${[HEADER, ...rows, '6,Far Lantern,PS2,2012,Racing,Lantern,0.1,0,0,0,0.1'].join('\n')}\n`;
const IGDB = JSON.stringify([
  { id: 13, name: 'Far Lantern', first_release_date: 1_078_099_200, platforms: [{ id: 8, name: 'PlayStation 2' }] },
]);
const ROUNDS = 6;

const keyOf = (name: string): string => `sales:${name}|PS2|2004|1`;

interface Said {
  readonly status: number;
  readonly code: string;
}

describe('decisions taken at once on two replicas', () => {
  let at: Deciding;
  let other: Service;
  let token: { readonly authorization: string };
  beforeAll(async () => {
    at = await deciding();
    const { databaseUrl } = at.games.service.app.get<Settings>(SETTINGS);
    other = await createApp({ settings: testSettings({ databaseUrl }) });
    token = await machine(at.games.service.app, 'catalog:admin');
    await at.games.load('games-igdb', IGDB);
    await at.games.load('games-sales', SALES);
  });
  afterAll(async () => {
    await other.app.close();
    await at.games.close();
  });

  /** The first on one replica, the second on the other, in turn. */
  const shoot = (
    round: number,
    ...requests: readonly (readonly [string, object, object?])[]
  ): Promise<readonly Said[]> =>
    Promise.all(
      requests.map(async ([path, payload, headers = {}], i) => {
        const { app } = (i + round) % 2 === 0 ? at.games.service : other;
        const method = path.includes('review-queue') ? 'PATCH' : 'POST';
        const answer = await app.inject({ method, url: `/games${path}`, payload, headers: { ...token, ...headers } });
        const body = answer.json<{ type?: string }>();
        return { status: answer.statusCode, code: body.type?.replace('/problems/', '') ?? '' };
      }),
    );
  const merging = (into: number, id: number): readonly [string, object] => [
    `/${into}/merge`,
    { game_ids: [id], reason: 'race' },
  ];
  const ids = (): Promise<readonly number[]> => Promise.all(NAMES.map((name) => at.gameOf(keyOf(name))));
  const apart = async (): Promise<void> => {
    for (const name of NAMES) {
      const game = await at.gameOf(keyOf(name));
      const { status } = await at.unmerge(game, keyOf(name));
      expect([200, 422]).toContain(status);
    }
    await at.games.query(
      'DELETE FROM game_decision d WHERE NOT EXISTS (SELECT FROM game_member m WHERE m.decision_id = d.id)',
    );
    expect(new Set(await ids()).size).toBe(NAMES.length);
  };
  const WON_AND_LOST = [
    { status: 200, code: '' },
    { status: 409, code: 'games.already-merged' },
  ];
  const byStatus = (said: readonly Said[]): readonly Said[] => said.toSorted((a, b) => a.status - b.status);

  it.each([
    ['the same merge', ([a, b]: readonly number[]) => [merging(a!, b!), merging(a!, b!)]],
    ['one game into two', ([a, b, c]: readonly number[]) => [merging(a!, b!), merging(c!, b!)]],
    ['two games into each other', ([a, b]: readonly number[]) => [merging(a!, b!), merging(b!, a!)]],
  ])('let one win: %s', async (_, requests) => {
    for (let round = 0; round < ROUNDS; round++) {
      expect(byStatus(await shoot(round, ...requests(await ids())))).toEqual(WON_AND_LOST);
      expect(new Set(await ids()).size).toBe(NAMES.length - 1);
      await apart();
    }
  });

  it('make a chain, or refuse it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a = 0, b = 0, c = 0] = await ids();
      const said = await shoot(round, merging(a, b), merging(b, c));
      const [, , last] = await ids();
      // Whoever merges into b first goes with it; whoever comes late finds it gone.
      expect(said[0]?.status).toBe(200);
      expect([
        [200, a],
        [409, c],
      ]).toContainEqual([said[1]?.status, last]);
      await apart();
    }
  });

  it('do once what is asked twice under one key', async () => {
    const [a = 0, b = 0] = await ids();
    const count = async (): Promise<number> =>
      (await at.games.query(`SELECT FROM audit_event WHERE action = 'games.merge'`)).length;
    const before = await count();
    const [path, body] = merging(a, b);
    const keyed = [path, body, { 'idempotency-key': 'once' }] as const;
    const said = await shoot(0, keyed, keyed);
    expect(said.map(({ code }) => code).filter((code) => code !== 'platform.idempotent-request-in-flight')).toContain(
      '',
    );
    expect(said.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await count()).toBe(before + 1);
    await apart();
  });

  it('settle a doubt one way', async () => {
    const { body } = await at.decide('GET', '/review-queue?state=open&reason=late_port');
    const [doubt] = body['data'] as { id: number }[];
    const path = `/review-queue/${doubt!.id}`;
    const said = await shoot(
      0,
      [path, { state: 'accepted', reason: 'race' }],
      [path, { state: 'rejected', reason: 'race' }],
    );
    expect(byStatus(said)).toEqual([
      { status: 200, code: '' },
      { status: 409, code: 'games.review-settled' },
    ]);
    const [first, second] = [await at.gameOf('igdb:13'), await at.gameOf('sales:Far Lantern|PS2|2012|1')];
    expect(first === second).toBe(said[0]?.status === 200);
  });

  it('wait for an import, or make it wait', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a = 0, b = 0] = await ids();
      const sales = SALES.replace('0.1,0,0,0,0.1', `0.${round + 2},0,0,0,0.${round + 2}`);
      const [said] = await Promise.all([shoot(round, merging(a, b)), at.games.load('games-sales', sales)]);
      expect(said).toEqual([{ status: 200, code: '' }]);
      expect((await ids()).slice(0, 2)).toEqual([a, a]);
      await apart();
    }
  });
});
