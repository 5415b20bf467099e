import type { AuditLog, DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../authenticator';
import { actorOf } from '../caller';
import type { Access } from '../route';
import { isRestricted, notAPerson, scopesMissing, tokenNeeded, tokenRefused } from './access-refusals';
import { LIMITS } from './limits';
import { promptly } from './promptly';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;
const BASIC = /^Basic +[\w+/-]+=* *$/i;

/** A scope that nobody is ever given. */
const NOBODY = ['-'];

/** What only administrators may do: who else tries it is noted. */
const isAdministrators = (scopes: readonly string[]): boolean => scopes.some((scope) => /^audit:|:admin$/.test(scope));

const isRepeated = ({ raw }: FastifyRequest): boolean =>
  raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization').length > 1;

/** Who calls, and may they? Decides for every route alike, by its policy. */
export class AccessControl {
  constructor(
    private readonly mode: 'open' | 'protected',
    private readonly tokens: Authenticator,
    private readonly audit: AuditLog,
  ) {}

  /** Whose token was sent; nobody's where none was. One that is bad is refused (401) on every route, in every mode. */
  identify(request: FastifyRequest): Principal | null | Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    if (isRepeated(request)) throw tokenRefused();
    if (request.routeOptions.config.hexagone?.basic && BASIC.test(authorization)) return null;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > LIMITS.tokenCharacters) throw tokenRefused();
    return promptly(this.tokens.principalOf(token), (principal) => {
      if (principal === null) throw tokenRefused();
      return principal;
    });
  }

  /** Refuses (401, 403) who may not call this route. A route that states no policy is closed to everybody. */
  admit(request: FastifyRequest): void | Promise<void> {
    const { config } = request.routeOptions;
    const access = config.hexagone?.access ?? { kind: 'always', scopes: NOBODY };
    const refused = this.refusal(request.principal, access);
    if (!refused) return;
    if (request.principal && 'scopes' in access && isAdministrators(access.scopes))
      return this.denied(request, access.scopes, refused);
    throw refused;
  }

  /** For what depends on more than the route: refuses (403) a token without these scopes, where tokens are needed. */
  mustHold({ principal }: FastifyRequest, scopes: readonly string[]): void {
    const refused = this.refusal(principal, { kind: 'scopes', scopes });
    if (refused) throw refused;
  }

  private refusal(principal: Principal | null, access: Access): DomainError | undefined {
    if (access.kind === 'public' || access.kind === 'open-data') return undefined;
    const isFree = access.kind === 'scopes' && this.mode === 'open';
    if (principal === null) return isFree ? undefined : tokenNeeded();
    if (access.kind === 'self') return principal.kind === 'person' ? undefined : notAPerson();
    if (principal.restricted) return isRestricted();
    const missing = isFree ? [] : access.scopes.filter((scope) => !principal.scopes.includes(scope));
    return missing.length > 0 ? scopesMissing(missing, access.scopes) : undefined;
  }

  private async denied(request: FastifyRequest, scopes: readonly string[], refused: DomainError): Promise<never> {
    await this.audit.record({
      actor: actorOf(request),
      action: 'access.denied',
      target: `${request.method} ${request.routeOptions.url ?? ''}`,
      outcome: 'denied',
      requestId: request.id,
      detail: { scopes },
    });
    throw refused;
  }
}
