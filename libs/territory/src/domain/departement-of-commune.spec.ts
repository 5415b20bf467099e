import * as fc from 'fast-check';
import { ReferenceDirectory } from '../../../../test/support/reference-directory';
import { departementOfInseeCode, departementOfPostalCode } from './departement-of-code';
import { DepartementOfCommune, type DepartementOutcome } from './departement-of-commune';

const directory = new ReferenceDirectory();
const departement = new DepartementOfCommune(directory);
const codeOf = (outcome: DepartementOutcome): string | undefined =>
  'departementCode' in outcome ? outcome.departementCode : undefined;

/** Communes whose mail comes from another département. */
const ACROSS = [
  ...['03250', '04058', '04066', '04150', '04234', '04154', '04170', '04194', '07136', '15105', '24189', '24335'],
  ...['26374', '39102', '39283', '39274', '51478', '51522', '71085', '74109', '83105', '86042', '91479', '97701'],
  ...['97801', '98901'],
];

/** What happens to a code in a spreadsheet: lost zeros, a decimal part, blanks, small letters. */
const damaged = (code: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.boolean(), fc.constantFrom('', '.0', '.00'), fc.constantFrom('', ' ', '\t'), fc.boolean())
    .map(([robbed, decimals, blank, small]) => {
      const number = robbed ? code.replace(/^0(?=\d+$)/, '') : code;
      const text = /^\d+$/.test(number) ? number + decimals : number;
      return blank + (small ? text.toLowerCase() : text) + blank;
    });

describe('the département of a commune', () => {
  it('is that of its INSEE code, for each of the 34 969, however damaged the code', async () => {
    for (const { code, departement: expected } of directory.communes)
      expect(codeOf(await departement.of({ inseeCode: code }))).toBe(expected);
    const commune = fc.constantFrom(...directory.communes);
    const some = commune.chain((one) => fc.tuple(fc.constant(one), damaged(one.code)));
    await fc.assert(
      fc.asyncProperty(some, async ([{ departement: expected }, inseeCode]) => {
        expect(codeOf(await departement.of({ inseeCode, postalCode: '75001' }))).toBe(expected);
      }),
    );
  });

  it('is not what the postal code says for 26 communes', () => {
    const misled = directory.communes.filter(({ codesPostaux = [], departement: own }) =>
      codesPostaux.some((code) => threeDigitsOverseas(code) !== own),
    );
    expect(misled.map(({ code }) => code)).toEqual([...ACROSS].sort());
  });

  it.each(ACROSS)('of %s is found by code, and by name with postal code', async (code) => {
    const commune = directory.communes.find((one) => one.code === code);
    const [postalCode = ''] = commune?.codesPostaux ?? [];
    expect(codeOf(await departement.of({ inseeCode: code, postalCode }))).toBe(commune?.departement);
    expect(codeOf(await departement.of({ name: commune?.nom ?? '', postalCode }))).toBe(commune?.departement);
  });

  it('of a former code is that of the commune of today: 919 begin otherwise or not at all', async () => {
    expect(await departement.of({ inseeCode: '14513' })).toEqual({
      kind: 'found',
      departementCode: '50',
      how: 'insee',
      commune: { code: '50592', departementCode: '50' },
    });
    expect(codeOf(await departement.of({ inseeCode: '02344' }))).toBe('51');
  });

  it('of an arrondissement municipal is that of its city, and the arrondissement is kept', async () => {
    expect(await departement.of({ inseeCode: '75116' })).toEqual({
      kind: 'found',
      departementCode: '75',
      how: 'insee',
      commune: { code: '75056', departementCode: '75' },
      arrondissementCode: '75116',
    });
  });

  it('of an unknown code follows its first characters, where such a département exists', async () => {
    expect(await departement.of({ inseeCode: '97499' })).toEqual({
      kind: 'found',
      departementCode: '974',
      how: 'insee_prefix',
    });
    expect(await departement.of({ inseeCode: '20999' })).toEqual({ kind: 'unknown' });
  });

  it('is given, where it can be believed, to tell namesakes apart', async () => {
    const saintDenis = { name: 'ST DENIS' };
    expect(codeOf(await departement.of({ ...saintDenis, departement: '11' }))).toBe('11');
    expect(codeOf(await departement.of({ ...saintDenis, postalCode: '93200' }))).toBe('93');
    expect(await departement.of({ ...saintDenis, departement: '97' })).toEqual({ kind: 'unknown' });
    expect(codeOf(await departement.of({ name: 'Thièvres', postalCode: '62760', departement: '80' }))).toBe('62');
  });

  it('is ambiguous for the sixteen postal codes of two départements', async () => {
    const codes = new Set(directory.communes.flatMap(({ codesPostaux = [] }) => codesPostaux));
    const ambiguous: string[] = [];
    for (const postalCode of codes)
      if ((await departement.of({ postalCode })).kind === 'ambiguous') ambiguous.push(postalCode);
    expect(ambiguous.sort()).toEqual(
      '01200 01410 01590 05110 05130 05160 05700 06260 13780 21340 33220 37160 42620 43450 48250 52100'.split(' '),
    );
    const outcome = await departement.of({ postalCode: '52100' });
    const found = outcome.kind === 'ambiguous' ? outcome.candidates.map(({ departementCode }) => departementCode) : [];
    expect(new Set(found)).toEqual(new Set(['51', '52']));
  });

  it.each([
    ['44021', '44'],
    ['97199', '971'],
    ['20299', '2B'],
    ['20199', '2A'],
  ])('of the unknown postal code %s is deduced: %s', async (postalCode, departementCode) => {
    expect(await departement.of({ postalCode })).toEqual({ kind: 'deduced_from_postal_code', departementCode });
  });

  it('of a postal code that begins like no département is unknown', async () => {
    expect(await departement.of({ postalCode: '96123' })).toEqual({ kind: 'unknown' });
  });

  it.each([
    { inseeCode: '99138' },
    { name: 'MONACO', postalCode: '98000' },
    { inseeCode: '99351', postalCode: '75001' },
  ])('of a place abroad does not exist: %p', async (clues) => {
    expect(await departement.of(clues)).toEqual({ kind: 'not_in_france' });
  });
});

/** The rule that knows Corsica and the digits overseas, but none of the misleading codes. */
const threeDigitsOverseas = (code: string): string =>
  /^9[78]/.test(code) ? departementOfInseeCode(code) : departementOfPostalCode(code);
