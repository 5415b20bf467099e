import { type Bilingual, DomainService, type FieldFault, type Problem, problem } from '@hexagone/kernel';
import { PasswordGuesses } from './password-guesses';

const TOO_SHORT = problem('identity.password-too-short', 'rule-broken', {
  en: 'Password too short',
  fr: 'Mot de passe trop court',
});
const TOO_LONG = problem('identity.password-too-long', 'rule-broken', {
  en: 'Password too long',
  fr: 'Mot de passe trop long',
});
const CONTAINS_IDENTITY = problem('identity.password-contains-identity', 'rule-broken', {
  en: 'Password that tells whose it is',
  fr: 'Mot de passe qui dit à qui il est',
});
const COMMON = problem('identity.password-common', 'rule-broken', {
  en: 'Password easily guessed',
  fr: 'Mot de passe facile à deviner',
});

const SHORTEST = 12;
const LONGEST = 128;
const MOST_BYTES = 512;
/** Estimating takes more than linear time. */
const ESTIMATED = 64;
const GOOD_SCORE = 3;
const FEWEST_DISTINCT = 5;
/** Shorter names stand in too many words. */
const SHORTEST_NAME = 4;
const OURS = 'hexagone';

const fault = ({ code }: Problem, detail: Bilingual, pointer: string): FieldFault => ({ pointer, code, detail });

const SAID = {
  short: {
    en: `the password must have ${String(SHORTEST)} characters or more`,
    fr: `le mot de passe doit avoir au moins ${String(SHORTEST)} caractères`,
  },
  long: {
    en: `the password must have at most ${String(LONGEST)} characters and ${String(MOST_BYTES)} bytes`,
    fr: `le mot de passe doit avoir au plus ${String(LONGEST)} caractères et ${String(MOST_BYTES)} octets`,
  },
  identity: {
    en: `the password must contain neither the name of the e-mail address nor ${OURS}`,
    fr: `le mot de passe ne doit contenir ni le nom de l'adresse électronique ni ${OURS}`,
  },
  common: {
    en: 'the password is easily guessed; three or four words without relation are not',
    fr: 'le mot de passe se devine facilement ; trois ou quatre mots sans rapport, non',
  },
} satisfies Record<string, Bilingual>;

/** As passwords are hashed and compared: the same keys give the same characters on every system. */
export const normalPassword = (given: string): string => given.normalize('NFKC');

const characters = (password: string): string[] => Array.from(password);

/** Of a password that can be nobody's: it is not even hashed. */
export const tooLong = (password: string): boolean =>
  characters(password).length > LONGEST || new TextEncoder().encode(password).length > MOST_BYTES;

export const passwordTooLong = (pointer: string): FieldFault => fault(TOO_LONG, SAID.long, pointer);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const lettersOf = (password: string): string =>
  plain(password)
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '');

/** Length and guessability alone: no rule of composition, as NIST SP 800-63B asks. */
@DomainService()
export class PasswordPolicy {
  constructor(private readonly guesses: PasswordGuesses) {}

  /** Every fault of a normal password, for the owner of that folded address. */
  async faults(password: string, emailFold: string, pointer = '/password'): Promise<readonly FieldFault[]> {
    if (tooLong(password)) return [passwordTooLong(pointer)];
    const local = emailFold.slice(0, emailFold.lastIndexOf('@'));
    const names = [OURS, ...(characters(local).length >= SHORTEST_NAME ? [local] : [])];
    const faults: FieldFault[] = [];
    if (characters(password).length < SHORTEST) faults.push(fault(TOO_SHORT, SAID.short, pointer));
    if (names.some((name) => plain(password).includes(name)))
      faults.push(fault(CONTAINS_IDENTITY, SAID.identity, pointer));
    if (await this.isCommon(password, [...names, emailFold])) faults.push(fault(COMMON, SAID.common, pointer));
    return faults;
  }

  private async isCommon(password: string, words: readonly string[]): Promise<boolean> {
    if (new Set(characters(password)).size < FEWEST_DISTINCT) return true;
    if (await this.guesses.isListed(lettersOf(password))) return true;
    return (await this.guesses.score(password.slice(0, ESTIMATED), words)) < GOOD_SCORE;
  }
}
