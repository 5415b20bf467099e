import { readPostalCode } from './postal-code-reading';
import { PostalCodeMalformed } from './territory.errors';

describe('reading of a postal code', () => {
  it('takes five digits as they are, then as known by the file alone, then as a CEDEX', () => {
    expect(readPostalCode(' 44021 ')).toEqual([
      { how: 'postal_code', postalCode: '44021', source: 'reference' },
      { how: 'postal_code_csv', postalCode: '44021', source: 'communes-csv' },
      { how: 'postal_code_cedex_guess', postalCode: '44000', source: 'reference' },
    ]);
  });

  it('restores the zero of four digits, which may also be a prefix', () => {
    expect(readPostalCode('1410').map(({ how }) => how)).toEqual([
      'padded',
      'postal_code_csv',
      'postal_code_prefix',
      'postal_code_cedex_guess',
    ]);
    expect(readPostalCode('1410')[0]).toMatchObject({ postalCode: '01410' });
  });

  it.each([
    ['750', '750'],
    ['0', '0'],
    ['014*', '014'],
    ['1410*', '1410'],
    ['01410*', '01410'],
  ])('%s is a prefix', (text, prefix) => {
    expect(readPostalCode(text)).toEqual([{ how: 'postal_code_prefix', prefix }]);
  });

  it.each([
    ['75000', '75056'],
    ['69000', '69123'],
    ['13000', '13055'],
  ])('%s is the whole town %s', (postalCode, communeCode) => {
    expect(readPostalCode(postalCode)).toContainEqual({ how: 'postal_code_generic', postalCode, communeCode });
  });

  it.each(['', '*', '7500A', '750000', '75-001', '-7500', '٧٥٠٠٠'])('refuses %p', (text) => {
    expect(() => readPostalCode(text)).toThrow(PostalCodeMalformed);
  });
});
