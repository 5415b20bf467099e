import { type FieldFault, UseCase, uuidV7 } from '@hexagone/kernel';
import { Account, type AccountState, type Locale } from '../domain/account';
import { invalidDisplayName, readDisplayName } from '../domain/display-name';
import { refuseFaults } from '../domain/document-fault';
import { type EmailAddress, invalidEmail, readEmail } from '../domain/email-address';
import { ChosenPasswords } from './chosen-passwords';

export interface AccountWish {
  readonly email: string;
  readonly password: string;
  readonly displayName?: string | null | undefined;
  /** French unless told. */
  readonly locale?: Locale | undefined;
  readonly scopes: readonly string[];
  readonly state: AccountState;
}

/** Judges what an account is to be, and makes it without storing it. */
@UseCase()
export class PrepareAccount {
  constructor(private readonly passwords: ChosenPasswords) {}

  /** Throws one refusal (422) with every fault of address, name and password; `identity.busy`. */
  async execute(wish: AccountWish): Promise<Account> {
    const email = readEmail(wish.email);
    refuseFaults(await this.faults(wish, email));
    const { text = '', fold = '' } = email ?? {};
    return Object.assign(new Account(), {
      id: uuidV7(),
      email: text,
      emailFold: fold,
      passwordHash: await this.passwords.hash(wish.password),
      displayName: readDisplayName(wish.displayName ?? ''),
      locale: wish.locale ?? 'fr',
      scopes: [...wish.scopes],
      state: wish.state,
      restricted: false,
      emailVerifiedAt: null,
      lastLoginAt: null,
      inactivityNoticeAt: null,
      createdAt: new Date(),
      version: 1,
    });
  }

  private async faults(
    { displayName = null, password }: AccountWish,
    email: EmailAddress | null,
  ): Promise<FieldFault[]> {
    return [
      ...(email ? [] : [invalidEmail()]),
      ...(displayName !== null && readDisplayName(displayName) === null ? [invalidDisplayName()] : []),
      ...(await this.passwords.faults(password, email?.fold ?? '')),
    ];
  }
}
