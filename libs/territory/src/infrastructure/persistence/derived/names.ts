import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

const TABLE = { table: 'territory.commune_name', key: ['commune_code', 'key', 'kind'], values: ['name'] };
const FROM_POST = `('postal_label', 'locality')`;

/** A name under which a commune is known already, by a better kind, is not repeated. */
const NAMES = `(
  SELECT DISTINCT ON (n.commune_code, n.key) n.commune_code, n.key, n.kind, n.name FROM (
    SELECT code AS commune_code, search_key AS key, 'official' AS kind, nom AS name, 1 AS rank FROM territory.commune
    UNION ALL SELECT parent_code, search_key, CASE type WHEN 'commune-deleguee' THEN 'delegated' ELSE 'associated' END, nom, 2
      FROM territory.sub_commune WHERE type <> 'arrondissement-municipal'
    UNION ALL SELECT current_code, search_key, 'former', nom, 3 FROM territory.commune_period WHERE current_code IS NOT NULL
  ) n JOIN territory.commune c ON c.code = n.commune_code
  WHERE n.key <> ''
  ORDER BY n.commune_code, n.key, n.rank, n.kind, n.name)`;

const POSTAL_NAMES = `(
  SELECT DISTINCT ON (n.commune_code, n.key) n.commune_code, n.key, n.kind, n.name FROM (
    SELECT commune_code, label_key AS key, 'postal_label' AS kind, label AS name, 1 AS rank FROM territory.postal_entry
      WHERE label_key <> name_key
    UNION ALL SELECT commune_code, name_key, 'postal_label', nom, 2 FROM territory.postal_entry
    UNION ALL SELECT commune_code, territory.search_key(locality), 'locality', locality, 3
      FROM (SELECT DISTINCT commune_code, unnest(localities) AS locality FROM territory.postal_entry) localities
  ) n JOIN territory.commune c ON c.code = n.commune_code
  WHERE n.key <> '' AND NOT EXISTS (SELECT FROM territory.commune_name k
    WHERE k.commune_code = n.commune_code AND k.key = n.key AND k.kind NOT IN ${FROM_POST})
  ORDER BY n.commune_code, n.key, n.rank, n.name)`;

/** The names that the reference and its history give a commune, official ones first. */
export async function deriveNames(session: StagingSession, run: StagedRun): Promise<boolean> {
  const names = { ...TABLE, from: NAMES, absent: `t.kind NOT IN ${FROM_POST}` };
  return changedAnything(await merge(session, names, { ...run, replay: false }));
}

/** The names that only the communes file gives: labels of the postal service, localities. */
export async function derivePostalNames(session: StagingSession, run: StagedRun): Promise<boolean> {
  const names = { ...TABLE, from: POSTAL_NAMES, absent: `t.kind IN ${FROM_POST}` };
  return changedAnything(await merge(session, names, { ...run, replay: false }));
}
