import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '@hexagone/kernel';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { testSettings } from '../support/settings';
import { Arena, type Answer } from '../support/sites-races/arena';
import { frenchDocument as french } from '../support/sites/builders';
import { DAYS, WEEKENDS } from '../support/sites-races/days';
import { GROUPS } from '../support/sites-races/groups';
import { REMOVALS, TAGS } from '../support/sites-races/items';
import { batch, install, play, post, type Race } from '../support/sites-races/race';
import { BY_HAND } from '../support/sites-races/sql';

const ROUNDS = 30;

describe('requests sent at once', () => {
  let database: FreshDatabase;
  let services: readonly Service[];
  let arena: Arena;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ databaseUrl: database.url });
    services = [await createApp({ settings }), await createApp({ settings })];
    for (const { app } of services) await app.listen({ port: 0, host: '127.0.0.1' });
    arena = new Arena(await Promise.all(services.map(({ app }) => app.getUrl())), database.url);
    await arena.open();
  });
  afterAll(async () => {
    await arena.close();
    for (const { app } of services) await app.close();
    await database.close();
  });
  afterEach(() => arena.empty());

  async function mustSettle(race: Race): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const wrong = await play(arena, race, round);
      expect({ round, wrong, forbidden: await arena.forbidden() }).toEqual({ round, wrong: [], forbidden: [] });
    }
  }

  describe.each([
    ['for one French day', DAYS],
    ['for a weekday in Italy', WEEKENDS],
    ['in the graph of groups', GROUPS],
    ['while something is removed', REMOVALS],
    ['with the tag of one version', TAGS],
    ['against a hand in the database', BY_HAND],
  ])('%s', (_, races) => {
    it.each(races.map((race) => [race.between, race] as const))('are settled between %s', (__, race) =>
      mustSettle(race),
    );
  });

  it('tell the loser of a day who has it, and the next free one', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const day = arena.scene.saturday();
      const answers = await arena.shoot([install(day), install(day)], round);
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status) as [Answer, Answer];
      expect(lost.body).toMatchObject({ conflicting_site: won.body.id, next_free_date: addDays(day, 1) });
    }
  });

  it('with one Idempotency-Key make one site, told to all who are not too early', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const day = arena.scene.saturday();
      const same = post('/sites', french(day), { 'idempotency-key': `k${round}` });
      const answers = await arena.shoot(
        Array.from({ length: 10 }, () => same),
        round,
      );
      const made = answers.filter(({ status }) => status === 201);
      const ids = new Set(made.map(({ body }) => body.id));
      expect([ids.size, await arena.count(`FROM sites WHERE installation_date = '${day}'`)]).toEqual([1, 1]);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(made.length < 10 ? [201, 409] : [201]));
      expect((await arena.scene.send(same)).body.id).toBe([...ids][0]);
    }
  });

  it('never leave half a batch behind', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [first, shared, last] = [arena.scene.saturday(), arena.scene.saturday(), arena.scene.saturday()];
      await arena.shoot([batch(french(first), french(shared)), batch(french(last), french(shared))], round);
      expect(await arena.count(`FROM sites WHERE installation_date IN ('${first}', '${shared}', '${last}')`)).toBe(2);
    }
  });

  it('met no deadlock: whoever needs several locks takes them in one order', async () => {
    // Sessions report what they counted a second after it happened at the latest, when they are next used.
    await sleep(1100);
    await arena.shoot(
      Array.from({ length: 40 }, () => ({ method: 'GET', path: '/sites' })),
      2,
    );
    expect(await arena.deadlocks()).toBe(0);
  });
});
