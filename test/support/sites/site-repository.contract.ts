import { FrenchSite } from '../../../libs/sites/src/domain/countries/france/france.country';
import { ItalianSite } from '../../../libs/sites/src/domain/countries/italy/italy.country';
import { SiteNotFound } from '../../../libs/sites/src/domain/site.errors';
import type { Site } from '../../../libs/sites/src/domain/site';
import { aFrenchSite, aGroup, anItalianSite, FRIDAY, MONDAY, SATURDAY, SUNDAY } from './builders';
import { type EmptyWorld, inOneWrite, type SitesWorld } from './world';

export function siteRepositoryContract(empty: EmptyWorld): void {
  let world: SitesWorld;

  beforeEach(async () => {
    world = await empty();
  });

  const add = (...sites: Site[]) => inOneWrite(world, () => world.sites.add(sites));
  const lock = (id: number) => inOneWrite(world, () => world.sites.lock(id));
  const replace = (id: number, site: Site) => inOneWrite(world, () => world.sites.replace(id, site));
  const versionOf = async (id: number) => (await world.items.site(id))?.version;

  it('gives back a site of each country as it was stored, under its id', async () => {
    const [french, italian] = await add(aFrenchSite({ maxPowerMegawatt: 12.5 }), anItalianSite({ name: '日本 😀' }));
    const [one, other] = [await lock(french!), await lock(italian!)];
    expect(one).toBeInstanceOf(FrenchSite);
    expect(one).toMatchObject({ id: french, country: 'FR', installationDate: FRIDAY, maxPowerMegawatt: 12.5 });
    expect(one).toMatchObject({ minPowerMegawatt: 1, usefulEnergyAt1Megawatt: 0.8 });
    expect(other).toBeInstanceOf(ItalianSite);
    expect(other).toMatchObject({ id: italian, country: 'IT', name: '日本 😀', efficiency: 0.9 });
  });

  it('answers ids in the order of the sites, whatever their days and countries', async () => {
    const ids = await add(
      anItalianSite({ name: 'c', installationDate: SUNDAY }),
      aFrenchSite({ name: 'b', installationDate: MONDAY }),
      aFrenchSite({ name: 'a', installationDate: FRIDAY }),
    );
    const names = [];
    for (const id of ids) names.push((await lock(id)).name);
    expect(names).toEqual(['c', 'b', 'a']);
  });

  it('adds no site when there is none', async () => {
    expect(await add()).toEqual([]);
  });

  it('does not know a site that is not there', async () => {
    await expect(lock(4711)).rejects.toThrow(SiteNotFound);
    await expect(inOneWrite(world, () => world.sites.remove(4711))).rejects.toThrow(SiteNotFound);
  });

  it('puts a site into the place of another, of another country too', async () => {
    const [id] = (await add(aFrenchSite())) as [number];
    await replace(id, anItalianSite({ name: 'Gole' }));
    const site = await lock(id);
    expect(site).toBeInstanceOf(ItalianSite);
    expect(site).toMatchObject({ id, country: 'IT', name: 'Gole', efficiency: 0.9 });
    expect(await versionOf(id)).toBe(2);
    await replace(id, aFrenchSite({ usefulEnergyAt1Megawatt: 0 }));
    expect(await lock(id)).toMatchObject({ country: 'FR', usefulEnergyAt1Megawatt: 0 });
  });

  it('writes nothing when nothing differs', async () => {
    const [id] = (await add(aFrenchSite())) as [number];
    const before = await world.items.site(id);
    await replace(id, aFrenchSite());
    expect(await world.items.site(id)).toEqual(before);
  });

  it('removes a site with its links, and frees its day', async () => {
    const [id] = (await add(aFrenchSite())) as [number];
    const group = await inOneWrite(world, async () => {
      const groupId = await world.groups.add(aGroup());
      await world.groups.link([id], [groupId]);
      return groupId;
    });
    await inOneWrite(world, () => world.sites.remove(id));
    expect(await world.groups.siteIdsOf(group)).toEqual([]);
    expect(await world.sites.siteOn(FRIDAY, 'FR')).toBeNull();
    await expect(lock(id)).rejects.toThrow(SiteNotFound);
  });

  it('finds the site of a country on a day, other than one', async () => {
    const [french] = await add(aFrenchSite({ installationDate: SATURDAY }), anItalianSite());
    expect(await world.sites.siteOn(SATURDAY, 'FR')).toMatchObject({ id: french });
    expect(await world.sites.siteOn(SATURDAY, 'FR', french)).toBeNull();
    expect(await world.sites.siteOn(SUNDAY, 'FR')).toBeNull();
    const [other] = (await add(anItalianSite())) as [number];
    expect((await world.sites.siteOn(SATURDAY, 'IT', other))?.id).toBeLessThan(other);
  });

  it('tells the days taken by a country, both ends included', async () => {
    await add(
      aFrenchSite({ installationDate: FRIDAY }),
      aFrenchSite({ installationDate: MONDAY }),
      anItalianSite({ installationDate: SATURDAY }),
      anItalianSite({ installationDate: SATURDAY }),
    );
    expect([...(await world.sites.daysTaken('FR', FRIDAY, MONDAY))].sort()).toEqual([FRIDAY, MONDAY]);
    expect([...(await world.sites.daysTaken('FR', SATURDAY, SUNDAY))]).toEqual([]);
    expect([...(await world.sites.daysTaken('IT', FRIDAY, SATURDAY))]).toEqual([SATURDAY]);
  });

  it('tells which ids are sites, and the groups of a site in ascending order', async () => {
    const [one, other] = (await add(aFrenchSite(), anItalianSite())) as [number, number];
    expect(await world.sites.existing([other, 4711, one])).toEqual(new Set([one, other]));
    expect(await world.sites.existing([])).toEqual(new Set());
    const [first, second] = await inOneWrite(world, async () => {
      const ids = [await world.groups.add(aGroup()), await world.groups.add(aGroup())] as const;
      await world.groups.link([one], [ids[1]]);
      await world.groups.link([one], [ids[0]]);
      return ids;
    });
    expect(await world.sites.groupIdsOf(one)).toEqual([first, second]);
    expect(await world.sites.groupIdsOf(other)).toEqual([]);
  });
}
