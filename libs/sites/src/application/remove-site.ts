import { UseCase } from '@hexagone/kernel';
import { SiteRepository } from '../domain/site.repository';
import type { Terms } from './item-reads';
import { LockedItems } from './locked-items';
import { SiteWrites } from './site-writes';

/** Removes a site and its links. */
@UseCase()
export class RemoveSite {
  constructor(
    private readonly writes: SiteWrites,
    private readonly items: LockedItems,
    private readonly sites: SiteRepository,
  ) {}

  execute(id: number, terms: Terms): Promise<void> {
    return this.writes.run(terms.author, 'links', async () => {
      await this.items.site(id, terms);
      await this.sites.remove(id);
    });
  }
}
