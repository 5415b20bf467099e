import { type FieldFault, Transaction, UseCase } from '@hexagone/kernel';
import type { Account, Locale } from '../../domain/account';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { invalidDisplayName, readDisplayName } from '../../domain/display-name';
import { refuseFaults } from '../../domain/document-fault';
import { type Confirmation, ConfirmPassword, refuseWrongPassword } from './confirm-password';
import { type ChangedCredentials, NewCredentials } from './new-credentials';

/** A merge patch: what is absent stays as it is. */
export interface SelfRevision extends ChangedCredentials {
  readonly displayName?: string | null | undefined;
  readonly locale?: Locale | undefined;
}

export interface SelfTerms extends Confirmation {
  /** The session that is not ended with the others. */
  readonly session?: string;
}

/** What people change of their own account. */
@UseCase()
export class ReviseSelf {
  constructor(
    private readonly transaction: Transaction,
    private readonly accounts: Accounts,
    private readonly confirm: ConfirmPassword,
    private readonly credentials: NewCredentials,
  ) {}

  /**
   * All or nothing. Another address or password needs the present password and ends every other session. Throws one
   * refusal (422) with every fault; `identity.wrong-current-password`, `identity.email-taken`.
   */
  async execute(id: string, revision: SelfRevision, terms: SelfTerms): Promise<void> {
    const known = await this.accounts.find(id);
    if (!known) throw new AccountNotFound();
    const { email = known.email, password } = revision;
    const changed = { ...(email !== known.email && { email }), ...(password !== undefined && { password }) };
    const faults = await this.credentials.faults(known, changed);
    refuseFaults([...displayNameFaults(revision), ...faults]);
    const isNew = Object.keys(changed).length > 0;
    if (isNew) await this.confirm.execute(known, terms);
    await this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      if (isNew && account.passwordHash !== known.passwordHash) refuseWrongPassword();
      await this.accounts.save(revised(account, revision));
      if (isNew) await this.credentials.write(account, changed, terms);
    });
  }
}

function displayNameFaults({ displayName }: SelfRevision): readonly FieldFault[] {
  return typeof displayName === 'string' && readDisplayName(displayName) === null ? [invalidDisplayName()] : [];
}

function revised(account: Account, { displayName, locale }: SelfRevision): Account {
  if (displayName !== undefined) account.displayName = displayName === null ? null : readDisplayName(displayName);
  if (locale !== undefined) account.locale = locale;
  return account;
}
