import { Client } from 'pg';
import type { ephemeralPostgres } from '../libs/platform/src/database/embedded/ephemeral-postgres';

async function dropDatabases(prefix: string): Promise<void> {
  const client = new Client(process.env['DATABASE_URL']);
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  await client.end();
}

export default async function tearDown(): Promise<void> {
  const { hexagoneTestCluster: cluster } = globalThis as {
    hexagoneTestCluster?: Awaited<ReturnType<typeof ephemeralPostgres>>;
  };
  if (cluster) await cluster.remove();
  else await dropDatabases(process.env['HEXAGONE_TEST_PREFIX'] ?? 'hexagone_test_none');
}
