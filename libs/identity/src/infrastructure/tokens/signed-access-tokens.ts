import { uuidV7 } from '@hexagone/kernel';
import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { type AccessGrant, AccessTokens } from '../../application/access-tokens';
import { SqlSigningKeys } from './sql-signing-keys';
import { ACCESS_TOKEN } from './token-form';

/** Signs with the present key and the clock of the database, which revocations are written with as well. */
@Injectable()
export class SignedAccessTokens extends AccessTokens {
  private readonly issuer: string;

  constructor(
    private readonly keys: SqlSigningKeys,
    @Inject(SETTINGS) settings: Settings,
  ) {
    super();
    this.issuer = settings.publicUrl;
  }

  async issue(grant: AccessGrant): Promise<{ readonly token: string; readonly expiresIn: number }> {
    const { kid, key, now } = await this.keys.signer();
    const { algorithm, type, audience, lifetime } = ACCESS_TOKEN;
    const expiresIn = Math.min(grant.lifetime ?? lifetime, lifetime);
    const claims = {
      ...{ iss: this.issuer, aud: audience, sub: grant.subject, iat: now, exp: now + expiresIn, jti: uuidV7() },
      ...(grant.sessionId !== undefined && { sid: grant.sessionId }),
      ...{ scope: grant.scopes.join(' '), client_id: grant.clientId },
      auth_time: Math.floor(grant.authenticatedAt.getTime() / 1000),
    };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: type }).sign(key);
    return { token, expiresIn };
  }
}
