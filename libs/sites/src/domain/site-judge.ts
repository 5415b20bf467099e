import { DomainService } from '@hexagone/kernel';
import { Countries } from './countries';
import { type Document, patched, type PlacedDocument, refuseAny } from './document-shape';
import { GroupPolicy } from './group-policy';
import { InstallationPolicy } from './installation-policy';
import { inPlaceOf, type Site } from './site';
import { readSite, readSites, siteDocument, type SiteDraft, siteMembers } from './site-document';

/** Judges documents of sites, whoever sends them, step by step; each step reports all its faults. */
@DomainService()
export class SiteJudge {
  constructor(
    private readonly countries: Countries,
    private readonly installations: InstallationPolicy,
    private readonly memberships: GroupPolicy,
  ) {}

  /** Form and ranges of new sites. `only`: code of the only country that is taken. */
  read(documents: readonly PlacedDocument[], only?: string): readonly SiteDraft[] {
    return readSites(documents, this.countries, only);
  }

  /** Form and ranges of what a patch makes of a site. */
  readPatched(present: Site, patch: Document): SiteDraft {
    const document = patched(siteDocument(present, this.countries), patch, siteMembers(this.countries));
    const draft = readSite(document, this.countries);
    return { ...draft, site: inPlaceOf(present.id, draft.site) };
  }

  /** Rules of content, references, then what the present state has against it. Within a write. */
  async judge(drafts: readonly SiteDraft[]): Promise<void> {
    refuseAny(await this.installations.contentErrors(drafts));
    refuseAny(await this.memberships.referenceErrors(drafts));
    const taken = await this.installations.stateErrors(drafts);
    refuseAny([...taken, ...(await this.memberships.ancestorErrors(drafts))]);
  }
}
