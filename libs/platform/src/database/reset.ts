import type { Client } from 'pg';
import { withMigrationLock } from './migration-lock';

/** Deletes every schema that is not the system's own, all or none, while nobody migrates. */
export async function resetDatabase(client: Client): Promise<void> {
  await withMigrationLock(client, 10_000, () =>
    client.query(`
      DO $$
      DECLARE doomed name;
      BEGIN
        FOR doomed IN
          SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        LOOP
          EXECUTE format('DROP SCHEMA %I CASCADE', doomed);
        END LOOP;
        CREATE SCHEMA public;
      END $$`),
  );
}
