import type { StagingSession } from '@hexagone/ingestion';
import { editDistance } from '@hexagone/kernel';

/**
 * Attaches every distinct (INSEE code, name, postal code, département) of the stage to a commune of the reference, in the
 * temporary table `resolved`: by INSEE code, present or former (1); as an arrondissement municipal (2); by the official
 * name in the département (3), that of a part of a commune (4), one of the past (5); then by what the postal code leaves.
 */
const RESOLVE = [
  `CREATE TEMP TABLE resolved AS
   SELECT insee, name_key, postal_code, searched_departement, named_arrondissement, NULL::text AS commune_code,
     NULL::text AS arrondissement_code, NULL::smallint AS step
   FROM pg_temp.stage WHERE NOT foreign_row GROUP BY 1, 2, 3, 4, 5`,
  `UPDATE resolved r SET commune_code = c.code, step = 1 FROM territory.commune c WHERE c.code = r.insee`,
  `UPDATE resolved r SET commune_code = s.parent_code, arrondissement_code = s.code, step = 1 FROM territory.sub_commune s
   WHERE r.step IS NULL AND s.code = r.insee AND s.type = 'arrondissement-municipal'`,
  `UPDATE resolved r SET commune_code = f.commune_code, step = 1 FROM territory.commune_code f
   WHERE r.step IS NULL AND f.former_code = r.insee`,
  `UPDATE resolved r SET commune_code = s.parent_code, arrondissement_code = s.code, step = 2 FROM territory.sub_commune s
   WHERE r.step IS NULL AND s.code = r.named_arrondissement AND s.type = 'arrondissement-municipal'`,
  `UPDATE resolved r SET commune_code = c.code, step = 3 FROM territory.commune c
   WHERE r.step IS NULL AND c.search_key = r.name_key AND c.departement_code = r.searched_departement`,
  // Of several, the one that has the postal code, then the first.
  `UPDATE resolved r SET commune_code = f.parent_code, step = 4 FROM (
     SELECT DISTINCT ON (o.name_key, o.postal_code, o.searched_departement) o.name_key, o.postal_code, o.searched_departement, s.parent_code
     FROM resolved o JOIN territory.sub_commune s ON s.search_key = o.name_key AND s.departement_code = o.searched_departement
     WHERE o.step IS NULL AND s.type <> 'arrondissement-municipal'
     ORDER BY 1, 2, 3, o.postal_code = ANY (s.codes_postaux) DESC, s.code) f
   WHERE r.step IS NULL AND f.name_key = r.name_key AND f.postal_code = r.postal_code AND f.searched_departement = r.searched_departement`,
  `UPDATE resolved r SET commune_code = f.current_code, step = 5 FROM (
     SELECT DISTINCT ON (o.name_key, o.postal_code, o.searched_departement) o.name_key, o.postal_code, o.searched_departement, p.current_code
     FROM resolved o JOIN territory.commune_period p ON p.search_key = o.name_key
       AND left(p.code, CASE WHEN p.code ~ '^9[78]' THEN 3 ELSE 2 END) = o.searched_departement
     WHERE o.step IS NULL AND p.current_code IS NOT NULL
     ORDER BY 1, 2, 3, EXISTS (SELECT FROM territory.commune_postal_code k WHERE k.commune_code = p.current_code AND k.postal_code = o.postal_code) DESC,
       p.ends_on DESC NULLS FIRST, p.current_code) f
   WHERE r.step IS NULL AND f.name_key = r.name_key AND f.postal_code = r.postal_code AND f.searched_departement = r.searched_departement`,
] as const;

const LEFT_OVER = `
  SELECT r.name_key, r.postal_code, r.searched_departement, c.code, n.key, n.name
  FROM resolved r LEFT JOIN territory.commune_postal_code k ON k.postal_code = r.postal_code AND k.source <> 'communes-csv'
    LEFT JOIN territory.commune c ON c.code = k.commune_code
    LEFT JOIN territory.commune_name n ON n.commune_code = c.code AND n.kind IN ('official', 'delegated', 'associated', 'former')
  WHERE r.step IS NULL`;

interface Candidate {
  readonly name_key: string;
  readonly postal_code: string;
  readonly searched_departement: string;
  readonly code: string | null;
  readonly key: string | null;
  readonly name: string | null;
}

/** Rows whose commune could not be told, with those that came near. */
export interface Unresolved {
  readonly name_key: string;
  readonly postal_code: string;
  readonly candidates: readonly string[];
}

export async function resolveCommunes(stage: StagingSession): Promise<readonly Unresolved[]> {
  for (const sql of RESOLVE) await stage.query(sql);
  const { rows } = await stage.query<Candidate>(LEFT_OVER);
  const groups = new Map<string, Candidate[]>();
  for (const row of rows) {
    const key = [row.name_key, row.postal_code, row.searched_departement].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const unresolved: Unresolved[] = [];
  for (const group of groups.values()) {
    const found = resembling(group);
    if (found) await attach(stage, group, found);
    else unresolved.push(unresolvedOf(group));
  }
  return unresolved;
}

interface Found {
  readonly code: string;
  readonly step: number;
}

/** Among the communes of the postal code: the only one with a name so near, else the only one. */
function resembling(group: readonly Candidate[]): Found | undefined {
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

async function attach(stage: StagingSession, [one]: readonly Candidate[], { code, step }: Found): Promise<void> {
  await stage.query(
    `UPDATE resolved SET commune_code = $1, step = $2 WHERE step IS NULL AND name_key = $3 AND postal_code = $4 AND searched_departement = $5`,
    [code, step, one?.name_key, one?.postal_code, one?.searched_departement],
  );
}

const unresolvedOf = (group: readonly Candidate[]): Unresolved => ({
  name_key: group[0]?.name_key ?? '',
  postal_code: group[0]?.postal_code ?? '',
  candidates: [...new Set(group.flatMap(({ code, name }) => (code === null ? [] : [`${code} ${name ?? ''}`])))].slice(
    0,
    5,
  ),
});
