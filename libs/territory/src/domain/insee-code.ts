/**
 * An INSEE code as a file may give it, made whole: trimmed, upper case, a spreadsheet's `.0` dropped, the lost zero
 * put back. Null when what is left is not five characters that a code may have. Never a number: `01001`, `2A004`.
 */
export function cleanInseeCode(text: string): string | null {
  const code = withoutSpreadsheetDamage(text).toUpperCase();
  const padded = /^\d{4}$/.test(code) ? `0${code}` : code;
  return /^(?:\d\d|2[AB])[0-9A-Z]{3}$/.test(padded) ? padded : null;
}

/** A postal code as a file may give it, made whole; null when it has not four or five digits. */
export function cleanPostalCode(text: string): string | null {
  const code = withoutSpreadsheetDamage(text);
  return /^\d{4,5}$/.test(code) ? code.padStart(5, '0') : null;
}

/**
 * A département as a file gives it, where it can be believed: `1` → `01`, `2a` → `2A`. Empty, the former Corsica and
 * the pseudo-départements `97`, `98`, `99` (which stand for many, or for abroad) are null.
 */
export function trustedDepartement(text: string): string | null {
  const code = withoutSpreadsheetDamage(text).toUpperCase().padStart(2, '0');
  return /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|9[78]\d)$/.test(code) ? code : null;
}

/** Monaco (99138) and every other foreign state bear codes in 99; Monaco's postal codes begin with 980. */
export const isForeign = (inseeCode: string | null, postalCode: string | null): boolean =>
  inseeCode ? inseeCode.startsWith('99') : (postalCode?.startsWith('980') ?? false);

const ARRONDISSEMENT_OF = new Map([
  ['paris', { first: 75101, last: 75120 }],
  ['lyon', { first: 69381, last: 69389 }],
  ['marseille', { first: 13201, last: 13216 }],
]);

/** The INSEE code of an arrondissement municipal named as files do (`Paris 01`, `LYON 3`), from its search key. */
export function arrondissementNamed(searchKey: string): string | null {
  const [, city = '', rank = ''] =
    /^(paris|lyon|marseille)(\d{1,2})(?:e|er|eme)?(?:arrondissement)?$/.exec(searchKey) ?? [];
  const codes = ARRONDISSEMENT_OF.get(city);
  const code = codes && codes.first + Number(rank) - 1;
  return codes && code && code >= codes.first && code <= codes.last ? String(code) : null;
}

const withoutSpreadsheetDamage = (text: string): string => text.trim().replace(/\.0+$/, '');
