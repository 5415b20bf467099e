import type { Provider } from '@nestjs/common';
import { AccountChanges } from '../application/account-changes';
import { AskConfirmation } from '../application/ask-confirmation';
import { ChangeEmail } from '../application/change-email';
import { ChangePassword } from '../application/change-password';
import { ChosenPasswords } from '../application/chosen-passwords';
import { CreateAccount } from '../application/create-account';
import { Mailer } from '../application/mailer';
import { OneTimeTokens } from '../application/one-time-tokens';
import { PasswordHashing } from '../application/password-hashing';
import { PrepareAccount } from '../application/prepare-account';
import { ShutOut } from '../application/shut-out';
import { Accounts } from '../domain/accounts';
import { PasswordGuesses } from '../domain/password-guesses';
import { PasswordPolicy } from '../domain/password-policy';
import { QuietMailer } from '../infrastructure/mail/quiet-mailer';
import { Argon2Hashing } from '../infrastructure/passwords/argon2-hashing';
import { ZxcvbnGuesses } from '../infrastructure/passwords/zxcvbn-guesses';
import { SqlOneTimeTokens } from '../infrastructure/persistence/sql-one-time-tokens';
import { TypeOrmAccounts } from '../infrastructure/persistence/typeorm-accounts';
import type { Part } from './part';

const CORE: Provider[] = [
  PasswordPolicy,
  ChosenPasswords,
  AccountChanges,
  ShutOut,
  AskConfirmation,
  PrepareAccount,
  CreateAccount,
  ChangePassword,
  ChangeEmail,
];

const ADAPTERS: Provider[] = [
  { provide: Accounts, useClass: TypeOrmAccounts },
  { provide: OneTimeTokens, useClass: SqlOneTimeTokens },
  { provide: PasswordGuesses, useClass: ZxcvbnGuesses },
  { provide: PasswordHashing, useClass: Argon2Hashing },
  { provide: Mailer, useClass: QuietMailer },
];

export const accounts: Part = { controllers: [], providers: [...CORE, ...ADAPTERS] };
