import type { AreaCriteria, Shape } from '../../application/area-reads';
import { type AREA_FIELDS, type AreaKind, CONTOUR_FIELDS } from '../../domain/areas';
import { postalCodeFound } from './area-conditions';
import type { SqlParameters } from './sql-parameters';

type FieldOf<K extends AreaKind> = (typeof AREA_FIELDS)[K][number];
type Expressions<K extends AreaKind> = Readonly<Record<Exclude<FieldOf<K>, 'surface' | 'contour' | 'bbox'>, string>>;

const named = (table: string, code: string): string =>
  `(SELECT json_build_object('code', x.code, 'nom', x.nom) FROM territory.${table} x WHERE x.code = ${code})`;

const point = (order: string): string =>
  `(SELECT json_build_object('type', 'Point', 'coordinates', json_build_array(p.lon, p.lat)) FROM territory.commune_position p
    WHERE p.commune_code = c.id AND ${order} LIMIT 1)`;

const CENTRE = point('p.published');
const MAIRIE = point(`(p.published OR p.source = 'geonames') ORDER BY p.source = 'geonames' DESC`);

const POSITION = `(SELECT json_build_object('lat', p.lat, 'lon', p.lon, 'source', p.source, 'precision_km', p.precision_km,
  'estimated', p.source = 'estimate') FROM territory.commune_position p WHERE p.commune_code = c.id AND p.published)`;

const list = (select: string): string => `(SELECT json_agg(x.item) FROM (${select}) x)`;

const parts = (type: string): string =>
  list(`SELECT json_build_object('code', s.code, 'nom', s.nom) AS item FROM territory.sub_commune s
    WHERE s.parent_code = c.id AND s.type = '${type}' ORDER BY s.code`);

const ofMembers = (column: string): string =>
  list(`SELECT DISTINCT m.${column} AS item FROM territory.commune m WHERE m.epci_code = c.code ORDER BY 1`);

const SHARED = {
  nom: 'c.nom',
  code: 'c.code',
  type: 'c.type',
  codeDepartement: 'c.departement_code',
  codeEpci: 'c.epci_code',
  codeRegion: 'c.region_code',
  codesPostaux: "NULLIF(c.codes_postaux, '{}')",
  population: 'c.population',
  nomMajuscule: 'c.nom_majuscule',
  centre: CENTRE,
  mairie: MAIRIE,
  position: POSITION,
  zone: 'c.zone',
  epci: named('epci', 'c.epci_code'),
  departement: named('departement', 'c.departement_code'),
  region: named('region', 'c.region_code'),
};

const SUB_COMMUNE: Expressions<'subCommune'> = { ...SHARED, chefLieu: 'c.parent_code' };

const COMMUNE: Expressions<'commune'> = {
  ...SHARED,
  siren: 'c.siren',
  codeParent: `CASE c.type WHEN 'arrondissement-municipal' THEN c.parent_code END`,
  chefLieu: `CASE WHEN c.type <> 'arrondissement-municipal' THEN c.parent_code END`,
  rangChefLieu: 'c.rang_chef_lieu',
  anciensCodes: list(
    `SELECT f.former_code AS item FROM territory.commune_code f WHERE f.commune_code = c.id ORDER BY 1`,
  ),
  deleguees: parts('commune-deleguee'),
  associees: parts('commune-associee'),
};

const REGION: Expressions<'region'> = { nom: 'c.nom', code: 'c.code', chefLieu: 'c.chef_lieu', zone: 'c.zone' };

const EXPRESSIONS: Readonly<Record<AreaKind, Readonly<Record<string, string>>>> = {
  commune: COMMUNE,
  subCommune: SUB_COMMUNE,
  departement: { ...REGION, codeRegion: 'c.region_code', region: SHARED.region } satisfies Expressions<'departement'>,
  region: REGION,
  epci: {
    nom: 'c.nom',
    code: 'c.code',
    codesDepartements: ofMembers('departement_code'),
    codesRegions: ofMembers('region_code'),
    population: 'c.population',
    type: 'c.type',
    zone: '(SELECT m.zone FROM territory.commune m WHERE m.epci_code = c.code LIMIT 1)',
  } satisfies Expressions<'epci'>,
};

export interface ItemRequest {
  readonly kind: AreaKind;
  readonly shape: Shape;
  readonly criteria: AreaCriteria;
  /** Where a search by name ranked the items, its note and score. */
  readonly ranking?: { readonly note: string; readonly score: string };
}

/** One item as JSON text; members without value are left out. `fields` come from the kind's own list alone. */
export function itemOf({ kind, shape, criteria, ranking }: ItemRequest, parameters: SqlParameters): string {
  const members = shape.fields.map((field) => `'${field}', ${expressionOf(kind, field)}`);
  if (ranking) members.push(`'_score', ${ranking.score}`, `'_match', ${ranking.note}`);
  else members.push(...notesOf(shape, criteria, parameters));
  const object = `json_strip_nulls(json_build_object(${members.join(', ')}))`;
  if (!shape.geometry) return `${object}::text`;
  const geometry = shape.geometry === 'centre' ? CENTRE : MAIRIE;
  return `json_build_object('type', 'Feature', 'geometry', ${geometry}, 'properties', ${object})::text`;
}

function expressionOf(kind: AreaKind, field: string): string {
  const expression = CONTOUR_FIELDS.includes(field) ? undefined : EXPRESSIONS[kind][field];
  if (expression === undefined) throw new Error(`${kind} has no member ${field}`);
  return expression;
}

function notesOf(
  { note, scored }: Shape,
  { postalCode, formerCode }: AreaCriteria,
  parameters: SqlParameters,
): string[] {
  if (note === 'former-code') {
    return [`'_match', json_build_object('how', 'former_code', 'code', ${parameters.add(formerCode)}::text)`];
  }
  if (note !== 'postal-code' || !postalCode) return [];
  const how = parameters.add(postalCode.how);
  const match = `'_match', json_build_object('how', ${how}::text, 'codePostal', ${postalCodeFound(postalCode, parameters)})`;
  return scored ? [`'_score', round((1 + log(1 + COALESCE(c.population, 0)) / 20)::numeric, 4)`, match] : [match];
}
