import { DomainError, problem } from '@hexagone/kernel';

const EMAIL_TAKEN = problem('identity.email-taken', 'conflict', {
  en: 'Address in use',
  fr: 'Adresse déjà utilisée',
});
const LAST_ADMIN = problem('identity.last-admin', 'conflict', {
  en: 'Last administrator',
  fr: 'Dernier administrateur',
});
const ACCOUNT_NOT_FOUND = problem('identity.account-not-found', 'not-found', {
  en: 'Account not found',
  fr: 'Compte introuvable',
});

export class EmailTaken extends DomainError {
  constructor() {
    const detail = {
      en: 'Another account has this e-mail address.',
      fr: 'Un autre compte a cette adresse électronique.',
    };
    super(EMAIL_TAKEN, detail, { faults: [{ pointer: '/email', code: EMAIL_TAKEN.code, detail }] });
  }
}

export class LastAdmin extends DomainError {
  constructor() {
    super(LAST_ADMIN, {
      en: 'The last active holder of users:admin can be neither erased, disabled nor demoted.',
      fr: 'Le dernier détenteur actif de users:admin ne peut être ni effacé, ni désactivé, ni privé de ce droit.',
    });
  }
}

export class AccountNotFound extends DomainError {
  constructor() {
    super(ACCOUNT_NOT_FOUND, { en: 'There is no such account.', fr: "Ce compte n'existe pas." });
  }
}
