import { UseCase } from '@hexagone/kernel';
import { patched } from '../domain/document-shape';
import type { Group } from '../domain/group';
import {
  CHILD_IDS,
  GROUP_MEMBERS,
  groupDocument,
  type GroupDraft,
  readGroup,
  SITE_IDS,
} from '../domain/group-document';
import { GroupPolicy } from '../domain/group-policy';
import { GroupRepository } from '../domain/group.repository';
import { difference } from './difference';
import type { Document, Terms, Written } from './item-reads';
import { LockedItems } from './locked-items';
import { type Reach, SiteWrites } from './site-writes';

/** Merges a patch (RFC 7396) onto a group: first what it lets go, then its type, then what it takes in. */
@UseCase()
export class ReviseGroup {
  constructor(
    private readonly writes: SiteWrites,
    private readonly policy: GroupPolicy,
    private readonly groups: GroupRepository,
    private readonly items: LockedItems,
  ) {}

  execute(id: number, patch: Document, terms: Terms): Promise<Written> {
    return this.writes.run(terms.author, reachOf(patch), async () => {
      const present = await this.items.group(id, terms);
      const draft = readGroup(patched(groupDocument(present), patch, GROUP_MEMBERS));
      await this.policy.judgeDocument(draft, id);
      await this.become(present, draft, patch);
      return this.items.writtenGroup(id);
    });
  }

  private async become(
    present: Group,
    { group, childIds = [], siteIds = [] }: GroupDraft,
    patch: Document,
  ): Promise<void> {
    const { id } = present;
    const keeps = { gone: [], added: [] };
    const children = CHILD_IDS in patch ? difference(await this.groups.childIdsOf(id), childIds) : keeps;
    const sites = SITE_IDS in patch ? difference(await this.groups.siteIdsOf(id), siteIds) : keeps;
    if (children.gone.length > 0) await this.groups.unnest(id, children.gone);
    if (sites.gone.length > 0) await this.groups.unlink(sites.gone, [id]);
    if (group.type !== present.type) await this.policy.becomes(id, group);
    await this.groups.replace(id, group);
    if (children.added.length > 0) {
      await this.policy.takesGroups(id, children.added, `/${CHILD_IDS}`);
      await this.groups.nest(id, children.added);
    }
    if (sites.added.length > 0) {
      await this.policy.takesSites(id, group, `/${SITE_IDS}`);
      await this.groups.link(sites.added, [id]);
    }
  }
}

function reachOf(patch: Document): Reach {
  if (CHILD_IDS in patch || 'type' in patch) return 'graph';
  return SITE_IDS in patch ? 'links' : 'rows';
}
