import { UseCase } from '@hexagone/kernel';
import { LinkNotFound } from '../domain/group.errors';
import { GroupRepository } from '../domain/group.repository';
import type { Terms } from './item-reads';
import type { Link } from './links';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

/** Takes a site out of a group; throws LinkNotFound if it is not in it. */
@UseCase()
export class UnlinkSite {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly groups: GroupRepository,
  ) {}

  execute(link: Link, terms: Terms): Promise<void> {
    const { siteId, groupId } = link;
    return this.writes.run(terms.author, 'links', async () => {
      await this.items.ends(link, terms);
      if ((await this.groups.unlink([siteId], [groupId])) === 0) throw new LinkNotFound('site', siteId, groupId);
    });
  }
}
