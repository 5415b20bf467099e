import type { FastifyRequest } from 'fastify';
import { itemTag } from './item-tag';
import { writeTerms } from './write-terms';

const ITEM = { version: 3, json: '{"id":1}' };
const TAG = itemTag(ITEM);

const request = (ifMatch?: string, subject?: string): FastifyRequest =>
  ({
    id: 'r',
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    principal: subject === undefined ? null : { subject, kind: subject.startsWith('client:') ? 'client' : 'person' },
  }) as unknown as FastifyRequest;

const outcome = (ifMatch: string | undefined, present: typeof ITEM | null, required = false): string => {
  try {
    writeTerms(request(ifMatch), { required }).guard?.(present);
    return 'passes';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the terms of a write', () => {
  it.each([
    [undefined, 'anonymous'],
    ['4f6c', 'account:4f6c'],
    ['client:importer', 'client:importer'],
  ])('name the bearer %s of a token as %s', (subject, actor) => {
    expect(writeTerms(request(undefined, subject)).author).toEqual({ actor, requestId: 'r' });
  });

  it.each([
    ['nothing is expected', undefined, ITEM, 'passes'],
    ['the present version', TAG, ITEM, 'passes'],
    ['one of several', `"x", ${TAG}`, ITEM, 'passes'],
    ['any version', '*', ITEM, 'passes'],
    ['a weak tag', `W/${TAG}`, ITEM, 'sites.stale-version'],
    ['another version', itemTag({ ...ITEM, version: 2 }), ITEM, 'sites.stale-version'],
    ['another body', itemTag({ ...ITEM, json: '{}' }), ITEM, 'sites.stale-version'],
    ['something, and nothing is there', '*', null, 'sites.stale-version'],
  ])('hold when %s', (_, ifMatch, present, expected) => {
    expect(outcome(ifMatch, present)).toBe(expected);
  });

  it('may require that something is expected of what is there', () => {
    expect(outcome(undefined, ITEM, true)).toBe('platform.precondition-required');
    expect(outcome(undefined, null, true)).toBe('passes');
    expect(outcome(TAG, ITEM, true)).toBe('passes');
  });
});
