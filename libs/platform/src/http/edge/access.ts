import type { AuditLog, DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../authenticator';
import { actorOf } from '../caller';
import type { HttpRefusal } from '../problems';
import type { Access } from '../route';
import { isRestricted, notAPerson, scopesMissing, tokenNeeded, tokenRefused } from './access-refusals';
import { LIMITS } from './limits';
import { promptly } from './promptly';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;
const BASIC = /^Basic\b/i;
const FIELD = 'authorization';

/** A scope that nobody is ever given. */
const NOBODY = ['-'];

/** What only administrators may do: who else tries it is noted. */
const isAdministrators = (scopes: readonly string[]): boolean => scopes.some((scope) => /^audit:|:admin$/.test(scope));

function isRepeated({ raw: { rawHeaders } }: FastifyRequest): boolean {
  let fields = 0;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.length === FIELD.length && rawHeaders[i]?.toLowerCase() === FIELD) fields++;
  return fields > 1;
}

export type Identified = Principal | HttpRefusal | null;

/** Who calls, and may they? Decides for every route alike, by its policy. */
export class AccessControl {
  constructor(
    private readonly mode: 'open' | 'protected',
    private readonly tokens: Authenticator,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Whose token was sent; null where none was. Of one that is bad the refusal (401), on every route and in every mode:
   * thrown by the caller, once the attempt is counted.
   */
  identify(request: FastifyRequest): Identified | Promise<Identified> {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    if (isRepeated(request)) return tokenRefused();
    if (request.routeOptions.config.hexagone?.basic && BASIC.test(authorization)) return null;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > LIMITS.tokenCharacters) return tokenRefused();
    return promptly(this.tokens.principalOf(token), (principal) => principal ?? tokenRefused());
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
