import { UseCase } from '@hexagone/kernel';
import { GROUP_IDS } from '../domain/site-document';
import type { Document, Terms, Written } from './item-reads';
import { LockedItems } from './locked-items';
import { SiteIntake } from './site-intake';
import { SiteWrites } from './site-writes';

/** Merges a patch (RFC 7396) onto a site and judges the result whole, under the country that it names. */
@UseCase()
export class ReviseSite {
  constructor(
    private readonly writes: SiteWrites,
    private readonly intake: SiteIntake,
    private readonly items: LockedItems,
  ) {}

  execute(id: number, patch: Document, terms: Terms): Promise<Written> {
    const reach = Object.hasOwn(patch, GROUP_IDS) ? 'links' : 'rows';
    return this.writes.run(terms.author, reach, async () => {
      await this.intake.revise(await this.items.site(id, terms), patch);
      return this.items.writtenSite(id);
    });
  }
}
