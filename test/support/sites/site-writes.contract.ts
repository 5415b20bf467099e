import { aFrenchSite, aGroup, anItalianSite, FRIDAY, SATURDAY } from './builders';
import { AUTHOR, type EmptyWorld, inOneWrite, type SitesWorld } from './world';

const bodyOf = (item: { json: string } | null): unknown => JSON.parse(item?.json ?? 'null');

export function siteWritesContract(empty: EmptyWorld): void {
  let world: SitesWorld;

  beforeEach(async () => {
    world = await empty();
  });

  it('keeps what was written, and answers what the work answers', async () => {
    const answer = await world.writes.run(AUTHOR, 'rows', async () => (await world.sites.add([aFrenchSite()]))[0]);
    expect(await world.sites.siteOn(FRIDAY, 'FR')).toMatchObject({ id: answer });
  });

  it('undoes everything when the work throws, and throws the same', async () => {
    const error = new Error('in the middle');
    const failing = world.writes.run(AUTHOR, 'links', async () => {
      const ids = await world.sites.add([aFrenchSite()]);
      await world.groups.link(ids, [await world.groups.add(aGroup())]);
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(await world.sites.siteOn(FRIDAY, 'FR')).toBeNull();
  });

  it('undoes a rehearsal, whose work saw what it wrote', async () => {
    const seen = await world.writes.rehearse(AUTHOR, 'rows', async () => {
      const [id] = (await world.sites.add([aFrenchSite({ name: 'seen' })])) as [number];
      return bodyOf(await world.items.site(id));
    });
    expect(seen).toMatchObject({ name: 'seen' });
    expect(await world.sites.siteOn(FRIDAY, 'FR')).toBeNull();
    const error = new Error('in the middle');
    await expect(world.writes.rehearse(AUTHOR, 'rows', () => Promise.reject(error))).rejects.toBe(error);
  });
}

export function itemReadsContract(empty: EmptyWorld): void {
  let world: SitesWorld;

  beforeEach(async () => {
    world = await empty();
  });

  it('shows a site with its groups and without the members of other countries', async () => {
    const [id, groups] = await inOneWrite(world, async () => {
      const [siteId] = (await world.sites.add([aFrenchSite()])) as [number];
      const groupIds = [await world.groups.add(aGroup()), await world.groups.add(aGroup('group2'))];
      await world.groups.link([siteId], groupIds);
      return [siteId, groupIds];
    });
    const item = await world.items.site(id);
    expect(item?.version).toBe(1);
    expect(bodyOf(item)).toEqual({
      id,
      country: 'FR',
      name: 'Les Gorges',
      installation_date: FRIDAY,
      max_power_megawatt: 10,
      min_power_megawatt: 1,
      useful_energy_at_1_megawatt: 0.8,
      group_ids: groups,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      updated_at: expect.stringMatching(/Z$/) as string,
    });
  });

  it('shows a group with its parents, its children and the number of its own sites', async () => {
    const [parent, group, child] = await inOneWrite(world, async () => {
      const ids = [
        await world.groups.add(aGroup()),
        await world.groups.add(aGroup()),
        await world.groups.add(aGroup()),
      ];
      const [above, middle, below] = ids as [number, number, number];
      await world.groups.nest(above, [middle]);
      await world.groups.nest(middle, [below]);
      await world.groups.link(await world.sites.add([aFrenchSite(), anItalianSite()]), [middle]);
      return [above, middle, below] as const;
    });
    const item = await world.items.group(group);
    expect(bodyOf(item)).toMatchObject({ id: group, type: 'group1', parent_ids: [parent], child_ids: [child] });
    expect(bodyOf(item)).toMatchObject({ site_count: 2 });
    expect(bodyOf(await world.items.group(parent))).toMatchObject({ parent_ids: [], site_count: 0 });
  });

  it('shows sites in the order of the ids, and nothing of what is not there', async () => {
    const [one, other] = (await inOneWrite(world, () =>
      world.sites.add([aFrenchSite(), anItalianSite({ installationDate: SATURDAY })]),
    )) as [number, number];
    const bodies = await world.items.sites([other, one]);
    expect(bodies.map((body) => (JSON.parse(body) as { id: number }).id)).toEqual([other, one]);
    expect(await world.items.sites([])).toEqual([]);
    expect(await world.items.site(4711)).toBeNull();
    expect(await world.items.group(4711)).toBeNull();
  });
}
