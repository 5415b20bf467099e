import { DomainError, problem } from '@hexagone/kernel';
import { actorOf, PRECONDITION_REQUIRED } from '@hexagone/platform';
import type { FastifyRequest } from 'fastify';
import type { Item, Terms } from '../../application/item-reads';
import { itemTag } from './item-tag';

const stale = problem('sites.stale-version', 'stale', {
  en: 'Not the present version',
  fr: "Ce n'est pas la version actuelle",
});

/** Strong comparison (RFC 9110): a weak tag never matches. */
function names(ifMatch: string, item: Item): boolean {
  const tag = itemTag(item);
  return ifMatch.split(',').some((candidate) => [tag, '*'].includes(candidate.trim()));
}

/** Who writes, and on what condition. `required`: a caller who states no `If-Match` is refused. */
export function writeTerms(request: FastifyRequest, { required = false } = {}): Terms {
  const ifMatch = request.headers['if-match'];
  const author = { actor: actorOf(request), requestId: request.id };
  if (ifMatch !== undefined)
    return {
      author,
      guard: (present) => {
        mustBeNamed(ifMatch, present);
      },
    };
  return { author, ...(required && { guard: mustBeStated }) };
}

function mustBeNamed(ifMatch: string, present: Item | null): void {
  if (present && names(ifMatch, present)) return;
  throw new DomainError(stale, {
    en: 'If-Match does not name the present version: read the item again.',
    fr: 'If-Match ne désigne pas la version actuelle : relisez.',
  });
}

function mustBeStated(present: Item | null): void {
  if (!present) return;
  throw new DomainError(PRECONDITION_REQUIRED, {
    en: 'Send If-Match with the ETag of the version that you know.',
    fr: "Envoyez If-Match avec l'ETag de la version que vous connaissez.",
  });
}
