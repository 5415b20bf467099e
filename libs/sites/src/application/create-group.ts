import { UseCase } from '@hexagone/kernel';
import { readGroup } from '../domain/group-document';
import { GroupPolicy } from '../domain/group-policy';
import { GroupRepository } from '../domain/group.repository';
import type { Document, Terms, Written } from './item-reads';
import { LockedItems } from './locked-items';
import { type Reach, SiteWrites } from './site-writes';

/** Creates a group, with the sites and groups that it holds. */
@UseCase()
export class CreateGroup {
  constructor(
    private readonly writes: SiteWrites,
    private readonly policy: GroupPolicy,
    private readonly groups: GroupRepository,
    private readonly items: LockedItems,
  ) {}

  async execute(document: Document, { author }: Terms): Promise<Written> {
    const draft = readGroup(document);
    const { childIds = [], siteIds = [] } = draft;
    const reach: Reach = childIds.length > 0 ? 'graph' : siteIds.length > 0 ? 'links' : 'rows';
    return this.writes.run(author, reach, async () => {
      await this.policy.judgeDocument(draft);
      await this.policy.beginsWith(draft);
      const id = await this.groups.add(draft.group);
      if (childIds.length > 0) await this.groups.nest(id, childIds);
      if (siteIds.length > 0) await this.groups.link(siteIds, [id]);
      return this.items.writtenGroup(id);
    });
  }
}
