import { isUuid } from '@hexagone/kernel';
import type { Principal } from '@hexagone/platform';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { ACCESS_TOKEN } from './token-form';
import type { VerificationState } from './verification-state';

/** A token that we signed, and what does not change of it. Times in seconds since 1970. */
export interface ReadToken {
  readonly principal: Principal;
  readonly kid: string;
  readonly issuedAt: number;
  readonly until: number;
}

const CLIENT = 'client:';
const { algorithm, type, audience, lifetime, tolerance } = ACCESS_TOKEN;

/**
 * The token as signed by one of our keys, or null. Headers that name or bring a key (`jku`, `x5u`, `jwk`) mean nothing: a
 * key is one of ours or none. `maxTokenAge` also refuses what was issued in the future.
 */
export async function readToken(token: string, issuer: string, state: VerificationState): Promise<ReadToken | null> {
  const kid = kidOf(token);
  if (kid === null) return null;
  const key = (await state.current()).keys.get(kid) ?? (await state.searched()).keys.get(kid);
  if (!key) return null;
  const options = {
    ...{ algorithms: [algorithm], typ: type, issuer, audience, clockTolerance: tolerance, maxTokenAge: lifetime },
    requiredClaims: ['exp', 'iat', 'jti', 'sub', 'scope', 'client_id', 'auth_time'],
  };
  const payload = await jwtVerify(token, key, options).then(
    (verified) => verified.payload,
    () => null,
  );
  const principal = payload && principalIn(payload);
  if (!principal) return null;
  const { iat = 0, exp = 0 } = payload;
  return { principal, kid, issuedAt: iat, until: Math.min(exp, iat + lifetime) + tolerance };
}

function kidOf(token: string): string | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}

function principalIn({ sub, scope, client_id, auth_time, sid }: JWTPayload): Principal | null {
  const isClient = sub?.startsWith(CLIENT) ?? false;
  const isKnownForm =
    sub !== undefined && isUuid(isClient ? sub.slice(CLIENT.length) : sub) && typeof scope === 'string';
  if (!isKnownForm || typeof client_id !== 'string' || typeof auth_time !== 'number') return null;
  return {
    subject: sub,
    scopes: scope.split(' ').filter(Boolean),
    kind: isClient ? 'client' : 'person',
    clientId: client_id,
    sessionId: typeof sid === 'string' ? sid : null,
    authenticatedAt: new Date(auth_time * 1000),
    restricted: false,
  };
}
