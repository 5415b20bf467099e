import type { CountryPack } from './country-pack';
import type { Site } from './site';

/** A site of that country; the details have been judged by the fields of the pack, which are those of its class. */
export function siteOf(pack: CountryPack, details: Readonly<Record<string, unknown>>): Site {
  const SiteOfCountry = pack.site as new (details: Readonly<Record<string, unknown>>) => Site;
  return new SiteOfCountry(details);
}
