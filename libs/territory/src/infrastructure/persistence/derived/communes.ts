import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { searchKey } from '../../../domain/search-key';
import { upperCaseName } from '../../../domain/upper-case-name';
import { changedAnything, merge } from '../table-merge';

interface InForce {
  readonly code: string;
  readonly nom: string | null;
  readonly nom_majuscule?: string;
  readonly search_key?: string;
}

/** One line per commune with values set by hand, named as the columns are. */
const IN_FORCE = `
  SELECT code, max(value #>> '{}') FILTER (WHERE field = 'nom') AS nom,
    max(value #>> '{}') FILTER (WHERE field = 'population')::integer AS population,
    max(value #>> '{}') FILTER (WHERE field = 'siren') AS siren,
    max(value #>> '{}') FILTER (WHERE field = 'codeEpci') AS epci_code,
    max(value::text) FILTER (WHERE field = 'codesPostaux')::jsonb AS codes_postaux
  FROM territory.commune_override GROUP BY code`;

const PUBLISHED = `(
  SELECT s.code, coalesce(o.nom, s.nom) AS nom, coalesce(o.nom_majuscule, s.nom_majuscule) AS nom_majuscule,
    coalesce(o.search_key, s.search_key) AS search_key, s.departement_code, s.region_code, s.arrondissement_code,
    coalesce(o.epci_code, m.epci_code) AS epci_code, s.zone, coalesce(o.population, s.population) AS population,
    coalesce(o.siren, s.siren) AS siren, s.rang_chef_lieu, coalesce(o.codes_postaux, s.codes_postaux) AS codes_postaux,
    'reference'::text AS origin
  FROM territory.commune_source s
  LEFT JOIN territory.epci_member m ON m.commune_code = s.code
  LEFT JOIN jsonb_to_recordset($2::jsonb) AS o (code text, nom text, nom_majuscule text, search_key text,
    population integer, siren text, epci_code text, codes_postaux text[]) ON o.code = s.code)`;

const COMMUNES = {
  table: 'territory.commune',
  from: PUBLISHED,
  key: ['code'],
  values: [
    ...['nom', 'nom_majuscule', 'search_key', 'departement_code', 'region_code', 'arrondissement_code', 'epci_code'],
    ...['zone', 'population', 'siren', 'rang_chef_lieu', 'codes_postaux', 'origin'],
  ],
  stamps: { run_id: '$1::bigint' },
  steps: { version: 't.version + 1', changed_at: 'now()' },
  absent: `t.origin = 'reference'`,
};

/** Communes as published: what the reference says, the EPCI of their list, and above both what was set by hand. */
export async function deriveCommunes(session: StagingSession, run: StagedRun): Promise<boolean> {
  const { rows } = await session.query<InForce>(IN_FORCE);
  const named = rows.map((row) =>
    row.nom === null ? row : { ...row, nom_majuscule: upperCaseName(row.nom), search_key: searchKey(row.nom) },
  );
  const wanted = { ...COMMUNES, parameters: [JSON.stringify(named)] };
  return changedAnything(await merge(session, wanted, { ...run, replay: false }));
}
