import type { Client } from 'pg';
import { GuardedClient } from './connection-options';
import type { DatabaseServer } from './database-server';
import { DirectConnections } from './direct-connections';
import { refusePooler } from './pooled-connection';

/** Long work waits less for locks than it runs: an import may take minutes, but never keeps readers waiting. */
const SESSION = `SET statement_timeout = '15min'; SET lock_timeout = '5s';
  SET idle_in_transaction_session_timeout = '30s'; SET timezone = 'UTC'; SET datestyle = 'ISO,YMD'`;

export class PostgresDirectConnections extends DirectConnections {
  constructor(private readonly server: Pick<DatabaseServer, 'addresses'>) {
    super();
  }

  async open(applicationName: string): Promise<Client> {
    const { direct } = await this.server.addresses();
    const client = new GuardedClient({
      connectionString: direct,
      application_name: applicationName,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    try {
      await client.connect();
      await refusePooler(client);
      await client.query(SESSION);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }
}
