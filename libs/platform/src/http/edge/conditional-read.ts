import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../language';
import { vary } from '../problem-document';
import { sameTag, type ReadTags } from '../read-tags';
import type { RouteTraits } from '../route';

type VersionedRoute = RouteTraits & Required<Pick<RouteTraits, 'versioned'>>;

/** A cache may show the former answer this long (seconds) while it asks for the new one. */
const STALE_WHILE_REVALIDATE = 60;

const keptFor = (seconds: number): string =>
  `public, max-age=${String(seconds)}, stale-while-revalidate=${String(STALE_WHILE_REVALIDATE)}`;
const PRIVATE = 'private, no-cache';
const COMPRESSED = /\b(?:gzip|br)\b/;

/** Lets caches keep this answer of open data so long (seconds) without asking again. */
export const keepFor = (reply: FastifyReply, seconds: number): FastifyReply =>
  reply.header('cache-control', keptFor(seconds));

/** Labels a read with its tag, before any data are read, and answers 304 itself where the caller has them already. */
export class ConditionalRead {
  constructor(private readonly tags: ReadTags) {}

  /** True when the request is answered. */
  answered(request: FastifyRequest, reply: FastifyReply, traits: RouteTraits): boolean | Promise<boolean> {
    if (!traits.versioned || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    return this.label(request, reply, traits as VersionedRoute);
  }

  private async label(
    request: FastifyRequest,
    reply: FastifyReply,
    { versioned, access }: VersionedRoute,
  ): Promise<boolean> {
    const tag = await this.tags.of(request.url.split('?', 1)[0] ?? '/', versioned.datasets, {
      query: request.query as Record<string, unknown>,
      format: request.format,
      ...(versioned.spoken && { language: languageOf(request) }),
    });
    // Compression changes the bytes but not what they say: such an answer is only weakly the same.
    const weak = COMPRESSED.test(request.headers['accept-encoding'] ?? '');
    reply
      .header('etag', weak ? `W/${tag}` : tag)
      .header('cache-control', access?.kind === 'open-data' ? keptFor(versioned.maxAge) : PRIVATE);
    vary(reply, 'Accept', 'Accept-Language', 'Accept-Encoding');
    const known = request.headers['if-none-match'];
    if (known === undefined || !sameTag(known, tag)) return false;
    reply.code(304).send();
    return true;
  }
}
