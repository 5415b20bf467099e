import { isUuid } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Revocations } from '../../application/access-tokens';
import { Mailer } from '../../application/mailer';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';

/** In the place of a network that is not to be kept. */
const UNKNOWN_NETWORK = 'unknown';

const HELD = `
  SELECT (SELECT count(*)::integer FROM auth_session WHERE account_id = $1) AS sessions,
    (SELECT count(*)::integer FROM consent_event WHERE account_id = $1) AS consent_events,
    (SELECT count(*)::integer FROM oauth_client WHERE owner_account_id = $1) AS clients_without_owner`;

/**
 * Removes an account with its sessions, tokens and consents; machines that it registered go on without an owner. Its
 * audit events stay: the number in them leads to nobody any more.
 */
@Injectable()
export class IdentityErasure {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly revocations: Revocations,
    private readonly mailer: Mailer,
  ) {}

  /** Throws `identity.account-not-found`, `identity.last-admin`. */
  async erase(account: string): Promise<Readonly<Record<string, number>>> {
    if (!isUuid(account) || !(await this.accounts.lock(account))) throw new AccountNotFound();
    const { rows } = await this.database.query<Record<string, number>>(HELD, [account]);
    await this.accounts.remove(account);
    await this.revocations.revoke(account);
    return { ...rows[0], letters: await this.mailer.forget(account) };
  }

  /** Sessions stay, and where they were opened is not known any more. */
  async forgetNetworks(account: string): Promise<void> {
    await this.database.query('UPDATE auth_session SET network = $2 WHERE account_id = $1', [account, UNKNOWN_NETWORK]);
  }
}
