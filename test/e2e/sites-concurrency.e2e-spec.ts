import { addDays } from '@hexagone/kernel';
import { Arena, type Answer, french } from '../support/sites-races/arena';
import { DAYS, WEEKENDS } from '../support/sites-races/days';
import { GROUPS } from '../support/sites-races/groups';
import { REMOVALS, TAGS } from '../support/sites-races/items';
import { batch, install, post, type Race } from '../support/sites-races/race';

const ROUNDS = 30;

describe('requests sent at once', () => {
  let arena: Arena;
  beforeAll(async () => {
    arena = await Arena.open();
  });
  afterAll(() => arena.close());
  afterEach(() => arena.empty());

  /** Each round: as many as may succeed, the others told why, and nothing forbidden in the base. */
  async function play({ calls, winners = [1], others }: Race): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await arena.shoot(await calls(arena.scene), round);
      const refused = answers.filter(({ status }) => status >= 300).map(({ outcome }) => outcome);
      const unforeseen = refused.filter((outcome) => !others.includes(outcome));
      expect({ round, unforeseen }).toEqual({ round, unforeseen: [] });
      expect(winners).toContain(answers.length - refused.length);
      await arena.mustHoldNothingForbidden();
    }
  }

  describe.each([
    ['for one French day', DAYS],
    ['for a weekday in Italy', WEEKENDS],
    ['in the graph of groups', GROUPS],
    ['while something is removed', REMOVALS],
    ['with the tag of one version', TAGS],
  ])('%s', (_, races) => {
    it.each(races.map((race) => [race.between, race] as const))('are settled between %s', (__, race) => play(race));
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
});
