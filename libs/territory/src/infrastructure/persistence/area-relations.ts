import type { AreaCriteria } from '../../application/area-reads';
import type { AreaKind } from '../../domain/areas';

/** Rows of one kind, always under the alias `c`, and what stands for the columns that not every table has. */
export interface Relation {
  readonly from: string;
  /** The code, followed by the type where codes are not unique. */
  readonly id: string;
  readonly type: string;
  readonly parentCode: string;
  /** Their names, under the alias `n`. */
  readonly names: string;
}

const PLAIN = { id: 'c.code', type: 'c.type', parentCode: 'NULL::text' };

const ownNames = (from: string, id: string): string =>
  `SELECT ${id} AS id, c.search_key AS key, 'official' AS kind, c.nom AS name FROM ${from} c`;

const MANY_NAMES = 'SELECT commune_code AS id, key, kind, name FROM territory.commune_name';

/** The table itself: what is asked most must cost the planner least. */
const CURRENT: Relation = {
  ...PLAIN,
  from: 'territory.commune',
  type: `'commune-actuelle'`,
  names: `(${MANY_NAMES})`,
};

const COLUMNS = `nom, nom_majuscule, search_key, departement_code, region_code`;

const SUB_COMMUNE_ROWS = `SELECT s.code || ' ' || s.type AS id, s.code, s.type, s.parent_code,
  s.${COLUMNS.replaceAll(', ', ', s.')}, p.epci_code, s.zone, s.population, NULL::text AS siren,
  NULL::smallint AS rang_chef_lieu, s.codes_postaux
  FROM territory.sub_commune s LEFT JOIN territory.commune p ON p.code = s.parent_code`;

const CURRENT_ROWS = `SELECT code AS id, code, 'commune-actuelle' AS type, NULL::text AS parent_code,
  ${COLUMNS}, epci_code, zone, population, siren, rang_chef_lieu, codes_postaux FROM territory.commune`;

const PARTS = { id: 'c.id', type: 'c.type', parentCode: 'c.parent_code' };

const SUB_COMMUNES: Relation = {
  ...PARTS,
  from: `(${SUB_COMMUNE_ROWS})`,
  names: `(${ownNames(`(${SUB_COMMUNE_ROWS})`, 'c.id')})`,
};

const EVERY_COMMUNE: Relation = {
  ...PARTS,
  from: `(${CURRENT_ROWS} UNION ALL ${SUB_COMMUNE_ROWS})`,
  names: `(${MANY_NAMES} UNION ALL ${ownNames(`(${SUB_COMMUNE_ROWS})`, 'c.id')})`,
};

const plain = (from: string, type = 'NULL::text'): Relation => ({
  ...PLAIN,
  type,
  from,
  names: `(${ownNames(from, 'c.code')})`,
});

const unpopulated = (table: string): string => `(SELECT *, NULL::integer AS population FROM territory.${table})`;

const OTHERS = {
  departement: plain(unpopulated('departement')),
  region: plain(unpopulated('region')),
  epci: plain('territory.epci', 'c.type'),
};

const isCurrent = (type: string): boolean => type === 'commune-actuelle';

export const ofCurrentCommunes = ({ types }: Pick<AreaCriteria, 'types'>): boolean => types?.every(isCurrent) ?? true;

/** Which communes are meant: current ones, parts of them, or both. */
export function relationOf(kind: AreaKind, criteria: Pick<AreaCriteria, 'types'>): Relation {
  if (kind !== 'commune' && kind !== 'subCommune') return OTHERS[kind];
  if (kind === 'commune' && ofCurrentCommunes(criteria)) return CURRENT;
  return kind === 'commune' && criteria.types?.some(isCurrent) ? EVERY_COMMUNE : SUB_COMMUNES;
}
