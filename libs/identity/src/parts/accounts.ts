import { SETTINGS, type Settings } from '@hexagone/platform';
import type { Provider, Type } from '@nestjs/common';
import { AccountChanges } from '../application/account-changes';
import { AddressLetters } from '../application/address-letters';
import { ChangeEmail } from '../application/change-email';
import { ChangePassword } from '../application/change-password';
import { CheckPassword } from '../application/check-password';
import { ChosenPasswords } from '../application/chosen-passwords';
import { ConfirmEmail } from '../application/confirm-email';
import { CreateAccount } from '../application/create-account';
import { ForgetPassword } from '../application/forget-password';
import { LetterErrands } from '../application/letter-errands';
import { Mailer } from '../application/mailer';
import { OneTimeTokens } from '../application/one-time-tokens';
import { OpenSession } from '../application/open-session';
import { PasswordHashing } from '../application/password-hashing';
import { PrepareAccount } from '../application/prepare-account';
import { RefreshSession } from '../application/refresh-session';
import { RegisterAccount } from '../application/register-account';
import { ResetPassword } from '../application/reset-password';
import { ShutOut } from '../application/shut-out';
import { SignIn } from '../application/sign-in';
import { SignOut } from '../application/sign-out';
import { Accounts } from '../domain/accounts';
import { PasswordGuesses } from '../domain/password-guesses';
import { PasswordPolicy } from '../domain/password-policy';
import { ConfirmationController, NewPasswordController } from '../infrastructure/http/auth/letter-pages.controller';
import { PasswordsController } from '../infrastructure/http/auth/passwords.controller';
import { RegistrationController, RegistrationOpen } from '../infrastructure/http/auth/registration.controller';
import { SignInController } from '../infrastructure/http/auth/sign-in.controller';
import { FileMailer } from '../infrastructure/mail/file-mailer';
import { SmtpMailer } from '../infrastructure/mail/smtp-mailer';
import { Argon2Hashing } from '../infrastructure/passwords/argon2-hashing';
import { ZxcvbnGuesses } from '../infrastructure/passwords/zxcvbn-guesses';
import { SqlOneTimeTokens } from '../infrastructure/persistence/sql-one-time-tokens';
import { TypeOrmAccounts } from '../infrastructure/persistence/typeorm-accounts';
import type { Part } from '@hexagone/platform';

const CONTROLLERS: Type[] = [
  RegistrationController,
  SignInController,
  PasswordsController,
  ConfirmationController,
  NewPasswordController,
];

const PASSWORDS: Provider[] = [PasswordPolicy, ChosenPasswords, CheckPassword, ChangePassword];
const LETTERS: Provider[] = [AddressLetters, LetterErrands, ConfirmEmail, ForgetPassword, ResetPassword];
const ACCOUNTS: Provider[] = [AccountChanges, PrepareAccount, CreateAccount, RegisterAccount, ChangeEmail];
const SESSIONS: Provider[] = [OpenSession, SignIn, SignOut, RefreshSession, ShutOut, RegistrationOpen];

const mailer = (settings: Settings): Mailer =>
  settings.mailUrl === undefined ? new FileMailer(settings) : new SmtpMailer(settings);

const ADAPTERS: Provider[] = [
  { provide: Accounts, useClass: TypeOrmAccounts },
  { provide: OneTimeTokens, useClass: SqlOneTimeTokens },
  { provide: PasswordGuesses, useClass: ZxcvbnGuesses },
  { provide: PasswordHashing, useClass: Argon2Hashing },
  { provide: Mailer, useFactory: mailer, inject: [SETTINGS] },
];

export const accounts: Part = {
  controllers: CONTROLLERS,
  providers: [...PASSWORDS, ...LETTERS, ...ACCOUNTS, ...SESSIONS, ...ADAPTERS],
};
