import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

/** A name under which a commune is known already, by a better kind, is not repeated. */
const NAMES = `(
  SELECT DISTINCT ON (n.commune_code, n.key) n.commune_code, n.key, n.kind, n.name FROM (
    SELECT code AS commune_code, search_key AS key, 'official' AS kind, nom AS name, 1 AS rank FROM territory.commune
    UNION ALL SELECT parent_code, search_key, CASE type WHEN 'commune-deleguee' THEN 'delegated' ELSE 'associated' END, nom, 2
      FROM territory.sub_commune WHERE type <> 'arrondissement-municipal'
    UNION ALL SELECT current_code, search_key, 'former', nom, 3 FROM territory.commune_period WHERE current_code IS NOT NULL
    UNION ALL SELECT commune_code, label_key, 'postal_label', label, 4 FROM territory.postal_entry WHERE label IS NOT NULL
    UNION ALL SELECT commune_code, name_key, 'postal_label', nom, 5 FROM territory.postal_entry
    UNION ALL SELECT commune_code, territory.search_key(locality), 'locality', locality, 6
      FROM (SELECT DISTINCT commune_code, unnest(localities) AS locality FROM territory.postal_entry) localities
  ) n JOIN territory.commune c ON c.code = n.commune_code
  WHERE n.key <> ''
  ORDER BY n.commune_code, n.key, n.rank, n.kind, n.name)`;

/** Every name by which a commune may be looked for, official ones first. */
export async function deriveNames(session: StagingSession, run: StagedRun): Promise<boolean> {
  const counts = await merge(
    session,
    { table: 'territory.commune_name', from: NAMES, key: ['commune_code', 'key', 'kind'], values: ['name'] },
    { ...run, replay: false },
  );
  return changedAnything(counts);
}
