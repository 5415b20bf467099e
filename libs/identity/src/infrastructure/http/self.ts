import { actorOf, HttpRefusal, type Principal, type Call } from '@hexagone/platform';
import { problem } from '@hexagone/kernel';
import type { Confirmation } from '../../application/rights/confirm-password';

/** Who asks, where the route's policy lets none but people in. */
export function selfOf({ request: { principal } }: Call): Principal {
  if (!principal) throw new Error('A route for people themselves was reached without anybody');
  return principal;
}

/** The same in the words of the use cases. */
export const selfTerms = (call: Call): Omit<Confirmation, 'password'> & { readonly session?: string } => {
  const { sessionId } = selfOf(call);
  const { request } = call;
  return {
    actor: actorOf(request),
    requestId: request.id,
    address: request.ip,
    ...(sessionId !== null && { session: sessionId }),
  };
};

const PASSWORD_TOO_OLD = problem('identity.recent-sign-in-required', 'unauthenticated', {
  en: 'Sign in again',
  fr: 'Connectez-vous de nouveau',
});

const MOST_SECONDS = 300;

/** RFC 9470: refuses a token whose bearer gave the password longer ago than that. */
export function mustHaveSignedInRecently(call: Call): void {
  const { authenticatedAt } = selfOf(call);
  if (Date.now() - authenticatedAt.getTime() <= MOST_SECONDS * 1000) return;
  throw new HttpRefusal(
    PASSWORD_TOO_OLD,
    {
      en: `This cannot be undone: sign in anew, and ask again within ${String(MOST_SECONDS)} seconds.`,
      fr: `Ceci est irréversible : connectez-vous de nouveau, puis redemandez dans les ${String(MOST_SECONDS)} secondes.`,
    },
    {
      'www-authenticate': `Bearer realm="hexagone", error="insufficient_user_authentication", max_age=${String(MOST_SECONDS)}`,
    },
  );
}
