import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaries } from './binaries';
import { Cluster } from './cluster';
import { leaseOf } from './embedded-postgres';
import { url } from './lease';
import { isAlive } from './postmaster';
import { postgresUser } from './system-user';

const PREFIX = 'hexagone-pg-';

/** A cluster for tests: fast, not durable, gone with its last test. */
export async function ephemeralPostgres(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  await sweep();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(home, 0o711);
  writeFileSync(join(home, 'owner'), String(process.pid));
  const cluster = clusterIn(home);
  await cluster.create();
  const lease = await leaseOf(cluster);
  return {
    url: url('hexagone', cluster.passwords.app, lease.port, 'hexagone'),
    async remove() {
      await lease.isLast();
      await remove(home);
      await lease.end();
    },
  };
}

function clusterIn(home: string): Cluster {
  const user = postgresUser(join(home, 'pg'));
  return new Cluster(join(home, 'pg'), binaries(user, home), user, false);
}

async function remove(home: string): Promise<void> {
  await clusterIn(home).stop('immediate');
  rmSync(home, { recursive: true, force: true });
}

/** What killed test runs left behind; what belongs to another user is left alone. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(tmpdir(), name);
    try {
      const isOurs = statSync(home).uid === process.getuid?.();
      if (isOurs && !isAlive(Number(readFileSync(join(home, 'owner'), 'utf8')))) await remove(home);
    } catch {
      continue;
    }
  }
}
