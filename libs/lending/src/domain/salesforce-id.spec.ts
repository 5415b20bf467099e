import fc from 'fast-check';
import { givenId, idInFile, suffixOf } from './salesforce-id';

const body = fc.stringMatching(/^006[0-9A-Za-z]{12}$/);

describe('the check characters of a Salesforce id', () => {
  it.each([
    ['006AbCdEfGhIjKl', 'IVK'],
    ['006AAAAAAAAAAAA', 'Y55'],
    ['006000000000000', 'AAA'],
    ['a0P9Z0000000001', 'UAA'],
    ['0012000000YI8d8', 'AAD'],
    ['001D000001PJDfa', 'IAH'],
    ['01220000000TwMY', 'AA0'],
  ])('of %s are %s', (id, suffix) => {
    expect(suffixOf(id)).toBe(suffix);
  });
});

describe('an id that somebody gives', () => {
  it.each([
    ['006AbCdEfGhIjKl', '006AbCdEfGhIjKlIVK'],
    ['006AbCdEfGhIjKlivk', '006AbCdEfGhIjKlIVK'],
    ['006abcdefghijklIVK', '006AbCdEfGhIjKlIVK'],
    ['006ABCDEFGHIJKLivk', '006AbCdEfGhIjKlIVK'],
    ['006abcdefghijklIVJ', '006AbCdEfGHijKlIVJ'],
  ])('%s is %s', (given, id) => {
    expect(givenId(given, '006')).toBe(id);
  });

  it.each([
    '006AbCdEfGhIjKlIVJ',
    '006000000000001AAB',
    '0065q00000AlAK0AAM',
    '0065q00000AlAK0AA',
    '0012000000YI8d8AAD',
    '0065q00000AlAK-AAN',
    '006abcdefghijklIV9',
    '',
    '006',
  ])('%j is none', (given) => {
    expect(() => givenId(given, '006')).toThrow(expect.objectContaining({ code: 'lending.malformed-id' }) as Error);
  });

  it('is found again however a tool changed its case', () => {
    fc.assert(
      fc.property(body, (id) => {
        const whole = id + suffixOf(id);
        expect(givenId(id, '006')).toBe(whole);
        expect(givenId(id.toLowerCase() + whole.slice(15), '006')).toBe(whole);
        expect(givenId(whole.toUpperCase(), '006')).toBe(whole);
      }),
    );
  });
});

describe('an id in a file', () => {
  it('has 15 characters, or 18 that are exact', () => {
    expect(idInFile('006AbCdEfGhIjKl')).toBe('006AbCdEfGhIjKlIVK');
    expect(idInFile('006AbCdEfGhIjKlIVK')).toBe('006AbCdEfGhIjKlIVK');
  });

  it.each(['006abcdefghijklIVK', '006AbCdEfGhIjKlivk', '006AbCdEfGhIjKlIV', ' 006AbCdEfGhIjKl', ''])(
    'is not %j: nothing is restored there',
    (text) => {
      expect(idInFile(text)).toBeUndefined();
    },
  );
});
