import { UseCase } from '@hexagone/kernel';
import type { Group } from '../domain/group';
import { GroupNotFound } from '../domain/group.errors';
import { GroupRepository } from '../domain/group.repository';
import type { Site } from '../domain/site';
import { SiteNotFound } from '../domain/site.errors';
import { SiteRepository } from '../domain/site.repository';
import { type Item, ItemReads, type Terms, type Written } from './item-reads';
import type { Link } from './links';

/** Sites and groups that are about to change: locked first, then held against what the caller knows of them. */
@UseCase()
export class LockedItems {
  constructor(
    private readonly sites: SiteRepository,
    private readonly groups: GroupRepository,
    private readonly items: ItemReads,
  ) {}

  site(id: number, terms: Terms): Promise<Site> {
    return lockedUnder(
      terms,
      () => this.sites.lock(id),
      () => this.items.site(id),
    );
  }

  group(id: number, terms: Terms): Promise<Group> {
    return lockedUnder(
      terms,
      () => this.groups.lock(id),
      () => this.items.group(id),
    );
  }

  /** Both ends of a link, the owner's first; answers the group. */
  async ends({ siteId, groupId, owner }: Link, terms: Terms): Promise<Group> {
    if (owner === 'group') {
      const group = await this.group(groupId, terms);
      if (!(await this.sites.existing([siteId])).has(siteId)) throw new SiteNotFound(siteId);
      return group;
    }
    await this.site(siteId, terms);
    return this.existingGroup(groupId);
  }

  /** A group that is named beside the one that is locked. */
  async existingGroup(id: number): Promise<Group> {
    const group = (await this.groups.find([id])).get(id);
    if (!group) throw new GroupNotFound(id);
    return group;
  }

  async writtenSite(id: number): Promise<Written> {
    return written(id, await this.items.site(id));
  }

  async writtenGroup(id: number): Promise<Written> {
    return written(id, await this.items.group(id));
  }
}

async function lockedUnder<T>({ guard }: Terms, lock: () => Promise<T>, item: () => Promise<Item | null>): Promise<T> {
  const present = await lock().catch((error: unknown) => {
    if (error instanceof SiteNotFound || error instanceof GroupNotFound) guard?.(null);
    throw error;
  });
  if (guard) guard(await item());
  return present;
}

function written(id: number, item: Item | null): Written {
  if (!item) throw new Error(`What was written as ${id} cannot be read`);
  return { id, item };
}
