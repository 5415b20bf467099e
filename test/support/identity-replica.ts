import { AuditLog, type AuditEvent } from '@hexagone/kernel';
import type { Database, Settings } from '@hexagone/platform';
import { SignedAccessTokens } from '../../libs/identity/src/infrastructure/tokens/signed-access-tokens';
import { SqlRefreshTokens } from '../../libs/identity/src/infrastructure/tokens/sql-refresh-tokens';
import { SqlRevocations } from '../../libs/identity/src/infrastructure/tokens/sql-revocations';
import { SqlSessions } from '../../libs/identity/src/infrastructure/tokens/sql-sessions';
import { SqlSigningKeys } from '../../libs/identity/src/infrastructure/tokens/sql-signing-keys';
import { TokenAuthenticator } from '../../libs/identity/src/infrastructure/tokens/token-authenticator';
import { VerificationState } from '../../libs/identity/src/infrastructure/tokens/verification-state';
import { testSettings } from './settings';

export class RememberedEvents extends AuditLog {
  readonly events: AuditEvent[] = [];

  record(event: AuditEvent): Promise<void> {
    this.events.push(event);
    return Promise.resolve();
  }
}

/** All that one service process has of tokens. */
export interface Replica {
  readonly database: Database;
  readonly keys: SqlSigningKeys;
  readonly tokens: SignedAccessTokens;
  readonly sessions: SqlSessions;
  readonly revocations: SqlRevocations;
  readonly authenticator: TokenAuthenticator;
  readonly audit: RememberedEvents;
}

/** Of its own memory; the database is shared. */
export function replicaOn(database: Database, more: Partial<Settings> = {}): Replica {
  const settings = testSettings(more);
  const audit = new RememberedEvents();
  const state = new VerificationState(database);
  const keys = new SqlSigningKeys(database, settings);
  const tokens = new SignedAccessTokens(keys, settings);
  const revocations = new SqlRevocations(database, state);
  const refreshTokens = new SqlRefreshTokens(database, tokens, settings);
  const sessions = new SqlSessions(database, refreshTokens, revocations, audit);
  return {
    database,
    keys,
    tokens,
    sessions,
    revocations,
    authenticator: new TokenAuthenticator(state, settings),
    audit,
  };
}
