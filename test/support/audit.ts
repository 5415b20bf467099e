import type { AuditEvent } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import { Client } from 'pg';
import { AuditChain } from '../../libs/identity/src/infrastructure/audit/audit-chain';
import { AuditVerification } from '../../libs/identity/src/infrastructure/audit/audit-verification';
import { PostgresAuditLog } from '../../libs/identity/src/infrastructure/audit/postgres-audit-log';
import { freshDatabase, openDatabase } from './database';

export const LOGIN: AuditEvent = { actor: 'cli', action: 'auth.login', target: 'account:1', outcome: 'success' };

/** The audit log on a database of its own. */
export interface Audited {
  readonly url: string;
  readonly database: Database;
  readonly log: PostgresAuditLog;
  readonly chain: AuditChain;
  readonly verification: AuditVerification;
  rows<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** As many events as that, in the chain. */
  sealed(events: number): Promise<void>;
  /** As the owner, who can switch triggers off. */
  tamper(...statements: string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openAudit(): Promise<Audited> {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.url);
  await database.open();
  const chain = new AuditChain(database);
  const rows: Audited['rows'] = async (sql, parameters) => (await database.query<never>(sql, parameters)).rows;
  return {
    ...{ url: fresh.url, database, chain, rows },
    log: new PostgresAuditLog(database),
    verification: new AuditVerification(database, chain),
    sealed: async (events) => {
      await rows(
        `INSERT INTO audit_event (actor, action, target, outcome, request_id, detail)
         SELECT 'account:' || n, 'auth.login', NULL, 'success', 'r' || n, jsonb_build_object('n', n, 'é', '"\\')
         FROM generate_series(1, $1::integer) n`,
        [events],
      );
      await chain.seal();
    },
    tamper: (...statements) => tamper(fresh.url, statements),
    close: async () => {
      await database.close();
      await fresh.close();
    },
  };
}

const TABLES = ['audit_event', 'audit_unsealed', 'audit_chain', 'audit_checkpoint'];

async function tamper(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  const triggers = async (how: 'DISABLE' | 'ENABLE'): Promise<void> => {
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} ${how} TRIGGER USER`);
  };
  try {
    await triggers('DISABLE');
    for (const statement of statements) await client.query(statement);
    await triggers('ENABLE');
  } finally {
    await client.end();
  }
}
