import { type DomainError, DomainService, type FieldFault } from '@hexagone/kernel';
import { malformed, refuseAny, within } from './document-shape';
import { MOST_INTEGER } from './field-faults';
import { type Group, WITHOUT_SITES } from './group';
import { CHILD_IDS, type GroupDraft, SITE_IDS } from './group-document';
import { Group3Ancestor, Group3ForbidsSites, GroupCycle, GroupHasSites, GroupInsideItself } from './group.errors';
import { GroupGraph, GroupRepository } from './group.repository';
import { unknownReferences } from './id-list';
import { GROUP_IDS, type SiteDraft } from './site-document';
import { SiteRepository } from './site.repository';

/** What groups may hold: no site is reached from a group that takes none, and no group is inside itself. */
@DomainService()
export class GroupPolicy {
  constructor(
    private readonly groups: GroupRepository,
    private readonly graph: GroupGraph,
    private readonly sites: SiteRepository,
  ) {}

  /** Of the groups that documents of sites name: those that do not exist, those that take no site. */
  async referenceErrors(drafts: readonly SiteDraft[]): Promise<readonly DomainError[]> {
    const named = await this.groups.find(possible(drafts.flatMap(({ groupIds = [] }) => groupIds)));
    return drafts.flatMap(({ groupIds = [], place }) => {
      const unknown = unknownReferences(GROUP_IDS, groupIds, new Set(named.keys())).map(malformed);
      const closed = groupIds.flatMap((id, at) =>
        takesNoSite(named.get(id)) ? new Group3ForbidsSites(id, `/${GROUP_IDS}/${at}`) : [],
      );
      return [...unknown, ...closed].map((error) => within(place, error));
    });
  }

  /** Of the groups that documents of sites name: those below one that takes no site. */
  async ancestorErrors(drafts: readonly SiteDraft[]): Promise<readonly DomainError[]> {
    if ((await this.closedAtOrAbove(drafts.flatMap(({ groupIds = [] }) => groupIds))) === null) return [];
    const errors: DomainError[] = [];
    for (const { groupIds = [], place } of drafts) {
      const closed = await this.closedAtOrAbove(groupIds);
      if (closed !== null) errors.push(within(place, new Group3Ancestor(closed, `/${GROUP_IDS}`)));
    }
    return errors;
  }

  /** Refuses a document that could never be the group's: sites where none may be, itself inside, unknown members. */
  async judgeDocument({ group, childIds = [], siteIds = [] }: GroupDraft, id?: number): Promise<void> {
    const itself = childIds.findIndex((child) => child === id);
    refuseAny([
      ...(takesNoSite(group) && siteIds.length > 0 ? [new Group3ForbidsSites(id, `/${SITE_IDS}`)] : []),
      ...(id !== undefined && itself >= 0 ? [new GroupInsideItself(id, `/${CHILD_IDS}/${itself}`)] : []),
    ]);
    refuseAny((await this.unknownMembers(childIds, siteIds)).map(malformed));
  }

  /** A site may be put directly into a group unless that group, or one above it, takes none. */
  async takesSites(id: number, group: Group, pointer?: string): Promise<void> {
    if (takesNoSite(group)) throw new Group3ForbidsSites(id, pointer);
    const closed = await this.graph.findGroup3AtOrAbove([id]);
    if (closed !== null) throw new Group3Ancestor(closed, pointer);
  }

  /** Groups may be put into another unless that makes a circle, or brings a site below a group that takes none. */
  async takesGroups(parentId: number, childIds: readonly number[], pointer?: string): Promise<void> {
    const path = await this.graph.findWayDown(childIds, parentId);
    if (path) throw new GroupCycle(path, pointer);
    const closed = await this.graph.findGroup3AtOrAbove([parentId]);
    if (closed !== null && (await this.graph.countSitesAtOrBelow(childIds)) > 0)
      throw new Group3Ancestor(closed, pointer);
  }

  /** A group that does not exist yet may begin with these unless it takes no site and they hold some. */
  async beginsWith({ group, childIds = [] }: GroupDraft): Promise<void> {
    if (!takesNoSite(group) || childIds.length === 0) return;
    if ((await this.graph.countSitesAtOrBelow(childIds)) > 0) throw new Group3Ancestor(undefined, `/${CHILD_IDS}`);
  }

  /** A group may become one that takes no site unless there is one in it or below it. */
  async becomes(id: number, group: Group): Promise<void> {
    if (!takesNoSite(group)) return;
    const siteCount = await this.graph.countSitesAtOrBelow([id]);
    if (siteCount > 0) throw new GroupHasSites(siteCount);
  }

  private async unknownMembers(
    childIds: readonly number[],
    siteIds: readonly number[],
  ): Promise<readonly FieldFault[]> {
    const children = new Set((await this.groups.find(possible(childIds))).keys());
    const sites = await this.sites.existing(possible(siteIds));
    return [...unknownReferences(CHILD_IDS, childIds, children), ...unknownReferences(SITE_IDS, siteIds, sites)];
  }

  private async closedAtOrAbove(ids: readonly number[]): Promise<number | null> {
    return ids.length === 0 ? null : this.graph.findGroup3AtOrAbove([...new Set(ids)]);
  }
}

const takesNoSite = (group?: Group): boolean => group?.type === WITHOUT_SITES;

/** Without repetition, and without what no id can be. */
const possible = (ids: readonly number[]): readonly number[] => [...new Set(ids)].filter((id) => id <= MOST_INTEGER);
