import type { FieldFault } from '@hexagone/kernel';

const LONGEST = 100;
/** Neither controls nor marks that change the direction of the text around them. */
const SHOWABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u;

/** A name as it is kept, or null when it cannot be one. */
export function readDisplayName(given: string): string | null {
  const name = given.trim().normalize('NFC');
  return name.length <= LONGEST && SHOWABLE.test(name) ? name : null;
}

export const invalidDisplayName = (): FieldFault => ({
  pointer: '/display_name',
  code: 'not-a-name',
  detail: {
    en: `display_name must be 1 to ${String(LONGEST)} characters, without control characters`,
    fr: `display_name doit avoir de 1 à ${String(LONGEST)} caractères, sans caractère de contrôle`,
  },
});
