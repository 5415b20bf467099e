import type { FastifyReply, FastifyRequest } from 'fastify';
import { vary } from '../problem-document';
import type { RouteTraits } from '../route';

const FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'web-share',
  'xr-spatial-tracking',
];

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
  'cache-control': 'no-store',
};

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";
const PAGE_WITH_OUR_ASSETS =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
/** Our own pages: one inline style sheet, no script. */
const PAGE_WITHOUT_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const policyFor = (path: string): string => {
  if (path === '/docs' || path.startsWith('/docs/')) return PAGE_WITH_OUR_ASSETS;
  return path === '/status' || path.startsWith('/problems') || path.startsWith('/privacy/')
    ? PAGE_WITHOUT_SCRIPT
    : NO_PAGE;
};

const forShared = (path: string): Record<string, string> => ({
  ...ALWAYS,
  'content-security-policy': policyFor(path),
  'cross-origin-resource-policy': 'cross-origin',
});
const DATA = { ...ALWAYS, 'content-security-policy': NO_PAGE, 'cross-origin-resource-policy': 'same-origin' };
const OPEN_DATA = { ...DATA, 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' };

/** On every answer, whatever becomes of it. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const kind = request.routeOptions.config.hexagone?.access?.kind;
  if (kind === 'open-data') reply.headers(OPEN_DATA);
  else if (kind === 'public' && request.method !== 'POST')
    reply.headers(forShared(request.url.split('?', 1)[0] ?? '/'));
  else reply.headers(DATA);
  reply.header('x-request-id', request.id);
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
}

const EXPOSED =
  'Link, Location, ETag, Retry-After, WWW-Authenticate, X-Request-Id, X-Total-Count, X-Limit, Content-Location, RateLimit, RateLimit-Policy';
const SENDABLE =
  'Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Request-Id';

/** Which pages of other origins may read the answer: any for open data, else the listed ones, exactly. */
export function shareWith(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  const openData = request.routeOptions.config.hexagone?.access?.kind === 'open-data';
  if (openData) {
    reply.header('access-control-expose-headers', EXPOSED);
    return;
  }
  vary(reply, 'Origin');
  if (!origins.includes(origin)) return;
  reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED });
}

/** The answer to a preflight: what `shareWith` would say of the request that it announces. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, traits: readonly RouteTraits[]): void {
  const wanted = request.headers['access-control-request-method'];
  if (wanted === undefined) return;
  const reading = wanted === 'GET' || wanted === 'HEAD';
  if (reading && traits.some(({ access }) => access?.kind === 'open-data'))
    reply.header('access-control-allow-origin', '*');
  if (reply.hasHeader('access-control-allow-origin'))
    reply.headers({
      'access-control-allow-methods': reply.getHeader('allow') ?? '',
      'access-control-allow-headers': SENDABLE,
      'access-control-max-age': '600',
    });
}
