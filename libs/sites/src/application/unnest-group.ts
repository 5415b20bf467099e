import { UseCase } from '@hexagone/kernel';
import { LinkNotFound } from '../domain/group.errors';
import { GroupRepository } from '../domain/group.repository';
import type { Terms } from './item-reads';
import type { Nesting } from './links';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

/** Takes a group out of another; throws LinkNotFound if it is not directly in it. */
@UseCase()
export class UnnestGroup {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly groups: GroupRepository,
  ) {}

  execute({ parentId, childId }: Nesting, terms: Terms): Promise<void> {
    return this.writes.run(terms.author, 'graph', async () => {
      await this.items.group(parentId, terms);
      await this.items.existingGroup(childId);
      if ((await this.groups.unnest(parentId, [childId])) === 0) throw new LinkNotFound('group', childId, parentId);
    });
  }
}
