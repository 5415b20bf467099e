import { useCases } from '../../../../test/support/sites/use-cases';
import { ClearDemoSet } from './demo/clear-demo-set';
import { InstallDemoSite } from './demo/install-demo-site';
import { MakeDemoGroups } from './demo/make-demo-groups';
import { type NamedItem, NamedItems } from './demo/named-items';
import type { Document } from './item-reads';
import { SeedSites } from './seed-sites';

const TODAY = '2026-11-20';
const TERMS = { author: { actor: 'other', requestId: null } };
const NOTHING = { sites: 0, groups: 0, links: 0, nestings: 0 };

type World = ReturnType<typeof useCases>;

class InMemoryNamedItems extends NamedItems {
  constructor(private readonly memory: World['memory']) {
    super();
  }

  sites(names: readonly string[]): Promise<readonly NamedItem[]> {
    return Promise.resolve(bearing(names, this.memory.sites));
  }

  groups(names: readonly string[]): Promise<readonly NamedItem[]> {
    return Promise.resolve(bearing(names, this.memory.groups));
  }
}

const bearing = (
  names: readonly string[],
  rows: ReadonlyMap<number, { readonly value: { readonly name: string } }>,
): readonly NamedItem[] =>
  [...rows].flatMap(([id, { value }]) => (names.includes(value.name) ? [{ id, name: value.name }] : []));

function seeding(world: World): SeedSites {
  const named = new InMemoryNamedItems(world.memory);
  return new SeedSites(
    named,
    new ClearDemoSet(named, world.removeSite, world.removeGroup),
    new MakeDemoGroups(world.items, world.createGroup, world.nestGroup, world.linkSite),
    new InstallDemoSite(world.findFreeDays, world.installSite),
  );
}

const french = (name: string, day: string): Document => ({
  ...{ country: 'FR', name, installation_date: day },
  ...{ max_power_megawatt: 1, min_power_megawatt: 1, useful_energy_at_1_megawatt: 1 },
});

describe('the demo set', () => {
  const world = useCases();
  const seed = seeding(world);

  it('is made by its author, and the second time not', async () => {
    const made = await seed.execute({ today: TODAY, reset: false });
    expect(made).toEqual({
      removed: { sites: 0, groups: 0 },
      created: { sites: 10, groups: 4, links: 15, nestings: 1 },
      moved: [],
    });
    expect(new Set(world.writes.runs.map(({ author }) => author.actor))).toEqual(new Set(['cli']));
    const writes = world.writes.runs.length;
    expect((await seed.execute({ today: TODAY, reset: false })).created).toEqual(NOTHING);
    expect(world.writes.runs).toHaveLength(writes);
  });

  it('is the same whatever day it is asked for again', async () => {
    expect((await seed.execute({ today: '2027-01-01', reset: false })).created).toEqual(NOTHING);
  });

  it('is made anew, and what else there is stays', async () => {
    const mine = await world.installSite.execute(french('mine', '2026-01-01'), TERMS);
    const again = await seed.execute({ today: TODAY, reset: true });
    expect(again).toMatchObject({ removed: { sites: 10, groups: 4 }, created: { sites: 10, groups: 4, links: 15 } });
    expect(await world.items.site(mine.id)).not.toBeNull();
    expect(world.memory.sites.size).toBe(11);
  });
});

describe('a site of the demo set', () => {
  it('moves when its day is taken between the question and the answer', async () => {
    const world = useCases();
    const { findFreeDays } = world;
    const ask = findFreeDays.execute.bind(findFreeDays);
    jest.spyOn(findFreeDays, 'execute').mockImplementationOnce(async (question) => {
      const answer = await ask(question);
      await world.installSite.execute(french('first', '2026-11-17'), TERMS);
      return answer;
    });
    const { moved } = await seeding(world).execute({ today: TODAY, reset: false });
    expect(moved).toEqual([{ name: 'Site France 1', wanted: '2026-11-17', installed: '2026-11-16' }]);
  });

  it('gives up when somebody is always faster, or when it is no site at all', async () => {
    const world = useCases();
    await world.installSite.execute(french('there', '2026-11-17'), TERMS);
    jest
      .spyOn(world.findFreeDays, 'execute')
      .mockResolvedValue({ country: 'FR', from: '2026-11-17', to: '2026-11-17', days: ['2026-11-17'] });
    await expect(seeding(world).execute({ today: TODAY, reset: false })).rejects.toMatchObject({
      code: 'sites.french-day-taken',
    });
    const install = jest.spyOn(world.installSite, 'execute').mockRejectedValue(new Error('broken'));
    await expect(seeding(world).execute({ today: TODAY, reset: false })).rejects.toThrow('broken');
    expect(install).toHaveBeenCalledTimes(1);
  });
});
