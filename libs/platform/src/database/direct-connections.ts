import type { Client } from 'pg';

/**
 * Sessions of their own on DATABASE_DIRECT_URL, never through a transaction pooler: imports, LISTEN, migrations,
 * advisory locks, temporary tables. The caller ends each client. Every client has an `error` listener.
 */
export abstract class DirectConnections {
  /**
   * Opens a connected client. Refuses (`platform.pooled-connection`) when the server process is not the one the
   * protocol announced, which is what a pooler looks like.
   */
  abstract open(applicationName: string): Promise<Client>;
}
