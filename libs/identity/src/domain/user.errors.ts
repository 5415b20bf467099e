import { DomainError, problem } from '@hexagone/kernel';

const ACCOUNT_NOT_ACTIVE = problem('identity.account-not-active', 'conflict', {
  en: 'Account not active',
  fr: 'Compte non actif',
});

export class AccountNotActive extends DomainError {
  constructor() {
    super(ACCOUNT_NOT_ACTIVE, {
      en: 'The account is disabled, or its address is not confirmed yet.',
      fr: "Le compte est désactivé, ou son adresse n'est pas encore confirmée.",
    });
  }
}
