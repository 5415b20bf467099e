import type { FastifyReply, FastifyRequest } from 'fastify';

type Relation = 'first' | 'prev' | 'next' | 'last';

/** RFC 8288: `</imports?cursor=…>; rel="next"`. */
export const linkHeader = (links: Partial<Record<Relation, string | undefined>>): string =>
  Object.entries(links)
    .flatMap(([relation, url]: [string, string | undefined]) =>
      url === undefined ? [] : [`<${url}>; rel="${relation}"`],
    )
    .join(', ');

/** The present path and query with some parameters set, or taken away by undefined. */
export function urlWith(request: FastifyRequest, parameters: Readonly<Record<string, string | undefined>>): string {
  const [path = '/'] = request.url.split('?', 1);
  const wanted = new URLSearchParams(request.url.slice(path.length));
  for (const [name, value] of Object.entries(parameters))
    if (value === undefined) wanted.delete(name);
    else wanted.set(name, value);
  return wanted.size > 0 ? `${path}?${wanted.toString()}` : path;
}

export interface PageMeta {
  readonly limit: number;
  readonly total?: number;
  /** Where pages are counted. */
  readonly page?: number;
  /** The parameters that lead to the next and to the previous page. */
  readonly next?: Readonly<Record<string, string | undefined>>;
  readonly prev?: Readonly<Record<string, string | undefined>>;
  /** Further members of `meta`. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** JSON of an object: further members of the answer, where that is text. */
  readonly beside?: string;
}

export interface Collected<T> extends PageMeta {
  readonly data: readonly T[];
}

interface Envelope {
  readonly meta: {
    readonly limit: number;
    readonly has_more: boolean;
    readonly page?: number;
    readonly total?: number;
  };
  readonly links: { readonly self: string; readonly next?: string; readonly prev?: string };
}

export interface Collection<T> extends Envelope {
  readonly data: readonly T[];
}

function envelope(
  { limit, total, page, more, ...to }: PageMeta,
  request: FastifyRequest,
  reply: FastifyReply,
): Envelope {
  const next = to.next && urlWith(request, to.next);
  const prev = to.prev && urlWith(request, to.prev);
  if (next !== undefined || prev !== undefined) reply.header('link', linkHeader({ prev, next }));
  return {
    meta: {
      limit,
      has_more: next !== undefined,
      ...(page !== undefined && { page }),
      ...(total !== undefined && { total }),
      ...more,
    },
    links: { self: request.url, ...(next !== undefined && { next }), ...(prev !== undefined && { prev }) },
  };
}

/** The envelope of every collection, and its `Link` header. */
export const collection = <T>(page: Collected<T>, request: FastifyRequest, reply: FastifyReply): Collection<T> => ({
  data: page.data,
  ...envelope(page, request, reply),
});

/** The same as text, of items that are JSON texts already, joined by commas. */
export function collectionText(
  items: string | null,
  page: PageMeta,
  request: FastifyRequest,
  reply: FastifyReply,
): string {
  const { meta, links } = envelope(page, request, reply);
  reply.type('application/json; charset=utf-8');
  const beside = page.beside === undefined ? '' : `,${page.beside.slice(1, -1)}`;
  return `{"data":[${items ?? ''}],"meta":${JSON.stringify(meta)},"links":${JSON.stringify(links)}${beside}}`;
}

/** A limit above the most that is served is lowered, and `X-Limit` and `meta.limit` say so. */
export function clamp(limit: number, most: number, reply: FastifyReply): number {
  const applied = Math.min(limit, most);
  if (applied !== limit) reply.header('x-limit', String(applied));
  return applied;
}
