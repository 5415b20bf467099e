import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';

const distinct = (columns: string): string =>
  `(SELECT count(*)::int FROM (SELECT DISTINCT ${columns} FROM attached) d)`;

const DISTINCT = `
  SELECT (SELECT count(*)::int FROM attached) AS data_rows, ${distinct('postal_code, nom')} AS postal_code_name,
    ${distinct('departement_code, postal_code, nom')} AS departement_postal_code_name,
    ${distinct('departement_code, nom')} AS departement_name, ${distinct('nom')} AS name,
    ${distinct('postal_code')} AS postal_codes,
    (SELECT count(*)::int FROM (SELECT DISTINCT commune_code FROM attached WHERE commune_code IS NOT NULL) d) AS communes`;

const TOP_GROUPS = `SELECT nom, postal_code, rows FROM entry WHERE rows > 1 ORDER BY rows DESC, nom, postal_code LIMIT 5`;
const GROUPS = `SELECT count(*)::int AS groups, coalesce(sum(rows - 1), 0)::int AS repeated FROM entry WHERE rows > 1`;

/** Faux is a name, and false in French: a spreadsheet writes it in capitals where other names are not. */
const FIGURES = `
  SELECT json_build_object('postal_code', count(*) FILTER (WHERE postal_code_repaired),
      'departement', count(*) FILTER (WHERE departement_repaired), 'departement_recomputed', count(*) FILTER (WHERE departement_recomputed),
      'abbreviated_label', count(*) FILTER (WHERE label ~ '\\mSTE?\\M')) AS repairs,
    json_build_object('without_coordinates', count(*) FILTER (WHERE lat IS NULL),
      'spreadsheet_boolean', CASE WHEN bool_and(in_capitals) THEN 0 ELSE count(*) FILTER (WHERE in_capitals AND nom = 'FAUX') END,
      'repeated_rows', count(*) - ${distinct('insee, nom, postal_code, label, locality, lat, lon, source_departement')}) AS oddities,
    (SELECT coalesce(json_object_agg(step, n), '{}') FROM (
      SELECT step, count(*) AS n FROM attached WHERE step IS NOT NULL GROUP BY step) s) AS steps
  FROM attached`;

const CHANGED_DEPARTEMENT = `
  SELECT line::int, nom, source_departement, departement_code AS departement FROM attached
  WHERE source_departement <> departement_code AND commune_code IS NOT NULL ORDER BY line`;

const NEW_PAIRS = `
  SELECT DISTINCT commune_code, postal_code FROM attached a WHERE commune_code IS NOT NULL AND NOT EXISTS (
    SELECT FROM territory.commune_postal_code k WHERE k.commune_code = a.commune_code AND k.postal_code = a.postal_code AND k.source <> 'communes-csv')
  ORDER BY 1, 2`;

const EXAMPLES = 50;
const FOUND = `
  WITH found AS ($sql)
  SELECT (SELECT count(*)::int FROM found) AS count,
    (SELECT coalesce(json_agg(f), '[]') FROM (SELECT * FROM found LIMIT ${EXAMPLES}) f) AS examples`;

type Counts = Readonly<Record<string, number>>;

interface Figures {
  readonly repairs: Counts;
  readonly oddities: Counts;
  readonly steps: Counts;
}

/** What the file holds before it is folded, so that nobody wonders where its lines went. Written to the run's details. */
export async function reportStage(
  stage: StagingSession,
  { details }: StagedRun,
  implausible: readonly object[],
): Promise<void> {
  const all = async <T extends object>(sql: string): Promise<readonly T[]> => (await stage.query<T>(sql)).rows;
  const found = async (sql: string): Promise<unknown> => (await all(FOUND.replace('$sql', sql)))[0];
  const [distinct = {}] = await all<Counts>(DISTINCT);
  const [groups = {}] = await all<Counts>(GROUPS);
  const [{ repairs, oddities, steps } = { repairs: {}, oddities: {}, steps: {} }] = await all<Figures>(FIGURES);
  details['distinct'] = distinct;
  details['top_groups'] = await all(TOP_GROUPS);
  details['repairs'] = repairs;
  details['resolution_steps'] = steps;
  details['findings'] = {
    postal_code_not_in_reference: await found(NEW_PAIRS),
    changed_departement: await found(CHANGED_DEPARTEMENT),
    implausible_coordinates: { count: implausible.length, examples: implausible.slice(0, EXAMPLES) },
    ...{ ...oddities, without_coordinates: (oddities['without_coordinates'] ?? 0) - implausible.length },
  };
  details['explanation'] = explanation(distinct, groups);
}

function explanation(distinct: Counts, { groups = 0, repeated = 0 }: Counts): Bilingual {
  const { data_rows = 0, departement_postal_code_name = 0 } = distinct;
  return {
    en:
      `${data_rows} rows are ${departement_postal_code_name} different communes by département, postal code and name: ` +
      `${repeated} rows in ${groups} groups repeat one for each of its localities. Nothing is lost.`,
    fr:
      `${data_rows} lignes font ${departement_postal_code_name} communes distinctes par département, code postal et nom : ` +
      `${repeated} lignes en ${groups} groupes en répètent une pour chacun de ses lieux-dits. Rien n’est perdu.`,
  };
}
