import { type FieldFault, UseCase } from '@hexagone/kernel';
import type { Account } from '../../domain/account';
import { invalidEmail, readEmail } from '../../domain/email-address';
import { normalPassword, PasswordPolicy } from '../../domain/password-policy';
import type { By } from '../by';
import { ChangeEmail } from '../change-email';
import { ChangePassword } from '../change-password';

export interface ChangedCredentials {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
}

/** Another address, another password, or both, for somebody who is signed in. */
@UseCase()
export class NewCredentials {
  constructor(
    private readonly policy: PasswordPolicy,
    private readonly changeEmail: ChangeEmail,
    private readonly changePassword: ChangePassword,
  ) {}

  /** A new password must suit the address that the account will have. */
  async faults({ emailFold }: Account, { email, password }: ChangedCredentials): Promise<readonly FieldFault[]> {
    const address = email === undefined ? { fold: emailFold } : readEmail(email);
    const ofPassword =
      password === undefined ? [] : await this.policy.faults(normalPassword(password), address?.fold ?? emailFold);
    return [...(address ? [] : [invalidEmail()]), ...ofPassword];
  }

  /** Ends every other session. Throws `identity.email-taken` and what `ChangePassword` throws. */
  async write(
    { id, emailFold }: Account,
    { email, password }: ChangedCredentials,
    by: By & { session?: string },
  ): Promise<void> {
    const { fold } = (email === undefined ? null : readEmail(email)) ?? { fold: emailFold };
    if (email !== undefined) await this.changeEmail.execute({ id }, email, by);
    if (password !== undefined) await this.changePassword.execute({ id, emailFold: fold }, password, by);
  }
}
