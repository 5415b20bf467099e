import { createHash } from 'node:crypto';
import { DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { INVALID_PARAMETERS } from '../problems';
import type { KeyedRequest } from './idempotency-keys';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';
const VISIBLE = /^[!-~]{1,255}$/;

const hash = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value, inOrder)).digest();

/** The members of an object have no order: the same ones in another are the same document. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Who asked, as it is kept: only who knows the caller recognises it. */
export const callerHash = (subject: string): Buffer => createHash('sha256').update(subject).digest();

function refuseKey(): never {
  const detail = {
    en: `${IDEMPOTENCY_KEY} must have 1 to 255 visible ASCII characters, and be given once`,
    fr: `${IDEMPOTENCY_KEY} doit avoir de 1 à 255 caractères ASCII visibles, et être donnée une fois`,
  };
  throw new DomainError(INVALID_PARAMETERS, detail, {
    faults: [{ parameter: IDEMPOTENCY_KEY, code: 'malformed', detail }],
  });
}

/** Under which key what is asked; undefined without one. Keys of two callers have nothing to do with each other. */
export function keyedRequest({
  headers,
  principal,
  method,
  url,
  query,
  body,
}: FastifyRequest): KeyedRequest | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !VISIBLE.test(key)) return refuseKey();
  const path = url.split('?', 1)[0];
  return {
    id: hash([principal?.subject ?? null, key]),
    request: hash([method, path, query, body ?? null]),
    caller: principal && callerHash(principal.subject),
  };
}
