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
  const url = new URL(request.url, 'http://localhost');
  for (const [name, value] of Object.entries(parameters))
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

export interface Collected<T> {
  readonly data: readonly T[];
  readonly limit: number;
  readonly total?: number;
  /** The parameters that lead to the next and to the previous page. */
  readonly next?: Readonly<Record<string, string | undefined>>;
  readonly prev?: Readonly<Record<string, string | undefined>>;
}

export interface Collection<T> {
  readonly data: readonly T[];
  readonly meta: { readonly limit: number; readonly has_more: boolean; readonly total?: number };
  readonly links: { readonly self: string; readonly next?: string; readonly prev?: string };
}

/** The envelope of every collection, and its `Link` header. */
export function collection<T>(page: Collected<T>, request: FastifyRequest, reply: FastifyReply): Collection<T> {
  const next = page.next && urlWith(request, page.next);
  const prev = page.prev && urlWith(request, page.prev);
  if (next !== undefined || prev !== undefined) reply.header('link', linkHeader({ prev, next }));
  return {
    data: page.data,
    meta: {
      limit: page.limit,
      has_more: next !== undefined,
      ...(page.total !== undefined && { total: page.total }),
    },
    links: { self: request.url, ...(next !== undefined && { next }), ...(prev !== undefined && { prev }) },
  };
}

/** A limit above the most that is served is lowered, and `X-Limit` and `meta.limit` say so. */
export function clamp(limit: number, most: number, reply: FastifyReply): number {
  const applied = Math.min(limit, most);
  if (applied !== limit) reply.header('x-limit', String(applied));
  return applied;
}
