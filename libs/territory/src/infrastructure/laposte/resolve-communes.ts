import type { StagingSession } from '@hexagone/ingestion';
import { editDistance } from '@hexagone/kernel';

const WARDS = `(SELECT code, parent_code FROM territory.sub_commune WHERE type = 'arrondissement-municipal')`;

/** What a commune is called officially or by hand, where that tells it from the others of its département. */
const NAMED = `(
  SELECT search_key, departement_code, min(code) AS code FROM (
    SELECT search_key, departement_code, code FROM territory.commune
    UNION SELECT search_key, departement_code, code FROM territory.commune_source) n
  GROUP BY search_key, departement_code HAVING count(*) = 1)`;

/**
 * Each staged row with its commune: by INSEE code, present, of an arrondissement municipal or former (1); as an
 * arrondissement that it names (2); by the official name in the département (3). A row of abroad has none.
 */
const ATTACH = `
  CREATE TEMP TABLE attached AS
  SELECT s.*, f.step, f.arrondissement_code, c.code AS commune_code, c.search_key AS commune_key,
    coalesce(c.departement_code, s.searched_departement) AS departement_code
  FROM pg_temp.stage s
    LEFT JOIN territory.commune own ON own.code = s.insee
    LEFT JOIN ${WARDS} ward ON ward.code = s.insee
    LEFT JOIN territory.commune_code former ON former.former_code = s.insee
    LEFT JOIN ${WARDS} named_ward ON named_ward.code = s.named_arrondissement
    LEFT JOIN ${NAMED} named ON named.search_key = s.name_key AND named.departement_code = s.searched_departement
    CROSS JOIN LATERAL (SELECT
      CASE WHEN s.foreign_row THEN NULL WHEN coalesce(own.code, ward.code, former.former_code) IS NOT NULL THEN 1
        WHEN named_ward.code IS NOT NULL THEN 2 WHEN named.code IS NOT NULL THEN 3 END::smallint AS step,
      CASE WHEN own.code IS NOT NULL THEN NULL WHEN ward.code IS NOT NULL THEN ward.code
        WHEN former.former_code IS NULL THEN named_ward.code END AS arrondissement_code) f
    LEFT JOIN territory.commune c ON c.code = CASE WHEN f.step IS NOT NULL
      THEN coalesce(own.code, ward.parent_code, former.commune_code, named_ward.parent_code, named.code) END`;

/** A row without commune yet; its name, postal code and département say all that can be known of it. */
const LEFT = 'commune_code IS NULL AND NOT foreign_row';
const CLUES = 'a.name_key, a.postal_code, a.searched_departement';

const attachTo = (step: number, found: string): string => `
  UPDATE attached a SET commune_code = c.code, commune_key = c.search_key, departement_code = c.departement_code, step = ${step}
  FROM (${found}) f JOIN territory.commune c ON c.code = f.code
  WHERE a.${LEFT} AND (${CLUES}) = (f.name_key, f.postal_code, f.searched_departement)`;

/** By the name of a part of a commune (4); of several the one that has the postal code, then the first. */
const BY_PART = attachTo(
  4,
  `SELECT DISTINCT ON (${CLUES}) ${CLUES}, s.parent_code AS code
   FROM attached a JOIN territory.sub_commune s ON s.search_key = a.name_key AND s.departement_code = a.searched_departement
     JOIN territory.commune p ON p.code = s.parent_code
   WHERE a.${LEFT} AND s.type <> 'arrondissement-municipal'
   ORDER BY ${CLUES}, a.postal_code = ANY (p.codes_postaux) DESC, s.code`,
);

/** By a name of the past, in the département of that time (5). */
const BY_HISTORY = attachTo(
  5,
  `SELECT DISTINCT ON (${CLUES}) ${CLUES}, p.current_code AS code
   FROM attached a JOIN territory.commune_period p ON p.search_key = a.name_key
     AND left(p.code, CASE WHEN p.code ~ '^9[78]' THEN 3 ELSE 2 END) = a.searched_departement
     JOIN territory.commune c ON c.code = p.current_code
   WHERE a.${LEFT}
   ORDER BY ${CLUES}, a.postal_code = ANY (c.codes_postaux) DESC, p.ends_on DESC NULLS FIRST, p.current_code`,
);

const BY_RESEMBLANCE = (step: number): string =>
  attachTo(
    step,
    'SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS u (name_key, postal_code, searched_departement, code)',
  );

/** A file with more riddles than these is refused by its rate of rejects, whatever they mean. */
const MOST_RIDDLES = 10_000;

const RIDDLES = `
  SELECT ${CLUES}, c.code, n.key, n.name
  FROM (SELECT name_key, postal_code, searched_departement FROM attached WHERE ${LEFT}
      GROUP BY 1, 2, 3 ORDER BY min(line) LIMIT ${MOST_RIDDLES}) a
    LEFT JOIN territory.commune_postal_code k ON k.postal_code = a.postal_code AND k.source <> 'communes-csv'
    LEFT JOIN territory.commune c ON c.code = k.commune_code
    LEFT JOIN territory.commune_name n ON n.commune_code = c.code AND n.kind IN ('official', 'delegated', 'associated', 'former')`;

interface Candidate {
  readonly name_key: string;
  readonly postal_code: string;
  readonly searched_departement: string;
  readonly code: string | null;
  readonly key: string | null;
  readonly name: string | null;
}

const MOST_CANDIDATES = 5;

/** Rows whose commune could not be told, with those that came near. */
export interface Unresolved {
  readonly name_key: string;
  readonly postal_code: string;
  readonly candidates: readonly string[];
}

/** Makes the temporary table `attached`: each staged row with its commune, however it was found. */
export async function resolveCommunes(stage: StagingSession): Promise<readonly Unresolved[]> {
  for (const sql of [ATTACH, BY_PART, BY_HISTORY]) await stage.query(sql);
  const { rows } = await stage.query<Candidate>(RIDDLES);
  const groups = new Map<string, Candidate[]>();
  for (const row of rows) {
    const key = [row.name_key, row.postal_code, row.searched_departement].join('\n');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const found = [...groups.values()].map((group) => ({ group, meant: resembling(group) }));
  for (const step of [6, 7]) await attachAll(stage, step, found);
  return found.filter(({ meant }) => !meant).map(({ group }) => unresolvedOf(group));
}

interface Meant {
  readonly code: string;
  readonly step: number;
}

/** Among the communes of the postal code: the only one with a name so near (6), else the only one (7). */
function resembling(group: readonly Candidate[]): Meant | undefined {
  const near = group.filter(
    ({ name_key, key }) =>
      key !== null && (editDistance(name_key, key, 2) <= 2 || key.includes(name_key) || name_key.includes(key)),
  );
  const byName = only(near);
  if (byName) return { code: byName, step: 6 };
  const byPostalCode = only(group);
  return byPostalCode ? { code: byPostalCode, step: 7 } : undefined;
}

function only(candidates: readonly Candidate[]): string | undefined {
  const codes = new Set(candidates.map(({ code }) => code).filter((code) => code !== null));
  const [code] = codes;
  return codes.size === 1 ? code : undefined;
}

async function attachAll(
  stage: StagingSession,
  step: number,
  all: readonly { readonly group: readonly Candidate[]; readonly meant: Meant | undefined }[],
): Promise<void> {
  const found = all.filter(({ meant }) => meant?.step === step);
  if (found.length === 0) return;
  const clues = found.map(({ group: [first] }) => first);
  await stage.query(BY_RESEMBLANCE(step), [
    clues.map((clue) => clue?.name_key),
    clues.map((clue) => clue?.postal_code),
    clues.map((clue) => clue?.searched_departement),
    found.map(({ meant }) => meant?.code),
  ]);
}

/** The nearest names first; a commune once. */
function unresolvedOf(group: readonly Candidate[]): Unresolved {
  const near = group.flatMap(({ name_key, key, code, name }) =>
    code === null || key === null ? [] : [{ code, name, distance: editDistance(name_key, key) }],
  );
  near.sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1));
  const names = new Map<string, string>();
  for (const { code, name } of near) if (!names.has(code)) names.set(code, `${code} ${name ?? ''}`);
  const [first] = group;
  return {
    name_key: first?.name_key ?? '',
    postal_code: first?.postal_code ?? '',
    candidates: [...names.values()].slice(0, MOST_CANDIDATES),
  };
}
