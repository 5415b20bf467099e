import type { SqlParameters } from '@hexagone/platform';
import type { AreaCriteria } from '../../application/area-reads';
import type { AreaKind } from '../../domain/areas';
import type { PostalCodeReading } from '../../domain/postal-code-reading';
import { ofCurrentCommunes } from './area-relations';

type Condition = (alias: string, parameter: string) => string;
type Criterion = Exclude<keyof AreaCriteria, 'postalCode'>;

const OF_COMMUNES = {
  code: (c: string, p: string) => `${c}.code = ${p}`,
  siren: (c: string, p: string) => `${c}.siren = ${p}`,
  departementCode: (c: string, p: string) => `${c}.departement_code = ${p}`,
  regionCode: (c: string, p: string) => `${c}.region_code = ${p}`,
  epciCode: (c: string, p: string) => `${c}.epci_code = ${p}`,
  parentCode: (c: string, p: string) => `${c}.parent_code = ${p}`,
  formerCode: (c: string, p: string) =>
    `${c}.code IN (SELECT commune_code FROM territory.commune_code WHERE former_code = ${p})`,
  types: (c: string, p: string) => `${c}.type = ANY(${p})`,
  zones: (c: string, p: string) => `${c}.zone = ANY(${p})`,
} satisfies Partial<Record<Criterion, Condition>>;

/** Current communes have neither a type column nor a parent. */
const OF_CURRENT_COMMUNES: Partial<Record<Criterion, Condition>> = {
  ...OF_COMMUNES,
  parentCode: (_, p) => `${p} = NULL::text`,
  types: (_, p) => `'commune-actuelle' = ANY(${p})`,
};

const OF_REGIONS: Partial<Record<Criterion, Condition>> = {
  code: OF_COMMUNES.code,
  regionCode: OF_COMMUNES.regionCode,
  seat: (c, p) => `${c}.chef_lieu = ${p}`,
  zones: OF_COMMUNES.zones,
};

const member =
  (condition: Condition): Condition =>
  (c, p) =>
    `EXISTS (SELECT FROM territory.commune m WHERE m.epci_code = ${c}.code AND ${condition('m', p)})`;

const OF_EPCIS: Partial<Record<Criterion, Condition>> = {
  code: OF_COMMUNES.code,
  departementCode: member(OF_COMMUNES.departementCode),
  regionCode: member(OF_COMMUNES.regionCode),
  zones: member(OF_COMMUNES.zones),
};

const CONDITIONS: Record<AreaKind, Partial<Record<Criterion, Condition>>> = {
  commune: OF_COMMUNES,
  subCommune: OF_COMMUNES,
  departement: OF_REGIONS,
  region: OF_REGIONS,
  epci: OF_EPCIS,
};

/** The criteria as one SQL condition, to be written for any alias of the kind's relation. */
export function conditionOf(
  kind: AreaKind,
  criteria: AreaCriteria,
  parameters: SqlParameters,
): (alias: string) => string {
  const known = kind === 'commune' && ofCurrentCommunes(criteria) ? OF_CURRENT_COMMUNES : CONDITIONS[kind];
  const conditions: ((alias: string) => string)[] = [];
  for (const [name, value] of Object.entries(criteria) as [keyof AreaCriteria, unknown][]) {
    if (value === undefined) continue;
    if (name === 'postalCode') {
      conditions.push(postalCondition(criteria, value as PostalCodeReading, parameters));
      continue;
    }
    const condition = known[name];
    if (!condition) throw new Error(`${kind} knows no criterion ${name}`);
    const parameter = parameters.add(value);
    conditions.push((alias) => condition(alias, parameter));
  }
  return (alias) => conditions.map((condition) => condition(alias)).join(' AND ') || 'true';
}

function postalCondition(
  { types }: AreaCriteria,
  reading: PostalCodeReading,
  parameters: SqlParameters,
): (alias: string) => string {
  if (reading.how === 'postal_code_generic') {
    const parameter = parameters.add(reading.communeCode);
    return (c) => `${c}.code = ${parameter}`;
  }
  const pairs = pairsOf(reading, parameters);
  const ofCurrent = (c: string): string =>
    `${c}.code IN (SELECT p.commune_code FROM territory.commune_postal_code p WHERE ${pairs.stored})`;
  const ofParts = (c: string): string =>
    `EXISTS (SELECT FROM unnest(${c}.codes_postaux) AS p(postal_code) WHERE ${pairs.listed})`;
  if (!types || types.every((type) => type === 'commune-actuelle')) return ofCurrent;
  if (!types.includes('commune-actuelle')) return ofParts;
  return (c) => `CASE ${c}.type WHEN 'commune-actuelle' THEN ${ofCurrent(c)} ELSE ${ofParts(c)} END`;
}

function pairsOf(
  reading: Exclude<PostalCodeReading, { how: 'postal_code_generic' }>,
  parameters: SqlParameters,
): { stored: string; listed: string } {
  if (reading.how === 'postal_code_prefix') {
    const begins = `p.postal_code LIKE ${parameters.add(`${reading.prefix}%`)}`;
    return { stored: `${begins} AND p.source <> 'communes-csv'`, listed: begins };
  }
  const equals = `p.postal_code = ${parameters.add(reading.postalCode)}`;
  const fromCsv = reading.source === 'communes-csv';
  return {
    stored: `${equals} AND p.source ${fromCsv ? '=' : '<>'} 'communes-csv'`,
    listed: fromCsv ? 'false' : equals,
  };
}

/** The postal code that made an item answer: the asked one, or for a prefix the item's first that begins so. */
export function postalCodeFound(reading: PostalCodeReading, parameters: SqlParameters): string {
  if (reading.how !== 'postal_code_prefix') return `${parameters.add(reading.postalCode)}::text`;
  return `(SELECT min(p) FROM unnest(c.codes_postaux) p WHERE p LIKE ${parameters.add(`${reading.prefix}%`)})`;
}
