import { UseCase } from '@hexagone/kernel';
import { GroupPolicy } from '../domain/group-policy';
import { GroupRepository } from '../domain/group.repository';
import type { Terms } from './item-reads';
import type { Link } from './links';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

/** Puts a site into a group; one that is there already stays as it is. */
@UseCase()
export class LinkSite {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly policy: GroupPolicy,
    private readonly groups: GroupRepository,
  ) {}

  execute(link: Link, terms: Terms): Promise<void> {
    return this.writes.run(terms.author, 'links', async () => {
      const group = await this.items.ends(link, terms);
      await this.policy.takesSites(link.groupId, group);
      await this.groups.link([link.siteId], [link.groupId]);
    });
  }
}
