import { UseCase } from '@hexagone/kernel';
import { CreateGroup } from '../create-group';
import { ItemReads } from '../item-reads';
import { LinkSite } from '../link-site';
import { NestGroup } from '../nest-group';
import type { DemoSet } from './demo-set';
import { DEMO_TERMS, type Ids, idOf } from './demo-terms';

/** Makes what is missing of the groups, of their nesting and of their links; answers how many. */
@UseCase()
export class MakeDemoGroups {
  constructor(
    private readonly items: ItemReads,
    private readonly createGroup: CreateGroup,
    private readonly nestGroup: NestGroup,
    private readonly linkSite: LinkSite,
  ) {}

  /** Adds the ids of those that it makes. */
  async groups({ groups }: DemoSet, ids: Ids): Promise<number> {
    const missing = groups.filter(({ name }) => !ids.has(name));
    for (const group of missing) ids.set(group.name, (await this.createGroup.execute({ ...group }, DEMO_TERMS)).id);
    return missing.length;
  }

  async nestings({ nesting }: DemoSet, ids: Ids): Promise<number> {
    const [parentId, childId] = [idOf(ids, nesting.parent), idOf(ids, nesting.child)];
    const present = await this.items.group(parentId);
    if (listIn(present?.json, 'child_ids').includes(childId)) return 0;
    await this.nestGroup.execute({ parentId, childId }, DEMO_TERMS);
    return 1;
  }

  async links({ sites }: DemoSet, siteIds: Ids, groupIds: Ids): Promise<number> {
    let made = 0;
    for (const { name, groups } of sites) {
      const siteId = idOf(siteIds, name);
      const present = listIn((await this.items.site(siteId))?.json, 'group_ids');
      const missing = groups.map((group) => idOf(groupIds, group)).filter((groupId) => !present.includes(groupId));
      for (const groupId of missing) await this.linkSite.execute({ siteId, groupId, owner: 'site' }, DEMO_TERMS);
      made += missing.length;
    }
    return made;
  }
}

const listIn = (json: string | undefined, member: string): readonly unknown[] => {
  const list = (JSON.parse(json ?? '{}') as Readonly<Record<string, unknown>>)[member];
  return Array.isArray(list) ? list : [];
};
