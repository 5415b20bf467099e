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

/** Each staged row with its commune; a row of abroad has none. */
const ATTACH = `
  CREATE TEMP TABLE attached AS
  SELECT s.*, r.commune_code, r.arrondissement_code, r.step, c.search_key AS commune_key,
    coalesce(c.departement_code, s.searched_departement) AS departement_code
  FROM pg_temp.stage s
    LEFT JOIN resolved r ON r.name_key = s.name_key AND r.postal_code = s.postal_code AND r.searched_departement = s.searched_departement
      AND r.insee IS NOT DISTINCT FROM s.insee AND NOT s.foreign_row
    LEFT JOIN territory.commune c ON c.code = r.commune_code`;

/** One entry per département, postal code and name: of its labels the one that is the name, else the smallest. */
const FOLD = `
  CREATE TEMP TABLE entry AS
  SELECT departement_code, postal_code, name_key, min(line) AS line, count(*)::int AS rows,
    (array_agg(nom ORDER BY line))[1] AS nom,
    (array_agg(label ORDER BY label_key <> name_key, label) FILTER (WHERE label IS NOT NULL))[1] AS label,
    (array_agg(label_key ORDER BY label_key <> name_key, label) FILTER (WHERE label IS NOT NULL))[1] AS label_key,
    coalesce(array_agg(DISTINCT locality ORDER BY locality) FILTER (WHERE locality IS NOT NULL), '{}') AS localities,
    (array_agg(lat ORDER BY label_key IS DISTINCT FROM name_key, line) FILTER (WHERE lat IS NOT NULL))[1] AS lat,
    (array_agg(lon ORDER BY label_key IS DISTINCT FROM name_key, line) FILTER (WHERE lat IS NOT NULL))[1] AS lon,
    (array_agg(commune_code ORDER BY line))[1] AS commune_code,
    (array_agg(arrondissement_code ORDER BY line))[1] AS arrondissement_code,
    (array_agg(step ORDER BY line))[1] AS step, (array_agg(source_departement ORDER BY line))[1] AS source_departement
  FROM attached WHERE commune_code IS NOT NULL GROUP BY 1, 2, 3`;

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
    await stage.query('DROP TABLE IF EXISTS resolved, attached, entry, csv_position');
    const unresolved = await resolveCommunes(stage);
    await stage.query(ATTACH);
    await stage.query('ANALYZE attached (commune_code, postal_code, name_key, departement_code)');
    await reportStage(stage, run, await withoutImplausible(stage));
    const rejected = [...(await foreign(stage)), ...(await strangers(stage, unresolved))];
    await stage.query(FOLD);
    await stage.query(positionsOf('attached'));
    await stage.query('ANALYZE entry (departement_code, postal_code, name_key)');
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
    const derived = await derive(stage, run, ['names', 'estimates', 'overrides', 'positions', 'postalCodes']);
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
