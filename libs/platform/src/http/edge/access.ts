import type { FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../authenticator';
import { HttpRefusal, SCOPE_MISSING, TOKEN_REQUIRED } from '../problems';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;
const REALM = 'Bearer realm="hexagone"';

const unauthenticated = (sent: boolean): HttpRefusal =>
  new HttpRefusal(
    TOKEN_REQUIRED,
    sent
      ? { en: 'The token is not valid.', fr: "Le jeton n'est pas valide." }
      : { en: 'A bearer token is needed here.', fr: 'Un jeton (Bearer) est nécessaire ici.' },
    { 'www-authenticate': sent ? `${REALM}, error="invalid_token"` : REALM },
  );

function missingScopes(missing: readonly string[], needed: readonly string[]): HttpRefusal {
  const list = missing.join(' ');
  return new HttpRefusal(
    SCOPE_MISSING,
    { en: `The token lacks the scope ${list}.`, fr: `Le jeton n'a pas la portée ${list}.` },
    { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${needed.join(' ')}"` },
  );
}

/** A scope that nobody is ever given. */
const NOBODY = ['-'];

/** May this request be answered? A route that states nobody is closed to everybody. */
export class AccessControl {
  constructor(
    private readonly mode: 'open' | 'protected',
    private readonly tokens: Authenticator,
  ) {}

  /** True where the answer needs no waiting: nothing was sent and nothing is needed. */
  isFree({ headers, routeOptions }: FastifyRequest): boolean {
    const access = routeOptions.config.hexagone?.access;
    const open = this.mode === 'open' || (access !== undefined && access.kind !== 'scopes');
    return open && headers.authorization === undefined;
  }

  /** Refuses with 401 or 403. A token that is sent and bad is refused everywhere access is protected. */
  async check({ headers, routeOptions }: FastifyRequest): Promise<Principal | null> {
    if (this.mode === 'open') return null;
    const access = routeOptions.config.hexagone?.access;
    const { authorization } = headers;
    const token = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
    const principal = token === undefined ? null : await this.tokens.principalOf(token);
    if (principal === null && authorization !== undefined) throw unauthenticated(true);
    if (access && access.kind !== 'scopes') return principal;
    if (principal === null) throw unauthenticated(false);
    const needed = access?.scopes ?? NOBODY;
    const missing = needed.filter((scope) => !principal.scopes.includes(scope));
    if (missing.length > 0) throw missingScopes(missing, needed);
    return principal;
  }
}
