import type { ItemReads } from '../../../libs/sites/src/application/item-reads';
import type { Author, SiteWrites } from '../../../libs/sites/src/application/site-writes';
import type { GroupGraph, GroupRepository } from '../../../libs/sites/src/domain/group.repository';
import type { SiteRepository } from '../../../libs/sites/src/domain/site.repository';

/** What the use cases of sites ask for, whatever stands behind it; it knows France and Italy. */
export interface SitesWorld {
  readonly sites: SiteRepository;
  readonly groups: GroupRepository;
  readonly graph: GroupGraph;
  readonly writes: SiteWrites;
  readonly items: ItemReads;
}

/** A world without a site or a group. */
export type EmptyWorld = () => Promise<SitesWorld>;

export const AUTHOR: Author = { actor: 'account:7', requestId: 'r-1' };

/** Does it as one write that may touch anything. */
export const inOneWrite = <T>({ writes }: SitesWorld, work: () => Promise<T>): Promise<T> =>
  writes.run(AUTHOR, 'graph', work);
