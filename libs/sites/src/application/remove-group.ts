import { UseCase } from '@hexagone/kernel';
import { GroupNotEmpty } from '../domain/group.errors';
import { GroupRepository } from '../domain/group.repository';
import type { Terms } from './item-reads';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

export interface RemoveGroupOptions {
  /** `refuse`: not while it holds sites or groups. Otherwise they are detached. */
  readonly onMembers?: 'refuse' | undefined;
}

/** Removes a group; its sites, children and parents live on. */
@UseCase()
export class RemoveGroup {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly groups: GroupRepository,
  ) {}

  execute(id: number, terms: Terms, { onMembers }: RemoveGroupOptions = {}): Promise<void> {
    return this.writes.run(terms.author, 'graph', async () => {
      await this.items.group(id, terms);
      if (onMembers === 'refuse') await this.refuseMembers(id);
      await this.groups.remove(id);
    });
  }

  private async refuseMembers(id: number): Promise<void> {
    const sites = await this.groups.siteIdsOf(id);
    const children = await this.groups.childIdsOf(id);
    if (sites.length + children.length > 0) throw new GroupNotEmpty(id, sites.length, children.length);
  }
}
