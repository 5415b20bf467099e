import { CreateGroup } from '../../../libs/sites/src/application/create-group';
import { FindFreeDays } from '../../../libs/sites/src/application/find-free-days';
import { InstallSite } from '../../../libs/sites/src/application/install-site';
import { InstallSites } from '../../../libs/sites/src/application/install-sites';
import type { Item, Terms } from '../../../libs/sites/src/application/item-reads';
import { LinkSite } from '../../../libs/sites/src/application/link-site';
import { LockedItems } from '../../../libs/sites/src/application/locked-items';
import { NestGroup } from '../../../libs/sites/src/application/nest-group';
import { RemoveGroup } from '../../../libs/sites/src/application/remove-group';
import { RemoveSite } from '../../../libs/sites/src/application/remove-site';
import { ReviseGroup } from '../../../libs/sites/src/application/revise-group';
import { ReviseSite } from '../../../libs/sites/src/application/revise-site';
import { SiteIntake } from '../../../libs/sites/src/application/site-intake';
import { UnlinkSite } from '../../../libs/sites/src/application/unlink-site';
import { UnnestGroup } from '../../../libs/sites/src/application/unnest-group';
import type { Countries } from '../../../libs/sites/src/domain/countries';
import type { GroupType } from '../../../libs/sites/src/domain/group';
import { GroupPolicy } from '../../../libs/sites/src/domain/group-policy';
import { InstallationPolicy } from '../../../libs/sites/src/domain/installation-policy';
import { SiteJudge } from '../../../libs/sites/src/domain/site-judge';
import { frenchDocument } from './builders';
import { inMemoryWorld } from './in-memory-world';
import { AUTHOR } from './world';

export const TERMS: Terms = { author: AUTHOR };

/** Terms under which only this item is known; `null`: one that must not be there. */
export const knowing = (known: Item | null): Terms => ({
  author: AUTHOR,
  guard: (present) => {
    if (JSON.stringify(present) !== JSON.stringify(known)) throw new Error('stale');
  },
});

/** Every use case, on a world in memory. */
export function useCases(countries?: Countries) {
  const world = inMemoryWorld(countries);
  const { sites, groups, graph, writes, items } = world;
  const policy = new InstallationPolicy(world.countries, sites);
  const memberships = new GroupPolicy(groups, graph, sites);
  const judge = new SiteJudge(world.countries, policy, memberships);
  const intake = new SiteIntake(judge, sites, groups);
  const locked = new LockedItems(sites, groups, items);
  return {
    ...world,
    installSite: new InstallSite(writes, judge, intake, locked),
    installSites: new InstallSites(writes, judge, intake, items),
    reviseSite: new ReviseSite(writes, intake, locked),
    removeSite: new RemoveSite(writes, locked, sites),
    createGroup: new CreateGroup(writes, memberships, groups, locked),
    reviseGroup: new ReviseGroup(writes, memberships, groups, locked),
    removeGroup: new RemoveGroup(writes, locked, groups),
    linkSite: new LinkSite(writes, locked, memberships, groups),
    unlinkSite: new UnlinkSite(writes, locked, groups),
    nestGroup: new NestGroup(writes, locked, memberships, groups),
    unnestGroup: new UnnestGroup(writes, locked, groups),
    findFreeDays: new FindFreeDays(world.countries, policy),
  };
}

export type UseCases = ReturnType<typeof useCases>;

/** A French site on that day; answers its id. */
export const installed = async ({ installSite }: UseCases, day: string): Promise<number> =>
  (await installSite.execute(frenchDocument(day), TERMS)).id;

export const created = async ({ createGroup }: UseCases, type: GroupType = 'group1', more = {}): Promise<number> =>
  (await createGroup.execute({ name: 'g', type, ...more }, TERMS)).id;

export const bodyOf = (item: Item | null): Record<string, unknown> =>
  JSON.parse(item?.json ?? 'null') as Record<string, unknown>;
