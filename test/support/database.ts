import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { migrations } from '../../migrations';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { Database } from '../../libs/platform/src/database/database';
import type { DirectConnections } from '../../libs/platform/src/database/direct-connections';
import { migrate } from '../../libs/platform/src/database/migrate';
import { PostgresDirectConnections } from '../../libs/platform/src/database/postgres-direct-connections';
import { SESSION_DEFAULTS } from '../../libs/platform/src/database/session-defaults';

export interface FreshDatabase {
  readonly url: string;
  close(): Promise<void>;
}

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is unset: this test needs the setup of the project "database"`);
  return value;
};

/** Databases of one test run share a prefix, by which the teardown finds them. */
const named = (suffix: string): string => `${setting('HEXAGONE_TEST_PREFIX')}_${suffix}`;

function urlOf(database: string): string {
  const url = new URL(setting('DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const asAdmin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(setting('DATABASE_URL'), work);

/** Builds the template of that name once per test run, whoever of the workers comes first; the others wait. */
async function template(name: string, build: (url: string) => Promise<void>): Promise<string> {
  const database = named(name);
  await asAdmin(async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext($1))`, [database]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount) return;
    const draft = `${database}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await build(urlOf(draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${database}`);
  });
  return database;
}

let made = 0;
/** Another process may have had this one's number, and each test file counts anew. */
const loaded = Date.now().toString(36);

/** A vacuum at work may not be ended by us: it ends by itself. */
async function dropped(name: string, tries = 20): Promise<void> {
  try {
    await asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  } catch (error) {
    if ((error as { code?: string }).code !== '42501' || tries === 0) throw error;
    await sleep(250);
    await dropped(name, tries - 1);
  }
}

async function copyOf(source: string): Promise<FreshDatabase> {
  const name = named(`${process.pid}_${loaded}_${++made}`);
  const url = urlOf(name);
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`));
  await withClient(url, (client) => client.query(SESSION_DEFAULTS));
  return {
    url,
    close: () => dropped(name),
  };
}

async function migrated(url: string): Promise<void> {
  await migrate(url, migrations);
}

/** A database of its own for one test file: migrated, empty. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return copyOf(await template('migrated', migrated));
}

/** A database of its own without anything in it. */
export const emptyDatabase = (): Promise<FreshDatabase> => copyOf('template1');

/** A copy of a database that `load` filled once for the whole test run; the same name always means the same data. */
export async function loadedDatabase(name: string, load: (url: string) => Promise<void>): Promise<FreshDatabase> {
  const source = await template(name, async (url) => {
    await migrated(url);
    await load(url);
  });
  return copyOf(source);
}

export const databaseWithTerritory = (load: (url: string) => Promise<void>): Promise<FreshDatabase> =>
  loadedDatabase('territory', load);

/** The platform's door to that database, as the application opens it; the caller closes it. */
export const openDatabase = (url: string, schemas: EntitySchema[] = []): Database =>
  new Database({ connect: () => new DataSource(connectionOptions(url, schemas)).initialize() });

export const directConnectionsTo = (url: string): DirectConnections =>
  new PostgresDirectConnections({ addresses: () => Promise.resolve({ pooled: url, direct: url }) });
