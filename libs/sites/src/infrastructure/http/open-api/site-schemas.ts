import { BASE } from '../../../domain/base-fields';
import { type Countries, fieldsOf } from '../../../domain/countries';
import type { CountryPack, Field } from '../../../domain/country-pack';
import { type NamedField, namedFields } from '../../../domain/named-field';
import {
  exampleOf,
  fieldSchema,
  ID,
  idList,
  INSTANT,
  nullable,
  propertiesOf,
  ref,
  requiredOf,
  sentIdList,
  type Schema,
} from './schema';

const GROUPS = 'Groups that hold the site directly.';
const NAMED = 'Code of the country, its slug or one of its aliases, in any case.';

export const siteName = (code: string): string => `Site_${code}`;
export const newSiteName = (code: string): string => `NewSite_${code}`;

const caption = ({ name }: CountryPack): string => `${name.en}. *${name.fr}.*`;

/** A site of this country as it is answered. */
function site(pack: CountryPack): Schema {
  const fields = fieldsOf(pack);
  return {
    type: 'object',
    description: caption(pack),
    required: ['id', 'country', ...requiredOf(fields), 'group_ids', 'created_at', 'updated_at'],
    properties: {
      id: ID,
      country: { type: 'string', enum: [pack.code] },
      ...propertiesOf(fields),
      group_ids: idList(GROUPS),
      created_at: INSTANT,
      updated_at: INSTANT,
    },
  };
}

/** The document that installs one. `country` is needed where the path does not say it. */
export function newSite(pack: CountryPack, { countryNeeded = true } = {}): Schema {
  const fields = fieldsOf(pack);
  const accepted = [pack.code, pack.slug, ...pack.aliases];
  return {
    type: 'object',
    description: caption(pack),
    additionalProperties: false,
    required: [...(countryNeeded ? ['country'] : []), ...requiredOf(fields)],
    properties: {
      country: { type: 'string', enum: accepted, description: NAMED, examples: [pack.code] },
      ...propertiesOf(fields),
      group_ids: sentIdList(GROUPS),
    },
  };
}

export const newSiteExample = (pack: CountryPack): Schema => ({ country: pack.code, ...exampleOf(fieldsOf(pack)) });

export const siteExample = (pack: CountryPack): Schema => ({
  id: 1,
  ...newSiteExample(pack),
  group_ids: [],
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
});

/** One schema per country, told apart by `country`. */
const oneOf = (countries: Countries, name: (code: string) => string): Schema => {
  const codes = countries.packs.map(({ code }) => code);
  const mapping = Object.fromEntries(codes.map((code) => [code, `#/components/schemas/${name(code)}`]));
  return {
    oneOf: codes.map((code) => ref(name(code))),
    discriminator: { propertyName: 'country', mapping },
  };
};

export const anySite = (countries: Countries): Schema => oneOf(countries, siteName);
export const anyNewSite = (countries: Countries): Schema => oneOf(countries, newSiteName);

/** A field that several countries have may be bounded in several ways; each is said once. */
function patchField(fields: readonly Field[]): Schema {
  const ways = new Map(fields.map((field) => nullable(fieldSchema(field))).map((way) => [JSON.stringify(way), way]));
  const [first = {}, ...others] = ways.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

function sitePatch(countries: Countries): Schema {
  const particular = new Map<string, Field[]>();
  for (const { wire, field } of countries.packs.flatMap(({ fields }): readonly NamedField[] => namedFields(fields)))
    particular.set(wire, [...(particular.get(wire) ?? []), field]);
  return {
    type: 'object',
    description: 'JSON Merge Patch of a site (RFC 7396).',
    additionalProperties: false,
    properties: {
      country: { type: 'string', enum: countries.accepted, description: NAMED },
      ...propertiesOf(BASE),
      ...Object.fromEntries([...particular].map(([wire, fields]) => [wire, patchField(fields)])),
      group_ids: sentIdList(GROUPS),
    },
  };
}

export const siteSchemas = (countries: Countries): Schema => ({
  Site: anySite(countries),
  NewSite: anyNewSite(countries),
  SitePatch: sitePatch(countries),
  SiteBatch: {
    type: 'object',
    additionalProperties: false,
    required: ['sites'],
    properties: { sites: { type: 'array', minItems: 1, maxItems: 1000, items: ref('NewSite') } },
  },
  ...Object.fromEntries(
    countries.packs.flatMap((pack) => [
      [siteName(pack.code), site(pack)],
      [newSiteName(pack.code), newSite(pack)],
    ]),
  ),
});
