export const ACCOUNT_STATES = ['pending', 'active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];
export type Locale = 'fr' | 'en';

/** A person who may sign in. */
export class Account {
  readonly id!: string;
  /** As the person writes it. */
  email!: string;
  /** As it is compared: NFKC, lower case, domain in ASCII. */
  emailFold!: string;
  /** PHC string of argon2id. */
  passwordHash!: string;
  displayName!: string | null;
  locale!: Locale;
  scopes!: string[];
  state!: AccountState;
  /** The person asked that nothing be done with the data but keep them (GDPR, article 18). */
  restricted!: boolean;
  emailVerifiedAt!: Date | null;
  lastLoginAt!: Date | null;
  /** When a long unused account was told that it will be erased. */
  inactivityNoticeAt!: Date | null;
  readonly createdAt!: Date;
  version!: number;
}
