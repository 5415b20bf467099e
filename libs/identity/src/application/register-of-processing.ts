/** The register of processing activities (GDPR, article 30), as docs/privacy/registre.yaml states it. */
export abstract class RegisterOfProcessing {
  /** Purposes that a person may accept or refuse: by consent (`false` until given) or by objection (`true` until refused). */
  abstract readonly purposes: ReadonlyMap<string, { readonly basis: 'consent' | 'legitimate-interest' }>;
  /** How long a rule of retention keeps; ISO 8601. Throws when the register does not know the rule. */
  abstract keeps(rule: string): string;
  /** The instant before which that rule erases. */
  abstract endBefore(rule: string, now: Date): Date;
}
