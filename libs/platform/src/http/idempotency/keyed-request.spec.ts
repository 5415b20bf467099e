import type { FastifyRequest } from 'fastify';
import { keyedRequest } from './keyed-request';

const request = (more: object = {}): FastifyRequest =>
  ({
    headers: { 'idempotency-key': 'k' },
    principal: null,
    method: 'POST',
    url: '/things?b=2&a=1',
    query: { b: '2', a: '1' },
    body: { name: 'x', list: [1, { d: 4, c: 3 }] },
    ...more,
  }) as unknown as FastifyRequest;

const hex = (more: object = {}): readonly (string | undefined)[] => {
  const asked = keyedRequest(request(more));
  return [asked?.id.toString('hex'), asked?.request.toString('hex')];
};
const [id, asked] = hex();

describe('a keyed request', () => {
  it('is none without a key', () => {
    expect(keyedRequest(request({ headers: {} }))).toBeUndefined();
  });

  it.each([
    ['members in another order', { body: { list: [1, { c: 3, d: 4 }], name: 'x' } }],
    ['parameters in another order', { url: '/things?a=1&b=2', query: { a: '1', b: '2' } }],
  ])('is the same with %s', (_, more) => {
    expect(hex(more)).toEqual([id, asked]);
  });

  it.each([
    ['another method', { method: 'PUT' }],
    ['another path', { url: '/thing?b=2&a=1' }],
    ['another query', { query: { a: '1', b: '3' } }],
    ['another body', { body: { name: 'y', list: [1, { d: 4, c: 3 }] } }],
    ['a list in another order', { body: { name: 'x', list: [{ d: 4, c: 3 }, 1] } }],
    ['no body', { body: undefined }],
  ])('is another under the same key with %s', (_, more) => {
    expect(hex(more)[0]).toBe(id);
    expect(hex(more)[1]).not.toBe(asked);
  });

  it('has the key of its caller', () => {
    const ids = [{ principal: { subject: 'a' } }, { principal: { subject: 'b' } }, {}].map((more) => hex(more)[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it.each(['', ' ', 'a b', 'é', 'a\tb', 'k'.repeat(256)])('refuses the key %j, naming the header', (key) => {
    expect(() => keyedRequest(request({ headers: { 'idempotency-key': key } }))).toThrow(/^Idempotency-Key must have/);
  });

  it('takes every visible character', () => {
    const key = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join('');
    expect(keyedRequest(request({ headers: { 'idempotency-key': key } }))).toBeDefined();
  });
});
