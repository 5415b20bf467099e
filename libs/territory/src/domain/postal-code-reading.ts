import { PostalCodeMalformed } from './territory.errors';

/** How a postal code was understood; `postal_code` and `padded` are what the caller wrote, the others are guesses. */
type PostalCodeHow =
  | 'postal_code'
  | 'padded'
  | 'postal_code_prefix'
  | 'postal_code_generic'
  | 'postal_code_csv'
  | 'postal_code_cedex_guess';

export type PostalCodeReading =
  | { readonly how: 'postal_code_generic'; readonly postalCode: string; readonly communeCode: string }
  | { readonly how: 'postal_code_prefix'; readonly prefix: string }
  | {
      readonly how: Exclude<PostalCodeHow, 'postal_code_generic' | 'postal_code_prefix'>;
      readonly postalCode: string;
      /** Whether the pair is the reference's, or known by the file of the postal service alone. */
      readonly source: 'reference' | 'communes-csv';
    };

/** The only codes in `000` of a département that no commune bears: those of three cities. */
const GENERIC = new Map([
  ['75000', '75056'],
  ['69000', '69123'],
  ['13000', '13055'],
]);

/**
 * What a postal code may mean, the most faithful reading first: take the first that some commune answers.
 * Three digits or fewer, or a final `*`, are a prefix; four digits have lost their zero. Throws PostalCodeMalformed.
 */
export function readPostalCode(text: string): readonly [PostalCodeReading, ...PostalCodeReading[]] {
  const given = /^(\d{1,5})(\*?)$/u.exec(text.trim());
  if (!given) throw new PostalCodeMalformed(text);
  const [, digits = '', star] = given;
  if (star || digits.length <= 3) return [{ how: 'postal_code_prefix', prefix: digits }];
  if (digits.length === 5) return [...wholeCode(digits, 'postal_code'), cedexGuess(digits)];
  const padded = `0${digits}`;
  return [...wholeCode(padded, 'padded'), { how: 'postal_code_prefix', prefix: digits }, cedexGuess(padded)];
}

function wholeCode(postalCode: string, how: 'postal_code' | 'padded'): [PostalCodeReading, ...PostalCodeReading[]] {
  const communeCode = GENERIC.get(postalCode);
  return [
    { how, postalCode, source: 'reference' },
    ...(communeCode ? [{ how: 'postal_code_generic', postalCode, communeCode } as const] : []),
    { how: 'postal_code_csv', postalCode, source: 'communes-csv' },
  ];
}

/** A large organisation's own code (CEDEX) is delivered in a town whose plain code usually ends in `00`. */
const cedexGuess = (postalCode: string): PostalCodeReading => ({
  how: 'postal_code_cedex_guess',
  postalCode: `${postalCode.slice(0, 3)}00`,
  source: 'reference',
});
