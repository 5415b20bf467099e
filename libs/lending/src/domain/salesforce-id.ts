import { DomainError, problem } from '@hexagone/kernel';

const MALFORMED_ID = problem('lending.malformed-id', 'invalid', {
  en: 'Malformed Salesforce id',
  fr: 'Identifiant Salesforce mal formé',
});

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BODY = /^[0-9A-Za-z]{15}$/;
const BLOCKS = [0, 5, 10] as const;

const isUpper = (character: string): boolean => character >= 'A' && character <= 'Z';

/** The three characters that tell which letters of a 15 character id are capitals. */
export const suffixOf = (body: string): string =>
  BLOCKS.map((start) => {
    const bits = Array.from(body.slice(start, start + 5), (character, i) => (isUpper(character) ? 1 << i : 0));
    return SUFFIX.charAt(bits.reduce((sum, bit) => sum + bit, 0));
  }).join('');

/** The 18 characters of an id as a file holds it: 15, or 18 whose suffix is exact. Undefined when it is none. */
export function idInFile(text: string): string | undefined {
  const body = text.slice(0, 15);
  if (!BODY.test(body)) return undefined;
  const whole = body + suffixOf(body);
  return text.length === 15 || text === whole ? whole : undefined;
}

/**
 * The 18 characters of an id as somebody gives it: 15; 18; or 18 whose case a tool has changed, when the suffix restores
 * it. Throws `lending.malformed-id` (400).
 */
export function givenId(text: string, prefix: string): string {
  const body = text.slice(0, 15);
  if (!BODY.test(body) || !body.startsWith(prefix)) throw malformed(text, prefix);
  if (text.length === 15) return body + suffixOf(body);
  const suffix = text.slice(15).toUpperCase();
  if (text.length !== 18 || !/^[A-Z0-5]{3}$/.test(suffix)) throw malformed(text, prefix);
  const restored = isOneCase(body) ? withCase(body, suffix) : body;
  if (suffixOf(restored) !== suffix) throw malformed(text, prefix);
  return restored + suffix;
}

const isOneCase = (body: string): boolean => body === body.toLowerCase() || body === body.toUpperCase();

/** The body with the capitals that the suffix names. A bit on a digit changes nothing, and is seen by the comparison. */
const withCase = (body: string, suffix: string): string =>
  Array.from(body.toLowerCase(), (character, i) => {
    const bits = SUFFIX.indexOf(suffix.charAt(Math.floor(i / 5)));
    return bits & (1 << (i % 5)) ? character.toUpperCase() : character;
  }).join('');

function malformed(text: string, prefix: string): DomainError {
  const given = text.slice(0, 40);
  const detail = {
    en: `${given} is no Salesforce id: 15 letters and digits that begin with ${prefix}, and perhaps their 3 check characters.`,
    fr: `${given} n’est pas un identifiant Salesforce : 15 lettres et chiffres commençant par ${prefix}, avec ou sans leurs 3 caractères de contrôle.`,
  };
  return new DomainError(MALFORMED_ID, detail, { faults: [{ parameter: 'id', code: 'malformed', detail }] });
}
