import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AccessTokens } from '../../application/access-tokens';
import type { IssuedTokens } from '../../application/sessions';
import { newRefreshToken, refreshTokenHash } from './refresh-token-form';
import * as sql from './session-statements';

/** A session with what its account may do at present. */
export interface Family {
  readonly id: string;
  readonly account_id: string;
  readonly scopes: readonly string[];
  readonly held: readonly string[];
  readonly created_at: Date;
}

/** Refresh tokens of sessions, only their hashes stored, and the access tokens that go with them. */
@Injectable()
export class SqlRefreshTokens {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async issue(family: Family, scopes: readonly string[]): Promise<IssuedTokens> {
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

  /** Uses the token up; false when it is used (but for the grace) or has expired. */
  async use(hash: Buffer): Promise<boolean> {
    const { rowCount } = await this.database.query(sql.USE, [hash, this.settings.refreshGraceSeconds]);
    return rowCount > 0;
  }

  async wasUsed(hash: Buffer): Promise<boolean> {
    return (await this.database.query(sql.WAS_USED, [hash])).rowCount > 0;
  }
}
