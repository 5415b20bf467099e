import type { GameCompany } from '../record/game-record';
import { type Json, listOf, numberOf, objectOf, textOf } from '../record/json-values';

/** Who made and who published it. A company in several roles is one; one without a name is left out. */
export function companiesOf(game: Json): readonly GameCompany[] {
  const companies = new Map<string, GameCompany>();
  for (const item of listOf(game['involved_companies'])) {
    const company = companyOf(objectOf(item));
    if (company) companies.set(company.name, together(company, companies.get(company.name)));
  }
  return [...companies.values()];
}

function companyOf(involved: Json): GameCompany | null {
  const company = objectOf(involved['company']);
  const name = textOf(company['name']);
  if (name === null) return null;
  const [website = null] = listOf(company['websites']).flatMap((site) => webAddress(objectOf(site)['url']) ?? []);
  const { developer, publisher } = involved;
  return { name, country: countryOf(company), website, developer: developer === true, publisher: publisher === true };
}

const together = (company: GameCompany, other: GameCompany = company): GameCompany => ({
  ...company,
  country: company.country ?? other.country,
  website: company.website ?? other.website,
  developer: company.developer || other.developer,
  publisher: company.publisher || other.publisher,
});

/** ISO 3166-1 numeric. */
function countryOf({ country }: Json): string | null {
  const code = numberOf(country);
  return code !== null && Number.isInteger(code) && code > 0 && code < 1000 ? String(code).padStart(3, '0') : null;
}

/** IGDB writes some addresses without their scheme. */
export function webAddress(value: unknown): string | null {
  const text = textOf(value);
  const address = text?.startsWith('//') ? `https:${text}` : text;
  return address && /^https?:\/\/\S+$/i.test(address) ? address : null;
}
