import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';

const DISTINCT = `
  SELECT count(*)::int AS data_rows,
    (SELECT count(*)::int FROM (SELECT DISTINCT postal_code, nom FROM attached) d) AS postal_code_name,
    (SELECT count(*)::int FROM (SELECT DISTINCT departement_code, postal_code, nom FROM attached) d) AS departement_postal_code_name,
    (SELECT count(*)::int FROM (SELECT DISTINCT departement_code, nom FROM attached) d) AS departement_name,
    (SELECT count(DISTINCT nom)::int FROM attached) AS name,
    (SELECT count(DISTINCT postal_code)::int FROM attached) AS postal_codes,
    (SELECT count(DISTINCT commune_code)::int FROM attached) AS communes
  FROM attached`;

const TOP_GROUPS = `
  SELECT nom, postal_code, count(*)::int AS rows FROM attached
  GROUP BY departement_code, nom, postal_code HAVING count(*) > 1 ORDER BY 3 DESC, 1, 2 LIMIT 5`;

const GROUPS = `
  SELECT count(*)::int AS groups, coalesce(sum(n - 1), 0)::int AS repeated FROM (
    SELECT count(*) AS n FROM attached WHERE NOT foreign_row GROUP BY departement_code, postal_code, name_key HAVING count(*) > 1) g`;

const REPAIRS = `
  SELECT count(*) FILTER (WHERE postal_code_repaired)::int AS postal_code, count(*) FILTER (WHERE departement_repaired)::int AS departement,
    count(*) FILTER (WHERE departement_recomputed)::int AS departement_recomputed,
    count(*) FILTER (WHERE label ~ '\\mSTE?\\M')::int AS abbreviated_label FROM attached`;

/** Faux is a name, and false in French: a spreadsheet writes it in capitals where other names are not. */
const ODDITIES = `
  SELECT count(*) FILTER (WHERE lat IS NULL)::int AS without_coordinates,
    (CASE WHEN bool_and(in_capitals) THEN 0 ELSE count(*) FILTER (WHERE in_capitals AND nom = 'FAUX') END)::int AS spreadsheet_boolean,
    count(*)::int - (SELECT count(*)::int FROM (
      SELECT DISTINCT insee, nom, postal_code, label, locality, lat, lon, source_departement FROM attached) d) AS repeated_rows
  FROM attached`;

const STEPS = `SELECT coalesce(json_object_agg(step, n), '{}') AS steps FROM (
  SELECT step, count(*)::int AS n FROM attached WHERE step IS NOT NULL GROUP BY step) s`;

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

/** What the file holds before it is folded, so that nobody wonders where its lines went. Written to the run's details. */
export async function reportStage(
  stage: StagingSession,
  { details }: StagedRun,
  implausible: readonly object[],
): Promise<void> {
  const all = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await stage.query<Record<string, unknown>>(sql)).rows;
  const found = async (sql: string): Promise<unknown> => (await all(FOUND.replace('$sql', sql)))[0];
  const [distinct = {}] = (await all(DISTINCT)) as Counts[];
  const [groups = {}] = (await all(GROUPS)) as Counts[];
  const [oddities = {}] = (await all(ODDITIES)) as Counts[];
  details['distinct'] = distinct;
  details['top_groups'] = await all(TOP_GROUPS);
  details['repairs'] = (await all(REPAIRS))[0];
  details['resolution_steps'] = (await all(STEPS))[0]?.['steps'];
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
