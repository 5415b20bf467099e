import { Mailer } from '../application/mailer';
import { PasswordHashing } from '../application/password-hashing';
import { Accounts } from '../domain/accounts';
import { QuietMailer } from '../infrastructure/mail/quiet-mailer';
import { Argon2Hashing } from '../infrastructure/passwords/argon2-hashing';
import { TypeOrmAccounts } from '../infrastructure/persistence/typeorm-accounts';
import type { Part } from './part';

export const accounts: Part = {
  controllers: [],
  providers: [
    { provide: Accounts, useClass: TypeOrmAccounts },
    { provide: PasswordHashing, useClass: Argon2Hashing },
    { provide: Mailer, useClass: QuietMailer },
  ],
};
