import type { Group } from '../../../libs/sites/src/domain/group';
import { GroupNotFound } from '../../../libs/sites/src/domain/group.errors';
import { aFrenchSite, aGroup, anItalianSite } from './builders';
import { type EmptyWorld, inOneWrite, type SitesWorld } from './world';

export function groupRepositoryContract(empty: EmptyWorld): void {
  let world: SitesWorld;
  let [a, b, c] = [0, 0, 0];
  let [one, other] = [0, 0];

  beforeEach(async () => {
    world = await empty();
    await inOneWrite(world, async () => {
      a = await world.groups.add(aGroup('group1', 'A'));
      b = await world.groups.add(aGroup('group2', 'B'));
      c = await world.groups.add(aGroup('group3', 'C'));
      [one, other] = (await world.sites.add([aFrenchSite(), anItalianSite()])) as [number, number];
    });
  });

  const write = <T>(work: () => Promise<T>) => inOneWrite(world, work);

  it('gives back a group as it was stored, under its id', async () => {
    expect(await write(() => world.groups.lock(b))).toMatchObject({ id: b, name: 'B', type: 'group2' });
    const found = await world.groups.find([c, 4711, a]);
    expect([...found.keys()].sort((x, y) => x - y)).toEqual([a, c]);
    expect(found.get(c)).toMatchObject({ id: c, name: 'C', type: 'group3' });
    expect((await world.groups.find([])).size).toBe(0);
  });

  it('does not know a group that is not there', async () => {
    await expect(write(() => world.groups.lock(4711))).rejects.toThrow(GroupNotFound);
    await expect(write(() => world.groups.remove(4711))).rejects.toThrow(GroupNotFound);
  });

  it('puts a group into the place of another, and writes nothing when nothing differs', async () => {
    const replace = (group: Group) => write(() => world.groups.replace(a, group));
    const before = await world.items.group(a);
    await replace(aGroup('group1', 'A'));
    expect(await world.items.group(a)).toEqual(before);
    await replace(aGroup('group2', 'Z'));
    expect(await write(() => world.groups.lock(a))).toMatchObject({ id: a, name: 'Z', type: 'group2' });
    expect((await world.items.group(a))?.version).toBe(2);
  });

  it('links every site with every group, once', async () => {
    await write(() => world.groups.link([other], [b]));
    await write(() => world.groups.link([one, other], [a, b]));
    expect(await world.groups.siteIdsOf(a)).toEqual([one, other]);
    expect(await world.groups.siteIdsOf(b)).toEqual([one, other]);
    expect(await world.sites.groupIdsOf(one)).toEqual([a, b]);
  });

  it('unlinks, and tells how many links there were', async () => {
    await write(() => world.groups.link([one, other], [a, b]));
    expect(await write(() => world.groups.unlink([one], [a, b, c]))).toBe(2);
    expect(await write(() => world.groups.unlink([one], [a]))).toBe(0);
    expect(await world.groups.siteIdsOf(a)).toEqual([other]);
  });

  it('nests groups once, under several parents, and takes them out again', async () => {
    await write(() => world.groups.nest(a, [c, b]));
    await write(() => world.groups.nest(a, [b]));
    await write(() => world.groups.nest(b, [c]));
    expect(await world.groups.childIdsOf(a)).toEqual([b, c]);
    expect(await write(() => world.groups.unnest(a, [b, c, 4711]))).toBe(2);
    expect(await write(() => world.groups.unnest(a, [b]))).toBe(0);
    expect(await world.groups.childIdsOf(b)).toEqual([c]);
  });

  it('removes a group; its sites, children and parents live on', async () => {
    await write(async () => {
      await world.groups.nest(a, [b]);
      await world.groups.nest(b, [c]);
      await world.groups.link([one], [a]);
      await world.groups.unnest(b, [c]);
      await world.groups.link([other], [b]);
      await world.groups.remove(b);
    });
    expect([...(await world.groups.find([a, b, c])).keys()].sort((x, y) => x - y)).toEqual([a, c]);
    expect(await world.groups.childIdsOf(a)).toEqual([]);
    expect(await world.sites.groupIdsOf(other)).toEqual([]);
    expect(await world.sites.existing([other])).toEqual(new Set([other]));
  });
}

export function groupGraphContract(empty: EmptyWorld): void {
  let world: SitesWorld;
  let ids: number[] = [];

  /** A diamond with a tail, 0 above all: 0 > 1 > 3 > 4, 0 > 2 > 3; 5 alone. Sites in 3 and 4, the same one in both. */
  beforeEach(async () => {
    world = await empty();
    await inOneWrite(world, async () => {
      ids = [];
      for (let i = 0; i < 6; i++) ids.push(await world.groups.add(aGroup('group1', `G${i}`)));
      await world.groups.nest(id(0), [id(1), id(2)]);
      await world.groups.nest(id(1), [id(3)]);
      await world.groups.nest(id(2), [id(3)]);
      await world.groups.nest(id(3), [id(4)]);
      const sites = await world.sites.add([aFrenchSite(), anItalianSite()]);
      await world.groups.link(sites, [id(3)]);
      await world.groups.link(sites.slice(1), [id(4)]);
    });
  });

  const id = (index: number): number => ids[index] ?? 0;

  it('counts each site once, however many ways lead to it', async () => {
    expect(await world.graph.countSitesAtOrBelow([id(0)])).toBe(2);
    expect(await world.graph.countSitesAtOrBelow([id(4)])).toBe(1);
    expect(await world.graph.countSitesAtOrBelow([id(4), id(1), id(5)])).toBe(2);
    expect(await world.graph.countSitesAtOrBelow([id(5)])).toBe(0);
  });

  it('finds a shortest way down', async () => {
    const way = (await world.graph.findWayDown([id(0)], id(4))) ?? [];
    expect(way).toHaveLength(4);
    expect([way[0], way[2], way[3]]).toEqual([id(0), id(3), id(4)]);
    expect([id(1), id(2)]).toContain(way[1]);
  });

  it('starts from the nearest of several groups', async () => {
    expect(await world.graph.findWayDown([id(0), id(5), id(2)], id(3))).toEqual([id(2), id(3)]);
  });

  it('finds no way up or aside, and the way to itself', async () => {
    expect(await world.graph.findWayDown([id(4)], id(0))).toBeNull();
    expect(await world.graph.findWayDown([id(5)], id(4))).toBeNull();
    expect(await world.graph.findWayDown([id(5), id(3)], id(3))).toEqual([id(3)]);
  });

  it('finds the lowest id of a group3 at or above', async () => {
    const [low, high] = await inOneWrite(world, async () => {
      const closed = [await world.groups.add(aGroup('group3')), await world.groups.add(aGroup('group3'))] as const;
      const empty = await world.groups.add(aGroup('group1'));
      await world.groups.nest(closed[0], [closed[1]]);
      await world.groups.nest(closed[1], [empty]);
      ids.push(empty);
      return closed;
    });
    expect(await world.graph.findGroup3AtOrAbove([id(6)])).toBe(low);
    expect(await world.graph.findGroup3AtOrAbove([id(4), high])).toBe(low);
    expect(await world.graph.findGroup3AtOrAbove([low])).toBe(low);
    expect(await world.graph.findGroup3AtOrAbove([id(4), id(5)])).toBeNull();
  });
}
