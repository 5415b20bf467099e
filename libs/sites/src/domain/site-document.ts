import { type Bilingual, DomainError, nearestName, shortened } from '@hexagone/kernel';
import { BASE } from './base-fields';
import { type Countries, fieldsOf } from './countries';
import type { CountryPack } from './country-pack';
import {
  detailsOf,
  type Document,
  faultsOf,
  idsOf,
  isDocument,
  malformed,
  NOT_AN_OBJECT,
  type PlacedDocument,
  refuseAny,
  type Shape,
  valueOf,
  within,
} from './document-shape';
import { missing } from './field-faults';
import type { Site } from './site';
import { CountryMismatch, PowerRangeInverted, UnknownCountry } from './site.errors';
import { siteOf } from './site-of';

const READ_ONLY = ['id', 'created_at', 'updated_at'];
const COUNTRY = 'country';
export const GROUP_IDS = 'group_ids';

/** A site as a document asks for it, with the groups that it names. */
export interface SiteDraft {
  readonly site: Site;
  /** undefined: the document does not speak of groups. */
  readonly groupIds: readonly number[] | undefined;
  /** Where the document is in the body; empty when it is the body. */
  readonly place: string;
}

/** A draft, or what is wrong with it. */
interface Verdict {
  readonly errors: readonly DomainError[];
  readonly draft: readonly [] | readonly [SiteDraft];
}

/** One document; see readSites. */
export function readSite(document: unknown, countries: Countries, only?: string): SiteDraft {
  const [draft] = readSites([{ document, place: '' }], countries, only) as [SiteDraft];
  return draft;
}

/**
 * Sites of the documents, each of the country that it names, or of `only` (a code). Throws the one refusal, or an invalid
 * document with all faults: of form, then, if there is none, of the ranges of powers.
 */
export function readSites(
  documents: readonly PlacedDocument[],
  countries: Countries,
  only?: string,
): readonly SiteDraft[] {
  const expected = only === undefined ? undefined : countries.get(only);
  const verdicts = documents.map((placed) => judge(placed, countries, expected));
  refuseAny(verdicts.flatMap(({ errors }) => errors));
  const drafts = verdicts.flatMap(({ draft }) => draft);
  refuseAny(drafts.flatMap(rangeErrors));
  return drafts;
}

/** What a caller may write of a site, as it stands. */
export function siteDocument(site: Site, countries: Countries, groupIds?: readonly number[]): Document {
  const values = new Map<string, unknown>(Object.entries(site));
  const members = fieldsOf(countries.get(site.country)).flatMap(({ property, wire }) => {
    const value = values.get(property) ?? null;
    return value === null ? [] : [[wire, value] as const];
  });
  return { [COUNTRY]: site.country, ...Object.fromEntries(members), ...(groupIds && { [GROUP_IDS]: groupIds }) };
}

/** Every member that a patch may take away. */
export const siteMembers = (countries: Countries): readonly string[] => [
  COUNTRY,
  ...BASE.map(({ wire }) => wire),
  ...countries.particular,
  GROUP_IDS,
];

function judge({ document, place }: PlacedDocument, countries: Countries, expected?: CountryPack): Verdict {
  if (!isDocument(document)) return { errors: [within(place, NOT_AN_OBJECT)], draft: [] };
  const country = countryOf(document, countries, expected);
  const [pack, refused] = country instanceof DomainError ? [undefined, [country]] : [country, []];
  const errors = [...refused, ...faultsOf(document, shapeOf(countries, pack)).map(malformed)];
  if (!pack || errors.length > 0) return { errors: errors.map((error) => within(place, error)), draft: [] };
  const site = siteOf(pack, detailsOf(document, fieldsOf(pack)));
  return { errors: [], draft: [{ site, groupIds: idsOf(document, GROUP_IDS), place }] };
}

function countryOf(document: Document, countries: Countries, expected?: CountryPack): CountryPack | DomainError {
  const given = valueOf(document, COUNTRY);
  if (given === null) return expected ?? malformed(missing(COUNTRY));
  const text = typeof given === 'string' ? shortened(given) : undefined;
  const pack = text === undefined ? undefined : countries.find(text);
  if (!pack) return new UnknownCountry(countries.accepted, text, text && nearestName(text, countries.accepted));
  return expected && pack !== expected ? new CountryMismatch(pack, expected) : pack;
}

/** Without a country, only what every site has is judged. */
function shapeOf(countries: Countries, pack?: CountryPack): Shape {
  if (!pack)
    return { fields: BASE, idLists: [GROUP_IDS], readOnly: READ_ONLY, elsewhere: [COUNTRY, ...countries.particular] };
  const foreign = (name: string): Bilingual | undefined => {
    const codes = countries.codesWith(name).join(', ');
    if (codes === '') return undefined;
    return {
      en: `${name} belongs to sites of ${codes}, not of ${pack.code}: in a PATCH, send null to take it away`,
      fr: `${name} est propre aux sites de ${codes}, pas de ${pack.code} : dans un PATCH, envoyez null pour le retirer`,
    };
  };
  return { fields: fieldsOf(pack), idLists: [GROUP_IDS], readOnly: READ_ONLY, elsewhere: [COUNTRY], foreign };
}

const rangeErrors = ({ site: { minPowerMegawatt: min, maxPowerMegawatt: max }, place }: SiteDraft): DomainError[] =>
  min > max ? [within(place, new PowerRangeInverted(min, max))] : [];
