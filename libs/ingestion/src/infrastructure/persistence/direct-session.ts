import type { DirectConnections } from '@hexagone/platform';
import type { Client } from 'pg';
import type { Answer } from '../../application/publication';
import { translated } from './database-failure';

/** Locks of the advisory class 7301 are datasets under import. */
const LOCK_CLASS = 7301;
const GOODBYE_MS = 2_000;

/**
 * The server looks after a client that is gone even in the middle of a statement; a merge joins a whole file, so that
 * it may have more memory than a request.
 */
const SESSION = `
  SET work_mem = '64MB';
  SET temp_buffers = '32MB';
  SET default_statistics_target = 20;
  DO $$ BEGIN
    PERFORM set_config('client_connection_check_interval', '500ms', false);
  EXCEPTION WHEN invalid_parameter_value THEN NULL; -- a system that cannot look
  END $$`;

/** One connection of a run, whose failures speak the spine's language. */
export class DirectSession {
  private constructor(readonly client: Client) {}

  static async open(connections: DirectConnections, name: string): Promise<DirectSession> {
    try {
      const session = new DirectSession(await connections.open(name));
      await session.query(SESSION);
      return session;
    } catch (error) {
      throw translated(error);
    }
  }

  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Answer<T>> {
    try {
      const { rows, rowCount } = await this.client.query<T>(sql, [...parameters]);
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      throw translated(error);
    }
  }

  get pid(): number {
    return (this.client as unknown as { readonly processID: number }).processID;
  }

  /** The dataset's lock, held as long as the session. */
  async tryLock(dataset: string): Promise<boolean> {
    const sql = 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine';
    const { rows } = await this.query<{ mine: boolean }>(sql, [LOCK_CLASS, dataset]);
    return rows[0]?.mine ?? false;
  }

  /** A server that does not answer is left without goodbye. */
  async close(): Promise<void> {
    const { connection } = this.client as unknown as { connection: { stream: { destroy(): void } } };
    const timer = setTimeout(() => {
      connection.stream.destroy();
    }, GOODBYE_MS);
    await this.client.end().catch(() => undefined);
    clearTimeout(timer);
  }
}
