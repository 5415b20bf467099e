import { Client } from 'pg';
import type { Cluster } from './cluster';

/**
 * Every process that uses the cluster holds one session with this lock shared; who can take it alone is the last.
 * The server itself drops the lock of a process that dies, however it dies.
 */
const USERS = '7304, 1';

export const url = (user: string, password: string, port: number, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

export class Lease {
  private constructor(
    private readonly client: Client,
    readonly port: number,
  ) {}

  /** `gone`: nobody answers at that port. `busy`: the server starts, or its last user is stopping it. */
  static async take(cluster: Cluster, port: number): Promise<Lease | 'gone' | 'busy'> {
    const client = new Client({
      connectionString: url('postgres', cluster.passwords.admin, port, 'postgres'),
      application_name: 'hexagone lease',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock_shared(${USERS}) AS mine`);
      if (rows[0]?.mine) return new Lease(client, port);
      await client.end();
      return 'busy';
    } catch (error) {
      return answer(error);
    }
  }

  /** Called once when the session is lost without having been given back. */
  onLoss(act: () => void): void {
    this.client.once('end', act);
  }

  /** True when no other process uses the cluster: the caller stops it, then ends the lease. */
  async isLast(): Promise<boolean> {
    this.client.removeAllListeners('end');
    await this.client.query(`SELECT pg_advisory_unlock_shared(${USERS})`);
    const { rows } = await this.client.query<{ last: boolean }>(`SELECT pg_try_advisory_lock(${USERS}) AS last`);
    return rows[0]?.last === true;
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

function answer(error: unknown): 'gone' | 'busy' {
  const code = (error as { code?: string }).code ?? '';
  if (code === '28P01') throw error;
  return code.startsWith('57P') || code === '53300' ? 'busy' : 'gone';
}
