import { AuditLog, isUuid, uuidV7 } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Revocations } from '../../application/access-tokens';
import { type EndReason, type IssuedTokens, type SessionCard, Sessions } from '../../application/sessions';
import { accountChanged, invalidRefreshToken } from '../../application/token-problems';
import type { Account } from '../../domain/account';
import { OAuthError } from '../../domain/oauth.errors';
import { refreshTokenHash } from './refresh-token-form';
import * as sql from './session-statements';
import { type Family, SqlRefreshTokens } from './sql-refresh-tokens';

/** Unset: every session. */
interface Which {
  readonly only?: string;
  readonly except?: string;
}

/**
 * Sessions in PostgreSQL. Whoever issues or ends tokens locks the account's row first: what changes an account is
 * either seen by the token or refuses it.
 */
@Injectable()
export class SqlSessions extends Sessions {
  constructor(
    private readonly database: Database,
    private readonly tokens: SqlRefreshTokens,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  open(account: Account, scopes: readonly string[], network: string): Promise<IssuedTokens> {
    return this.database.run(async () => {
      const locked = await this.database.query(sql.LOCK_AS_KNOWN, [account.id, account.passwordHash, scopes]);
      if (locked.rowCount === 0) throw accountChanged();
      const { rows } = await this.database.query<Family>(sql.OPEN, [uuidV7(), account.id, scopes, network]);
      const [family] = rows as [Family];
      return this.tokens.issue(family, scopes);
    });
  }

  async refresh(refreshToken: string, scopes?: readonly string[]): Promise<IssuedTokens> {
    const hash = refreshTokenHash(refreshToken);
    const issued = hash && (await this.database.run(() => this.rotate(hash, scopes)));
    if (!issued) throw invalidRefreshToken();
    return issued;
  }

  async sessionOf(refreshToken: string): Promise<{ readonly id: string; readonly accountId: string } | null> {
    const { rows } = await this.database.query<{ id: string; accountId: string }>(sql.OF_TOKEN, [
      refreshTokenHash(refreshToken),
    ]);
    return rows[0] ?? null;
  }

  async end(sessionId: string, accountId: string, reason: EndReason): Promise<boolean> {
    return isUuid(sessionId) && (await this.finish(accountId, reason, { only: sessionId })) > 0;
  }

  endAll(accountId: string, reason: EndReason, except?: string): Promise<number> {
    return this.finish(accountId, reason, except === undefined ? {} : { except });
  }

  async list(accountId: string, current: string | null): Promise<readonly SessionCard[]> {
    const { rows } = await this.database.query(sql.LIST, [accountId, current]);
    return JSON.parse(JSON.stringify(rows)) as SessionCard[];
  }

  /** Null instead of an error: the end of a session whose token was used twice must be kept. */
  private async rotate(hash: Buffer, asked?: readonly string[]): Promise<IssuedTokens | null> {
    const [family] = (await this.database.query<Family>(sql.LOCK_FAMILY, [hash])).rows;
    if (!family) return null;
    if (!(await this.tokens.use(hash))) return this.refuse(hash, family);
    if ((await this.database.query(sql.TOUCH, [family.id])).rowCount === 0) return null;
    const granted = family.scopes.filter((scope) => family.held.includes(scope));
    mustBeWithin(granted, asked ?? []);
    return this.tokens.issue(family, asked ?? granted);
  }

  private async refuse(hash: Buffer, { id, account_id }: Family): Promise<null> {
    if (!(await this.tokens.wasUsed(hash)) || !(await this.end(id, account_id, 'reuse'))) return null;
    const target = `account:${account_id}`;
    const event = { actor: 'anonymous', action: 'auth.refresh_reused', target, detail: { session: id } } as const;
    await this.audit.record({ ...event, outcome: 'denied' });
    return null;
  }

  private finish(accountId: string, reason: EndReason, { only, except }: Which): Promise<number> {
    return this.database.run(async () => {
      await this.database.query(sql.LOCK, [accountId]);
      const { rows } = await this.database.query<{ id: string }>(sql.END, [accountId, reason, only, except]);
      // All of an account: also tokens that were issued without a session.
      const isAll = only === undefined && except === undefined;
      for (const name of isAll ? [accountId] : rows.map(({ id }) => id)) await this.revocations.revoke(name);
      return rows.length;
    });
  }
}

function mustBeWithin(granted: readonly string[], scopes: readonly string[]): void {
  const beyond = scopes.filter((scope) => !granted.includes(scope)).join(' ');
  if (beyond !== '')
    throw new OAuthError('invalid_scope', {
      en: `The session does not have ${beyond}.`,
      fr: `La session n'a pas ${beyond}.`,
    });
}
