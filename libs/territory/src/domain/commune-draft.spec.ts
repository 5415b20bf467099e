import type { DomainError } from '@hexagone/kernel';
import fc from 'fast-check';
import { mustBeWhole, readCommuneDraft } from './commune-draft';

const faultsOf = (document: Record<string, unknown>, nullable = false): readonly (string | undefined)[] => {
  try {
    readCommuneDraft(document, nullable);
  } catch (error) {
    return (error as DomainError).extras.faults?.map(({ pointer }) => pointer) ?? [];
  }
  return [];
};

describe('a document about a commune', () => {
  it('is read, its lost zeros put back', () => {
    const document = {
      nom: ' Épinal ',
      codesPostaux: ['1400', '01410'],
      population: 0,
      siren: '210100012',
      centre: { type: 'Point', coordinates: [4.9, 46.1] },
      codeEpci: '200069193',
      codeDepartement: '01',
    };
    expect(readCommuneDraft(document, false)).toEqual({
      changes: {
        nom: 'Épinal',
        codesPostaux: ['01400', '01410'],
        population: 0,
        siren: '210100012',
        centre: { lat: 46.1, lon: 4.9 },
        codeEpci: '200069193',
      },
      repeated: { codeDepartement: '01' },
    });
  });

  it('takes one postal code instead of the list, never both', () => {
    expect(readCommuneDraft({ codePostal: '1400' }, true)).toEqual({ changes: {}, repeated: {}, codePostal: '01400' });
    expect(faultsOf({ codePostal: '01400', codesPostaux: ['01400'] })).toEqual(['/codePostal']);
  });

  it.each([
    ['a name that is none', { nom: '  ' }, '/nom'],
    ['a name without letter', { nom: '1234' }, '/nom'],
    ['a name with a line break', { nom: 'a\nb' }, '/nom'],
    ['a postal code as a number', { codePostal: 1400 }, '/codePostal'],
    ['postal codes as numbers', { codesPostaux: [1400] }, '/codesPostaux'],
    ['no postal code', { codesPostaux: [] }, '/codesPostaux'],
    ['the same postal code twice', { codesPostaux: ['1400', '01400'] }, '/codesPostaux'],
    ['a postal code of three digits', { codePostal: '140' }, '/codePostal'],
    ['a negative population', { population: -1 }, '/population'],
    ['a population as text', { population: '860' }, '/population'],
    ['a siren of eight digits', { siren: '12345678' }, '/siren'],
    ['a centre beyond the pole', { centre: { type: 'Point', coordinates: [4, 91] } }, '/centre'],
    ['a centre that is no point', { centre: [4, 46] }, '/centre'],
    ['null where nothing may be taken back', { population: null }, '/population'],
    ['an unknown member', { 'a/b~': 1 }, '/a~1b~0'],
    ['a member of every object', { constructor: 1 }, '/constructor'],
  ])('is refused with %s', (_, document, pointer) => {
    expect(faultsOf(document)).toEqual([pointer]);
  });

  it('tells every fault at once', () => {
    expect(faultsOf({ nom: 1, population: 'x', zzz: 1 })).toEqual(['/nom', '/population', '/zzz']);
  });

  it('takes null in a merge patch', () => {
    expect(readCommuneDraft({ population: null }, true).changes).toEqual({ population: null });
    expect(faultsOf({ codePostal: null }, true)).toEqual(['/codePostal']);
  });

  it('is whole with a name and a postal code', () => {
    expect(() => {
      mustBeWhole(readCommuneDraft({ nom: 'Épinal', codePostal: '88000' }, false));
    }).not.toThrow();
    expect(() => {
      mustBeWhole(readCommuneDraft({ population: 1 }, false));
    }).toThrow('nom is required. codesPostaux is required.');
  });

  it('is refused or read, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (document, nullable) => {
        expect(Array.isArray(faultsOf(document, nullable))).toBe(true);
      }),
    );
  });
});
