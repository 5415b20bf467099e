import { DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { BODY_TOO_LARGE, HttpRefusal, UNSUPPORTED_MEDIA_TYPE } from '../problems';
import { LIMITS } from './limits';
import type { BodyTraits } from '../route';

const JSON_ALONE = ['application/json'];
const PATCHES = ['application/merge-patch+json', 'application/json'];

const FORM_ALONE = ['application/x-www-form-urlencoded'];

/** True where this request's body is a form. */
export const isForm = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.hexagone?.form ?? false;

function acceptedTypes(request: FastifyRequest): readonly string[] {
  if (isForm(request)) return FORM_ALONE;
  return request.method === 'PATCH' ? PATCHES : JSON_ALONE;
}

/** True where this request's body is a file that the handler reads itself. */
export function isUpload(request: FastifyRequest): boolean {
  const upload = request.routeOptions.config.hexagone?.upload;
  if (!upload) return false;
  return upload.whenQuery === undefined || (request.query as Record<string, unknown>)[upload.whenQuery] !== undefined;
}

export const bodyTraits = (request: FastifyRequest): BodyTraits => request.routeOptions.config.hexagone?.body ?? {};

/** How long a body may be that is no file. */
export const mostBytes = (request: FastifyRequest): number =>
  bodyTraits(request).bytes ?? (isForm(request) ? LIMITS.formBytes : LIMITS.bodyBytes);

export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw new HttpRefusal(
    UNSUPPORTED_MEDIA_TYPE,
    { en: 'Send the body without Content-Encoding.', fr: 'Envoyez le corps sans Content-Encoding.' },
    { 'accept-encoding': 'identity' },
  );
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

function checkType(request: FastifyRequest): void {
  const given = request.headers['content-type'] ?? '';
  const accepted = acceptedTypes(request);
  const type = given.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const charset = CHARSET.exec(given)?.[1]?.toLowerCase();
  if (accepted.includes(type) && (charset === undefined || charset === 'utf-8' || charset === 'utf8')) return;
  const list = accepted.join(', ');
  throw new HttpRefusal(
    UNSUPPORTED_MEDIA_TYPE,
    { en: `Send ${list} in UTF-8.`, fr: `Envoyez ${list} en UTF-8.` },
    { [request.method === 'PATCH' ? 'accept-patch' : 'accept-post']: list },
  );
}

export const bodyTooLarge = (most: number): DomainError =>
  new DomainError(BODY_TOO_LARGE, {
    en: `The body has more than ${String(most)} bytes.`,
    fr: `Le corps dépasse ${String(most)} octets.`,
  });

/** Media type, encoding and announced length of a body, before its first byte is read. */
export function checkBodyHeaders(request: FastifyRequest, uploadMaxBytes: number): void {
  if (!hasBody(request) || request.method === 'GET' || request.method === 'HEAD') return;
  const upload = isUpload(request);
  checkEncoding(request.headers['content-encoding']);
  if (!upload) checkType(request);
  const most = upload ? uploadMaxBytes : mostBytes(request);
  if (Number(request.headers['content-length'] ?? 0) > most) throw bodyTooLarge(most);
}
