import { randomBytes } from 'node:crypto';
import { ephemeralPostgres } from '../libs/platform/src/database/embedded/ephemeral-postgres';

/** DATABASE_URL wins (its role must be allowed to create databases); otherwise a cluster for this run alone. */
export default async function setUp(): Promise<void> {
  process.env['HEXAGONE_TEST_PREFIX'] = `hexagone_test_${randomBytes(4).toString('hex')}`;
  if (process.env['DATABASE_URL']) return;
  const cluster = await ephemeralPostgres();
  process.env['DATABASE_URL'] = cluster.url;
  Object.assign(globalThis, { hexagoneTestCluster: cluster });
}
