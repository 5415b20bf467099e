import { hash } from 'node:crypto';
import { Authenticator, type Principal, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readToken, type ReadToken } from './read-token';
import { ACCESS_TOKEN } from './token-form';
import { type Verification, VerificationState } from './verification-state';

const MOST_REMEMBERED = 10_000;

/** Knows our own access tokens. A signature is checked once; end, key and revocation each time. */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  private readonly remembered = new Map<string, ReadToken>();
  private readonly issuer: string;

  constructor(
    private readonly state: VerificationState,
    @Inject(SETTINGS) settings: Settings,
  ) {
    super();
    this.issuer = settings.publicUrl;
  }

  principalOf(token: string): Principal | null | Promise<Principal | null> {
    if (token.length > ACCESS_TOKEN.mostBytes) return null;
    const name = hash('sha256', token, 'base64');
    const read = this.remembered.get(name);
    const state = this.state.current();
    if (read && !(state instanceof Promise)) return judged(read, state);
    return this.verified(name, token);
  }

  private async verified(name: string, token: string): Promise<Principal | null> {
    const read = this.remembered.get(name) ?? (await readToken(token, this.issuer, this.state));
    if (!read) return null;
    this.remember(name, read);
    return judged(read, await this.state.current());
  }

  private remember(name: string, read: ReadToken): void {
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= MOST_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(name, read);
  }
}

/** Whether a token that we did sign is good at this moment. */
function judged({ principal, kid, issuedAt, until }: ReadToken, state: Verification): Principal | null {
  const revokedAt = (name: string | null): number => (name === null ? 0 : (state.revoked.get(name) ?? 0));
  const revoked = Math.max(revokedAt(principal.subject), revokedAt(principal.sessionId));
  if (Date.now() / 1000 >= until || !state.keys.has(kid) || issuedAt <= revoked) return null;
  return state.restricted.has(principal.subject) ? { ...principal, restricted: true } : principal;
}
