import { type Bilingual, DomainError, problem } from '@hexagone/kernel';

const FAULTY_REGISTER = problem('identity.faulty-register', 'invalid', {
  en: 'The register of processing activities is wrong',
  fr: 'Le registre des activités de traitement est fautif',
});

/** The service does not start with it. One line for each fault. */
export const faultyRegister = (faults: readonly Bilingual[]): DomainError =>
  new DomainError(FAULTY_REGISTER, {
    en: faults.map(({ en }) => en).join('\n'),
    fr: faults.map(({ fr }) => fr).join('\n'),
  });

/** What a person may accept or refuse, by consent (`false` until given) or by objection (`true` until refused). */
export interface Purpose {
  readonly basis: 'consent' | 'legitimate-interest';
  readonly name: Bilingual;
  /** The words decided upon, and their version. */
  readonly text: Bilingual;
  readonly textVersion: string;
}

/** The register of processing activities (GDPR, article 30), as docs/privacy/registre.yaml states it. */
export abstract class RegisterOfProcessing {
  /** By id: what `/me/consents` is about. */
  abstract readonly purposes: ReadonlyMap<string, Purpose>;
  /** Rules of retention that the software carries out: each is some holder's, and no holder has others. */
  abstract readonly rules: readonly string[];
  /** How long a rule of retention keeps; ISO 8601, null where no time is set. Throws when the register does not know it. */
  abstract keeps(rule: string): string | null;
  /** The instant before which that rule erases; null: it erases nothing. */
  abstract endBefore(rule: string, now: Date): Date | null;
}
