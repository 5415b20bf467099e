import type { AreaCriteria } from '../../application/area-reads';
import type { AreaKind } from '../../domain/areas';

/* Relations of one shape per kind. PostgreSQL looks through these subqueries: the tables' own indexes serve. */

const CURRENT = `(SELECT code AS id, code, 'commune-actuelle' AS type, nom, nom_majuscule, search_key, departement_code,
  region_code, epci_code, zone, population, siren, rang_chef_lieu, codes_postaux, NULL::text AS parent_code
  FROM territory.commune)`;

const SUB_COMMUNES = `(SELECT s.code || ' ' || s.type AS id, s.code, s.type, s.nom, s.nom_majuscule, s.search_key,
  s.departement_code, s.region_code, p.epci_code, s.zone, s.population, NULL::text AS siren,
  NULL::smallint AS rang_chef_lieu, s.codes_postaux, s.parent_code
  FROM territory.sub_commune s LEFT JOIN territory.commune p ON p.code = s.parent_code)`;

const DEPARTEMENTS = `(SELECT code AS id, code, nom, search_key, region_code, chef_lieu, zone, NULL::integer AS population
  FROM territory.departement)`;

const REGIONS = `(SELECT code AS id, code, nom, search_key, chef_lieu, zone, NULL::integer AS population
  FROM territory.region)`;

const EPCIS = `(SELECT code AS id, code, nom, search_key, type, population FROM territory.epci)`;

const EVERY_COMMUNE = `(SELECT * FROM ${CURRENT} a UNION ALL SELECT * FROM ${SUB_COMMUNES} b)`;

const isCurrent = (type: string): boolean => type === 'commune-actuelle';

/** Which communes are meant: current ones, parts of them, or both. */
export function relationOf(kind: AreaKind, { types = ['commune-actuelle'] }: Pick<AreaCriteria, 'types'>): string {
  if (kind === 'departement') return DEPARTEMENTS;
  if (kind === 'region') return REGIONS;
  if (kind === 'epci') return EPCIS;
  if (kind === 'subCommune' || !types.some(isCurrent)) return SUB_COMMUNES;
  return types.every(isCurrent) ? CURRENT : EVERY_COMMUNE;
}

const ownNames = (relation: string): string =>
  `SELECT id AS commune_code, search_key AS key, 'official' AS kind, nom AS name FROM ${relation} own`;

const MANY_NAMES = 'SELECT commune_code, key, kind, name FROM territory.commune_name';

/** The names of the areas of a relation: current communes have many, the others their own. */
export function namesOf(relation: string): string {
  if (relation === CURRENT) return `territory.commune_name n JOIN ${relation} c ON c.id = n.commune_code`;
  const names = relation === EVERY_COMMUNE ? `${MANY_NAMES} UNION ALL ${ownNames(SUB_COMMUNES)}` : ownNames(relation);
  return `(${names}) n JOIN ${relation} c ON c.id = n.commune_code`;
}
