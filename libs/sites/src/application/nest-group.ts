import { UseCase } from '@hexagone/kernel';
import { GroupInsideItself } from '../domain/group.errors';
import { GroupPolicy } from '../domain/group-policy';
import { GroupRepository } from '../domain/group.repository';
import type { Terms } from './item-reads';
import type { Nesting } from './links';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

/** Puts a group into another, beside the parents that it has; one that is there already stays as it is. */
@UseCase()
export class NestGroup {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly policy: GroupPolicy,
    private readonly groups: GroupRepository,
  ) {}

  execute({ parentId, childId }: Nesting, terms: Terms): Promise<void> {
    return this.writes.run(terms.author, 'graph', async () => {
      await this.items.group(parentId, terms);
      await this.items.existingGroup(childId);
      if (parentId === childId) throw new GroupInsideItself(parentId);
      await this.policy.takesGroups(parentId, [childId]);
      await this.groups.nest(parentId, [childId]);
    });
  }
}
