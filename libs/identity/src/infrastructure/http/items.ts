import { createHash } from 'node:crypto';
import { DomainError, problem } from '@hexagone/kernel';
import { actorOf, type Call, PRECONDITION_REQUIRED, sameTag } from '@hexagone/platform';
import type { Terms } from '../../application/terms';
import type { Item } from '../listing/stored-items';

const STALE = problem('identity.stale-version', 'stale', {
  en: 'Not the present version',
  fr: "Ce n'est pas la version actuelle",
});

const tagOf = ({ version, json }: Item): string =>
  `"${version}-${createHash('sha256').update(json).digest('hex').slice(0, 16)}"`;

/** Strong comparison (RFC 9110): a weak tag never matches. */
const names = (ifMatch: string, item: Item): boolean =>
  ifMatch.split(',').some((candidate) => [tagOf(item), '*'].includes(candidate.trim()));

/** The item with its strong tag. It is personal, or leads to secrets: nobody keeps it. */
export function present({ reply }: Call, item: Item, json = item.json): string {
  reply.header('etag', tagOf(item)).header('cache-control', 'no-store').type('application/json; charset=utf-8');
  return json;
}

/** The same; 304 without body where the caller has it already. */
export function read(call: Call, item: Item): string | undefined {
  const json = present(call, item);
  const known = call.request.headers['if-none-match'];
  if (known === undefined || !(known.trim() === '*' || sameTag(known, tagOf(item)))) return json;
  call.reply.code(304);
  return undefined;
}

export interface Condition {
  /** The item as it stands. */
  readonly item: () => Promise<Item | null>;
  /** A caller who states no `If-Match` is refused. */
  readonly required: boolean;
}

/** Who asks, and on what condition. */
export function termsOf({ request }: Call, condition?: Condition): Terms {
  const terms = { actor: actorOf(request), requestId: request.id };
  if (!condition) return terms;
  const ifMatch = request.headers['if-match'];
  if (ifMatch === undefined) return condition.required ? { ...terms, guard: mustBeStated } : terms;
  return {
    ...terms,
    guard: async () => {
      const item = await condition.item();
      if (!item || !names(ifMatch, item)) throw stale();
    },
  };
}

const stale = (): DomainError =>
  new DomainError(STALE, {
    en: 'If-Match does not name the present version: read it again.',
    fr: 'If-Match ne désigne pas la version actuelle : relisez.',
  });

const mustBeStated = (): Promise<never> =>
  Promise.reject(
    new DomainError(PRECONDITION_REQUIRED, {
      en: 'Send If-Match with the ETag of the version that you know.',
      fr: "Envoyez If-Match avec l'ETag de la version que vous connaissez.",
    }),
  );
