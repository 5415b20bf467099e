import { UseCase } from '@hexagone/kernel';
import { GroupRepository } from '../domain/group.repository';
import type { Site } from '../domain/site';
import { GROUP_IDS, type SiteDraft } from '../domain/site-document';
import { SiteJudge } from '../domain/site-judge';
import { SiteRepository } from '../domain/site.repository';
import { difference } from './difference';
import type { Document } from './item-reads';

/** What all ways of writing sites share. Everything here happens within a write. */
@UseCase()
export class SiteIntake {
  constructor(
    private readonly judge: SiteJudge,
    private readonly sites: SiteRepository,
    private readonly groups: GroupRepository,
  ) {}

  /** Judged, stored and linked; ids in the order of the drafts. */
  async install(drafts: readonly SiteDraft[]): Promise<readonly number[]> {
    await this.judge.judge(drafts);
    const ids = await this.sites.add(drafts.map(({ site }) => site));
    for (const { siteIds, groupIds } of linksOf(drafts, ids)) await this.groups.link(siteIds, groupIds);
    return ids;
  }

  /** Judged whole, as the patch makes it, and stored in its own place. */
  async revise(present: Site, patch: Document): Promise<void> {
    const { id } = present;
    const draft = this.judge.readPatched(present, patch);
    await this.judge.judge([draft]);
    await this.sites.replace(id, draft.site);
    if (!Object.hasOwn(patch, GROUP_IDS)) return;
    const { gone, added } = difference(await this.sites.groupIdsOf(id), draft.groupIds ?? []);
    if (gone.length > 0) await this.groups.unlink([id], gone);
    if (added.length > 0) await this.groups.link([id], added);
  }
}

interface Links {
  readonly siteIds: readonly number[];
  readonly groupIds: readonly number[];
}

/** The sites that go into the same groups are linked together. */
function linksOf(drafts: readonly SiteDraft[], ids: readonly number[]): readonly Links[] {
  const links = new Map<string, Links>();
  drafts.forEach(({ groupIds = [] }, index) => {
    const key = groupIds.toSorted((one, other) => one - other).join();
    const siteIds = [...(links.get(key)?.siteIds ?? []), ...ids.slice(index, index + 1)];
    if (groupIds.length > 0) links.set(key, { siteIds, groupIds });
  });
  return [...links.values()];
}
