import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaries } from './binaries';
import { Cluster } from './cluster';
import { Lease, url } from './lease';
import { postmaster } from './postmaster';
import { canEnter, postgresUser } from './system-user';

const PATIENCE_MS = 60_000;

/** A PostgreSQL of our own, on the loopback address: shared by all processes that name the same data folder. */
export class EmbeddedPostgres {
  private left = false;
  private returning?: Promise<void>;

  private constructor(
    private readonly cluster: Cluster,
    private lease: Lease,
  ) {
    this.watch();
  }

  /** Starts the cluster of that data folder, or attaches to it where it runs already; makes it when there is none. */
  static async join(dataDir: string, say: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
    const home = homeOf(dataDir, say);
    const folder = join(home, 'pg');
    const user = postgresUser(folder);
    const cluster = new Cluster(folder, binaries(user, home), user);
    await cluster.create();
    checkOwner(folder);
    return new EmbeddedPostgres(cluster, await leaseOf(cluster));
  }

  get url(): string {
    return url('hexagone', this.cluster.passwords.app, this.lease.port, 'hexagone');
  }

  /** Stops the cluster unless another process still uses it. Nothing of this process may be connected any more. */
  async leave(): Promise<void> {
    this.left = true;
    await this.returning;
    const last = await this.lease.isLast().catch(() => false);
    if (last) await this.cluster.stop();
    await this.lease.end();
  }

  /** A server that dies under us is started again. */
  private watch(): void {
    this.lease.onLoss(() => {
      if (!this.left) this.returning = this.comeBack().catch(() => undefined);
    });
  }

  private async comeBack(): Promise<void> {
    this.lease = await leaseOf(this.cluster);
    this.watch();
  }
}

/** Starts the server where nobody did, and takes part in its use. */
export async function leaseOf(cluster: Cluster): Promise<Lease> {
  const deadline = Date.now() + PATIENCE_MS;
  let failure: unknown;
  while (Date.now() < deadline) {
    const state = postmaster(cluster.data);
    const lease = typeof state === 'number' ? await Lease.take(cluster, state) : state;
    if (lease instanceof Lease) return lease;
    if (lease !== 'busy') await cluster.start().catch((error: unknown) => (failure = error));
    await sleep(100);
  }
  const reason = failure instanceof Error ? failure.message : 'it is busy';
  throw new Error(`${reason}\n${cluster.lastWords()}`.trimEnd());
}

function checkOwner(folder: string): void {
  try {
    accessSync(join(folder, 'passwords.json'), constants.R_OK);
  } catch {
    throw new Error(`The cluster in ${folder} belongs to another user: name another folder in HEXAGONE_DATA_DIR`);
  }
}

/** Where the cluster lives: the data folder, or, when PostgreSQL's user cannot enter it, a place of its own. */
function homeOf(dataDir: string, say: (line: string) => void): string {
  mkdirSync(dataDir, { recursive: true });
  const user = postgresUser(join(dataDir, 'pg'));
  if (canEnter(user, dataDir)) return dataDir;
  const home = join('/var/lib/hexagone', createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!canEnter(user, home))
    throw new Error(`The user that runs PostgreSQL can enter neither ${dataDir} nor ${home}: set HEXAGONE_DATA_DIR`);
  say(`PostgreSQL cannot enter ${dataDir}: its cluster is kept in ${home}`);
  return home;
}
