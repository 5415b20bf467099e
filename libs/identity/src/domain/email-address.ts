import { type FieldFault, problem } from '@hexagone/kernel';

const INVALID_EMAIL = problem('identity.invalid-email', 'rule-broken', {
  en: 'Not an e-mail address',
  fr: "Ce n'est pas une adresse électronique",
});

export interface EmailAddress {
  /** As the person writes it. */
  readonly text: string;
  /** As it is compared: two spellings of one address have the same. */
  readonly fold: string;
}

const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** RFC 5321 `Dot-string`, with the letters of RFC 6531. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u;
/** Letters and marks that are not drawn: with one, an address looks like another one. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const LABEL = /^[a-z0-9-]{1,63}$/;

const isLocal = (local: string): boolean =>
  local.length <= LONGEST_LOCAL &&
  LOCAL.test(local) &&
  !UNSEEN.test(local) &&
  local.split('.').every((atom) => atom !== '');

const isLabel = (label: string): boolean => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-');

/** The domain as DNS knows it (IDNA), or null. A number in the last place would make it an address of the network. */
function asciiDomain(domain: string): string | null {
  if (!DOMAIN.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  const { hostname } = new URL(`http://${domain}`);
  const labels = hostname.split('.');
  return labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '') ? hostname : null;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Reads what somebody gave as an address (RFC 5321, RFC 6531); null when it is none. */
export function readEmail(given: string): EmailAddress | null {
  const text = given.trim().normalize('NFKC');
  const at = text.lastIndexOf('@');
  if (text.length > LONGEST || at < 1 || !isLocal(text.slice(0, at))) return null;
  const domain = asciiDomain(folded(text.slice(at + 1)));
  const fold = `${folded(text.slice(0, at))}@${domain ?? ''}`;
  return domain !== null && fold.length <= LONGEST ? { text, fold } : null;
}

/** The address never stands in it: it would reach logs. */
export const invalidEmail = (): FieldFault => ({
  pointer: '/email',
  code: INVALID_EMAIL.code,
  detail: {
    en: `email must be an address such as name@example.org, of ${String(LONGEST)} characters at most`,
    fr: `email doit être une adresse telle que nom@example.org, de ${String(LONGEST)} caractères au plus`,
  },
});
