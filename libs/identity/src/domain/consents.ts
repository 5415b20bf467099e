/** What a person decided about one purpose of the register of processing, and which words they read. */
export interface Decision {
  readonly purpose: string;
  readonly granted: boolean;
  readonly textVersion: string;
  readonly at: Date;
}

/** Decisions are only ever added: they prove what was agreed to, and when (GDPR, article 7). */
export abstract class Consents {
  /** All decisions of the account, earliest first. */
  abstract history(account: string): Promise<readonly Decision[]>;
  abstract add(account: string, decision: Omit<Decision, 'at'>): Promise<void>;
}
