import type { AREA_FIELDS, AreaKind } from '../../domain/areas';
import type { Relation } from './area-relations';

type FieldOf<K extends AreaKind> = (typeof AREA_FIELDS)[K][number];
type Expressions<K extends AreaKind> = Readonly<Record<Exclude<FieldOf<K>, 'surface' | 'contour' | 'bbox'>, string>>;

const named = (table: string, code: string): string =>
  `(SELECT json_build_object('code', x.code, 'nom', x.nom) FROM territory.${table} x WHERE x.code = ${code})`;

const point = (id: string, order: string): string =>
  `(SELECT json_build_object('type', 'Point', 'coordinates', json_build_array(p.lon, p.lat)) FROM territory.commune_position p
    WHERE p.commune_code = ${id} AND ${order} LIMIT 1)`;

/** Where a commune is, as a GeoJSON Point. */
export const centre = (id: string): string => point(id, 'p.published');
export const mairie = (id: string): string =>
  point(id, `(p.published OR p.source = 'geonames') ORDER BY p.source = 'geonames' DESC`);

const position = (id: string): string => `(SELECT json_build_object('lat', p.lat, 'lon', p.lon, 'source', p.source,
  'precision_km', p.precision_km, 'estimated', p.source = 'estimate')
  FROM territory.commune_position p WHERE p.commune_code = ${id} AND p.published)`;

const list = (select: string): string => `(SELECT json_agg(x.item) FROM (${select}) x)`;

const parts = (id: string, type: string): string =>
  list(`SELECT json_build_object('code', s.code, 'nom', s.nom) AS item FROM territory.sub_commune s
    WHERE s.parent_code = ${id} AND s.type = '${type}' ORDER BY s.code`);

const ofMembers = (column: string): string =>
  list(`SELECT DISTINCT m.${column} AS item FROM territory.commune m WHERE m.epci_code = c.code ORDER BY 1`);

const commune = ({ id, type, parentCode }: Relation): Expressions<'commune'> => ({
  nom: 'c.nom',
  code: 'c.code',
  type,
  codeDepartement: 'c.departement_code',
  siren: 'c.siren',
  codeEpci: 'c.epci_code',
  codeRegion: 'c.region_code',
  codesPostaux: "NULLIF(c.codes_postaux, '{}')",
  population: 'c.population',
  nomMajuscule: 'c.nom_majuscule',
  codeParent: `CASE ${type} WHEN 'arrondissement-municipal' THEN ${parentCode} END`,
  chefLieu: `CASE WHEN ${type} <> 'arrondissement-municipal' THEN ${parentCode} END`,
  rangChefLieu: 'c.rang_chef_lieu',
  centre: centre(id),
  mairie: mairie(id),
  position: position(id),
  zone: 'c.zone',
  epci: named('epci', 'c.epci_code'),
  departement: named('departement', 'c.departement_code'),
  region: named('region', 'c.region_code'),
  anciensCodes: list(
    `SELECT f.former_code AS item FROM territory.commune_code f WHERE f.commune_code = ${id} ORDER BY 1`,
  ),
  deleguees: parts(id, 'commune-deleguee'),
  associees: parts(id, 'commune-associee'),
});

const region = (): Expressions<'region'> => ({ nom: 'c.nom', code: 'c.code', chefLieu: 'c.chef_lieu', zone: 'c.zone' });

const departement = (): Expressions<'departement'> => ({
  ...region(),
  codeRegion: 'c.region_code',
  region: named('region', 'c.region_code'),
});

const epci = (): Expressions<'epci'> => ({
  nom: 'c.nom',
  code: 'c.code',
  codesDepartements: ofMembers('departement_code'),
  codesRegions: ofMembers('region_code'),
  population: 'c.population',
  type: 'c.type',
  zone: '(SELECT m.zone FROM territory.commune m WHERE m.epci_code = c.code LIMIT 1)',
});

const EXPRESSIONS = { commune, subCommune: commune, departement, region, epci } satisfies {
  [K in AreaKind]: (relation: Relation) => Expressions<K>;
};

const known = new Map<Relation, Readonly<Record<string, string>>>();

/** SQL of each member, for rows of that relation under the alias `c`. */
export function expressionsOf(kind: AreaKind, relation: Relation): Readonly<Record<string, string>> {
  let expressions = known.get(relation);
  if (!expressions) known.set(relation, (expressions = EXPRESSIONS[kind](relation)));
  return expressions;
}
