import type { Client } from 'pg';
import { withMigrationLock } from './migration-lock';

/**
 * Tables first: a schema dropped with an extension in it loses the extension's functions before the indexes that still
 * ask for them.
 */
const DELETE_EVERYTHING = `
DO $$
DECLARE
  doomed record;
  ours CONSTANT text := '^(?!pg_|information_schema$)';
BEGIN
  FOR doomed IN
    SELECT c.oid::regclass AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ ours AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('DROP TABLE %s CASCADE', doomed.name);
  END LOOP;
  FOR doomed IN SELECT nspname AS name FROM pg_namespace WHERE nspname ~ ours
  LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', doomed.name);
  END LOOP;
  CREATE SCHEMA public;
END $$`;

/** Deletes everything that is not the system's own, all or nothing, while nobody migrates. */
export async function resetDatabase(client: Client): Promise<void> {
  await withMigrationLock(client, 10_000, () => client.query(DELETE_EVERYTHING));
}
