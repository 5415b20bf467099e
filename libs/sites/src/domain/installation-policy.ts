import { DomainService } from '@hexagone/kernel';
import { Countries } from './countries';
import { SiteRepository } from './site.repository';

/** Where and when sites may be installed: asks the rules of their country. */
@DomainService()
export class InstallationPolicy {
  constructor(
    readonly countries: Countries,
    readonly sites: SiteRepository,
  ) {}
}
