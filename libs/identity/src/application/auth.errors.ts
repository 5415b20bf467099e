import { type Bilingual, DomainError, type Problem, problem } from '@hexagone/kernel';

const INVALID_CREDENTIALS = problem('identity.invalid-credentials', 'unauthenticated', {
  en: 'Wrong address or password',
  fr: 'Adresse ou mot de passe erroné',
});
const ACCOUNT_DISABLED = problem('identity.account-disabled', 'forbidden', {
  en: 'Account disabled',
  fr: 'Compte désactivé',
});
const EMAIL_UNVERIFIED = problem('identity.email-unverified', 'forbidden', {
  en: 'Address not confirmed yet',
  fr: 'Adresse pas encore confirmée',
});
const INVALID_LINK = problem('identity.invalid-link', 'rule-broken', {
  en: 'Link not valid any more',
  fr: "Lien qui n'est plus valable",
});
const BUSY = problem('identity.busy', 'unavailable', {
  en: 'Too many passwords to verify',
  fr: 'Trop de mots de passe à vérifier',
});

export class InvalidCredentials extends DomainError {
  constructor() {
    super(INVALID_CREDENTIALS, {
      en: 'No account has this address and this password.',
      fr: "Aucun compte n'a cette adresse et ce mot de passe.",
    });
  }
}

const CLOSED: Readonly<Record<'pending' | 'disabled', readonly [Problem, Bilingual]>> = {
  disabled: [
    ACCOUNT_DISABLED,
    { en: 'An administrator disabled this account.', fr: 'Un administrateur a désactivé ce compte.' },
  ],
  pending: [
    EMAIL_UNVERIFIED,
    {
      en: 'Open the link of the letter that was sent; register again for another one.',
      fr: 'Ouvrez le lien de la lettre envoyée ; inscrivez-vous à nouveau pour en recevoir une autre.',
    },
  ],
};

/** Told only to whom gives the right password. */
export class AccountClosed extends DomainError {
  constructor(state: 'pending' | 'disabled') {
    super(...CLOSED[state]);
  }
}

export class InvalidLink extends DomainError {
  constructor() {
    const detail = {
      en: 'This token is unknown, used or expired: ask for another letter.',
      fr: 'Ce jeton est inconnu, déjà utilisé ou expiré : demandez une autre lettre.',
    };
    super(INVALID_LINK, detail, { faults: [{ pointer: '/token', code: INVALID_LINK.code, detail }] });
  }
}

export class Busy extends DomainError {
  constructor(retryAfterSeconds: number) {
    const detail = {
      en: `Try again in ${retryAfterSeconds} seconds.`,
      fr: `Réessayez dans ${retryAfterSeconds} secondes.`,
    };
    super(BUSY, detail, { retryAfterSeconds });
  }
}
