/** Erases a person everywhere (GDPR, article 17). Bound in infrastructure/rights; one transaction. */
export abstract class ErasesAccounts {
  /** Throws `identity.last-admin`, `identity.account-not-found`. `by`: the actor of the audit log. */
  abstract execute(accountId: string, by: string, requestId?: string): Promise<void>;
}
