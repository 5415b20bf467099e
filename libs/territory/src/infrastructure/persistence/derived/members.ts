import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

const MEMBERS = `(
  SELECT DISTINCT ON (m.commune_code) m.commune_code, e.code AS epci_code
  FROM territory.epci e, unnest(e.members) AS m (commune_code) ORDER BY m.commune_code, e.code)`;

/** Which EPCI a commune belongs to: one at most. */
export async function deriveMembers(session: StagingSession, run: StagedRun): Promise<boolean> {
  const counts = await merge(
    session,
    {
      table: 'territory.epci_member',
      from: MEMBERS,
      key: ['commune_code'],
      values: ['epci_code'],
      stamps: { run_id: '$1::bigint' },
    },
    { ...run, replay: false },
  );
  return changedAnything(counts);
}
