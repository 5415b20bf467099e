import { Client, types } from 'pg';
import type { EntitySchema } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import { SnakeCaseNaming } from './snake-case.naming';

/**
 * Without a listener, a session that the server ends while nobody uses it would end this process. A `date` stays the
 * text that it is: the driver would make it midnight in the time zone of the process, which is another day elsewhere.
 */
export class GuardedClient extends Client {
  constructor(config?: ConstructorParameters<typeof Client>[0]) {
    super(config);
    this.on('error', () => undefined);
    this.setTypeParser(types.builtins.DATE, (text) => text);
  }
}

export const connectionOptions = (url: string, entities: EntitySchema[]): PostgresDataSourceOptions => ({
  type: 'postgres',
  url,
  entities,
  namingStrategy: new SnakeCaseNaming(),
  // Rows are trusted, requests are not: loading a row must not re-run the constructor's checks.
  entitySkipConstructor: true,
  installExtensions: false,
  // Said aloud: an operator may have made another level the default, and whoever waits for a lock counts on seeing what
  // it waited for.
  isolationLevel: 'READ COMMITTED',
  logger: 'debug',
  applicationName: 'hexagone',
  poolSize: 10,
  connectTimeoutMS: 2000,
  poolErrorHandler: () => undefined,
  extra: { Client: GuardedClient, idleTimeoutMillis: 30_000, keepAlive: true },
});
