import {
  type Effect,
  type LateReject,
  Publication,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import { derive, lockTerritory } from '../persistence/derived/derivation';
import { mergePositions } from '../persistence/derived/positions';
import {
  changedAnything,
  foreseeMerge,
  LINEAGE,
  merge,
  type MergeCounts,
  type TableMerge,
} from '../persistence/table-merge';
import { POSITIONS, positionsOf, withoutImplausible } from './postal-positions';
import { reportStage } from './report-of-stage';
import { resolveCommunes, type Unresolved } from './resolve-communes';

/**
 * One entry per département, postal code and name: of its labels the one that is the name, else the smallest; the place
 * of the row that bears that label, else of the first that has one.
 */
const FOLD = `
  CREATE TEMP TABLE entry AS
  WITH folded AS (
    SELECT departement_code, postal_code, name_key, min(line) AS line, count(*)::int AS rows,
      min(label) FILTER (WHERE label_key = name_key) AS own_label,
      min(ARRAY[label, label_key]) FILTER (WHERE label_key <> name_key) AS other_label,
      coalesce(min(line) FILTER (WHERE lat IS NOT NULL AND label_key = name_key),
        min(line) FILTER (WHERE lat IS NOT NULL)) AS located_line
    FROM attached WHERE commune_code IS NOT NULL GROUP BY 1, 2, 3),
  places AS (
    SELECT departement_code, postal_code, name_key, array_agg(DISTINCT locality) AS localities
    FROM attached WHERE commune_code IS NOT NULL AND locality IS NOT NULL GROUP BY 1, 2, 3)
  SELECT f.departement_code, f.postal_code, f.name_key, f.line, f.rows, a.nom, coalesce(f.own_label, f.other_label[1]) AS label,
    CASE WHEN f.own_label IS NOT NULL THEN f.name_key ELSE f.other_label[2] END AS label_key,
    coalesce(p.localities, '{}') AS localities, l.lat, l.lon, a.commune_code, a.arrondissement_code, a.step, a.source_departement
  FROM folded f JOIN attached a ON a.line = f.line LEFT JOIN attached l ON l.line = f.located_line
    LEFT JOIN places p ON (p.departement_code, p.postal_code, p.name_key) = (f.departement_code, f.postal_code, f.name_key)`;

const ENTRIES: TableMerge = {
  table: 'territory.postal_entry',
  from: 'entry',
  key: ['departement_code', 'postal_code', 'name_key'],
  values: [
    'nom',
    'label',
    'label_key',
    'localities',
    'lat',
    'lon',
    'commune_code',
    'arrondissement_code',
    'step',
    'source_departement',
  ],
  stamps: LINEAGE,
};

/** The file of communes and postal codes becomes entries, and what else they tell of their communes. */
export class PostalPublication extends Publication {
  async settle(stage: StagingSession, run: StagedRun): Promise<Settlement> {
    await stage.query('DROP TABLE IF EXISTS attached, entry, csv_position');
    const unresolved = await resolveCommunes(stage);
    await stage.query('ANALYZE attached (commune_code, postal_code, name_key, departement_code)');
    const implausible = await withoutImplausible(stage);
    const rejected = [...(await foreign(stage)), ...(await strangers(stage, unresolved))];
    for (const sql of [FOLD, positionsOf('attached'), 'ANALYZE entry (departement_code, postal_code, name_key)'])
      await stage.query(sql);
    await reportStage(stage, run, implausible);
    const { rows } = await stage.query<{ duplicates: number }>(
      'SELECT coalesce(sum(rows - 1), 0)::int AS duplicates FROM entry',
    );
    return { duplicates: rows[0]?.duplicates ?? 0, rejected, skipped: {} };
  }

  async foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    return this.effect(stage, await foreseeMerge(stage, ENTRIES, run), false);
  }

  async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    await lockTerritory(stage);
    const counts = await merge(stage, ENTRIES, run);
    const positions = await mergePositions(stage, POSITIONS, run);
    const derived = await derive(stage, run, [
      'postalNames',
      'estimates',
      'overrides',
      'positions',
      'addedPostalCodes',
    ]);
    return this.effect(stage, counts, changedAnything(positions) || derived);
  }

  private async effect(
    stage: StagingSession,
    { inserted, updated, removed, stored }: MergeCounts,
    changedOtherwise: boolean,
  ): Promise<Effect> {
    const { rows } = await stage.query<{ n: number }>('SELECT count(*)::int AS n FROM entry');
    return { inserted, updated, removed, stored, changedOtherwise, unchanged: (rows[0]?.n ?? 0) - inserted - updated };
  }
}

async function foreign(stage: StagingSession): Promise<LateReject[]> {
  const { rows } = await stage.query<{ line: number; nom: string; postal_code: string }>(
    'SELECT line::int, nom, postal_code FROM attached WHERE foreign_row ORDER BY line',
  );
  return rows.map(({ line, nom, postal_code }) => ({
    line,
    faults: [{ field: 'code_postal', code: 'not_in_france', value: postal_code, params: { name: nom } }],
  }));
}

async function strangers(stage: StagingSession, unresolved: readonly Unresolved[]): Promise<LateReject[]> {
  if (unresolved.length === 0) return [];
  const near = new Map(
    unresolved.map(({ name_key, postal_code, candidates }) => [`${name_key} ${postal_code}`, candidates.join(', ')]),
  );
  const { rows } = await stage.query<{ line: number; nom: string; name_key: string; postal_code: string }>(
    'SELECT line::int, nom, name_key, postal_code FROM attached WHERE commune_code IS NULL AND NOT foreign_row ORDER BY line',
  );
  return rows.map(({ line, nom, name_key, postal_code }) => {
    const candidates = near.get(`${name_key} ${postal_code}`) ?? '';
    const params = { name: nom, postal_code, candidates };
    return {
      line,
      faults: [
        {
          field: 'nom_commune',
          code: 'unresolved_commune',
          value: nom,
          params,
          ...(candidates && { hint: candidates }),
        },
      ],
    };
  });
}
