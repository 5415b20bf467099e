import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { ReferencePublication } from '../persistence/reference-publication';
import { LINEAGE, type TableMerge } from '../persistence/table-merge';

const rows = (table: string, values: readonly string[], absent?: string): TableMerge => ({
  table,
  from: 'stage',
  key: ['code'],
  values,
  stamps: LINEAGE,
  ...(absent !== undefined && { absent }),
});

const REGION = ['nom', 'search_key', 'chef_lieu', 'zone'];
const DEPARTEMENT = ['nom', 'search_key', 'chef_lieu', 'region_code', 'zone'];
const ARRONDISSEMENT = ['nom', 'chef_lieu', 'departement_code', 'region_code'];
const EPCI = ['nom', 'search_key', 'type', 'mode_financement', 'population', 'population_totale', 'members'];

/** A région or a département that others still name stays, whatever the file says. */
export const publishRegions = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code'],
    values: REGION,
    merges: [
      rows('territory.region', REGION, 'NOT EXISTS (SELECT FROM territory.departement d WHERE d.region_code = t.code)'),
    ],
  });

export const publishDepartements = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code'],
    values: DEPARTEMENT,
    merges: [
      rows(
        'territory.departement',
        DEPARTEMENT,
        'NOT EXISTS (SELECT FROM territory.commune c WHERE c.departement_code = t.code)',
      ),
    ],
    references: [{ column: 'region_code', table: 'territory.region' }],
  });

export const publishArrondissements = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code'],
    values: ARRONDISSEMENT,
    merges: [rows('territory.arrondissement', ARRONDISSEMENT)],
  });

export const publishEpci = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code'],
    values: EPCI,
    merges: [rows('territory.epci', EPCI)],
    derives: ['members', 'communes', 'estimates', 'overrides', 'positions', 'postalCodes', 'addedPostalCodes'],
  });

export const publishEpt = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code'],
    values: EPCI,
    merges: [rows('territory.ept', ['nom', 'members', 'population_totale'])],
  });

const NAMED = ['nom', 'nom_majuscule', 'search_key', 'departement_code', 'region_code', 'arrondissement_code', 'zone'];
const COMMUNE = [...NAMED, 'population', 'siren', 'rang_chef_lieu', 'codes_postaux', 'anciens_codes'];
const SUB_COMMUNE = [...NAMED, 'parent_code', 'population', 'codes_postaux'];

/** A commune that a new vintage withdraws should be somebody's former code. */
const LOST = `
  SELECT t.code FROM territory.commune_source t
  WHERE NOT EXISTS (SELECT FROM stage s WHERE s.code = t.code AND s.type = 'commune-actuelle')
    AND NOT EXISTS (SELECT FROM (SELECT unnest(anciens_codes) AS code FROM stage) f WHERE f.code = t.code) ORDER BY t.code`;

async function tellLostCodes(session: StagingSession, run: StagedRun): Promise<void> {
  if (run.replay) return;
  const codes = (await session.query<{ code: string }>(LOST)).rows.map(({ code }) => code);
  if (codes.length > 0) run.details['findings'] = { code_lost: { count: codes.length, examples: codes.slice(0, 20) } };
}

const COMMUNES: TableMerge = {
  table: 'territory.commune_source',
  from: `(SELECT * FROM stage WHERE type = 'commune-actuelle')`,
  key: ['code'],
  values: COMMUNE,
  stamps: LINEAGE,
  steps: { changed_at: 'now()' },
};

const SUB_COMMUNES: TableMerge = {
  table: 'territory.sub_commune',
  from: `(SELECT * FROM stage WHERE type <> 'commune-actuelle')`,
  key: ['code', 'type'],
  values: SUB_COMMUNE,
  stamps: LINEAGE,
};

export const publishCommunes = (): ReferencePublication =>
  new ReferencePublication({
    key: ['code', 'type'],
    values: [...COMMUNE, 'parent_code'],
    references: [{ column: 'departement_code', table: 'territory.departement' }],
    tell: tellLostCodes,
    merges: [COMMUNES, SUB_COMMUNES],
    derives: [
      ...(['communes', 'presentOfPeriods', 'formerCodes', 'names', 'postalNames'] as const),
      ...(['estimates', 'overrides', 'positions', 'postalCodes', 'addedPostalCodes'] as const),
    ],
  });

const PERIOD = [
  ...['type', 'code', 'nom', 'search_key', 'starts_on', 'ends_on', 'starts_because', 'ends_because'],
  ...['successor', 'predecessor', 'pole', 'members'],
];

export const publishHistory = (): ReferencePublication =>
  new ReferencePublication({
    key: ['id'],
    values: PERIOD,
    merges: [
      {
        table: 'territory.commune_period',
        from: 'stage',
        key: ['id'],
        values: PERIOD,
        stamps: LINEAGE,
      },
    ],
    derives: ['presentOfPeriods', 'formerCodes', 'names', 'postalNames'],
  });
