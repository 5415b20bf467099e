import { AuditLog, isUuid, uuidV7 } from '@hexagone/kernel';
import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AccessTokens, Revocations } from '../../application/access-tokens';
import { type EndReason, type IssuedTokens, type SessionCard, Sessions } from '../../application/sessions';
import { accountChanged, invalidRefreshToken } from '../../application/token-problems';
import type { Account } from '../../domain/account';
import { OAuthError } from '../../domain/oauth.errors';
import { newRefreshToken, refreshTokenHash } from './refresh-tokens';
import * as sql from './session-statements';

interface Family {
  readonly id: string;
  readonly account_id: string;
  readonly scopes: readonly string[];
  readonly held: readonly string[];
  readonly created_at: Date;
}

type Outcome = IssuedTokens | 'invalid' | 'reused';

/**
 * Sessions in PostgreSQL. Whoever issues or ends tokens locks the account's row first: what changes an account is
 * either seen by the token or refuses it.
 */
@Injectable()
export class SqlSessions extends Sessions {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  open(account: Account, scopes: readonly string[], network: string): Promise<IssuedTokens> {
    return this.database.run(async () => {
      const locked = await this.database.query(sql.LOCK_AS_KNOWN, [account.id, account.passwordHash, scopes]);
      if (locked.rowCount === 0) throw accountChanged();
      const { rows } = await this.database.query<Family>(sql.OPEN, [uuidV7(), account.id, scopes, network]);
      return this.issue(rows[0] as Family, scopes);
    });
  }

  async refresh(refreshToken: string, scopes?: readonly string[]): Promise<IssuedTokens> {
    const hash = refreshTokenHash(refreshToken);
    const outcome = hash ? await this.database.run(() => this.rotate(hash, scopes)) : 'invalid';
    if (typeof outcome === 'string') throw invalidRefreshToken();
    return outcome;
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
    return this.finish(accountId, reason, { except });
  }

  async list(accountId: string, current: string | null): Promise<readonly SessionCard[]> {
    const { rows } = await this.database.query<{ card: SessionCard }>(sql.LIST, [accountId, current]);
    return rows.map(({ card }) => card);
  }

  /** Returns what came of it instead of throwing: the end of a family whose token was used twice must be kept. */
  private async rotate(hash: Buffer, scopes?: readonly string[]): Promise<Outcome> {
    const [family] = (await this.database.query<Family>(sql.LOCK_FAMILY, [hash])).rows;
    if (!family) return 'invalid';
    const granted = family.scopes.filter((scope) => family.held.includes(scope));
    mustBeWithin(granted, scopes ?? []);
    const used = await this.database.query(sql.USE, [hash, this.settings.refreshGraceSeconds]);
    if (used.rowCount === 0) return this.refuse(hash, family);
    if ((await this.database.query(sql.TOUCH, [family.id])).rowCount === 0) return 'invalid';
    return this.issue(family, scopes ?? granted);
  }

  private async refuse(hash: Buffer, { id, account_id }: Family): Promise<Outcome> {
    const used = await this.database.query(sql.WAS_USED, [hash]);
    if (used.rowCount === 0 || !(await this.end(id, account_id, 'reuse'))) return 'invalid';
    const target = `account:${account_id}`;
    const event = { actor: 'anonymous', action: 'auth.refresh_reused', target, detail: { session: id } } as const;
    await this.audit.record({ ...event, outcome: 'denied' });
    return 'reused';
  }

  private async issue(family: Family, scopes: readonly string[]): Promise<IssuedTokens> {
    const refreshToken = newRefreshToken();
    const added = [refreshTokenHash(refreshToken), family.id];
    const { rows } = await this.database.query<{ expires_in: number }>(sql.ADD_TOKEN, added);
    const { token, expiresIn } = await this.tokens.issue({
      subject: family.account_id,
      scopes,
      sessionId: family.id,
      clientId: 'hexagone',
      authenticatedAt: family.created_at,
    });
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      refresh_token: refreshToken,
      refresh_expires_in: rows[0]?.expires_in ?? 0,
      scope: scopes.join(' '),
    };
  }

  private finish(
    accountId: string,
    reason: EndReason,
    which: { only?: string; except?: string | undefined },
  ): Promise<number> {
    return this.database.run(async () => {
      await this.database.query(sql.LOCK, [accountId]);
      const ended = await this.database.query<{ id: string }>(sql.END, [
        ...[accountId, reason, which.only ?? null, which.except ?? null],
      ]);
      for (const { id } of ended.rows) await this.revocations.revoke(id);
      return ended.rowCount;
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
