import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { Mailer } from './mailer';
import { OneTimeTokens } from './one-time-tokens';

/** What is written to an address, so that only who reads it learns whether it is known here. */
@UseCase()
export class AddressLetters {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly mailer: Mailer,
  ) {}

  /** Only where letters leave this machine is an address confirmed. */
  get areNeeded(): boolean {
    return this.mailer.delivers;
  }

  /** Asks whether the address is the person's; earlier letters are worth nothing any more. */
  async confirm({ id, email, locale }: Account): Promise<void> {
    if (!this.areNeeded) return;
    const values = { token: await this.tokens.issue(id, 'confirm') };
    await this.mailer.send({ account: id, to: email, locale, kind: 'confirm-email', values });
  }

  /** Somebody registered an address that has an account already. */
  async inUse({ id, email, locale }: Account): Promise<void> {
    await this.mailer.send({ account: id, to: email, locale, kind: 'email-in-use', values: {} });
  }

  /** A way to another password. */
  async reset({ id, email, locale }: Account): Promise<void> {
    const values = { token: await this.tokens.issue(id, 'reset') };
    await this.mailer.send({ account: id, to: email, locale, kind: 'reset-password', values });
  }
}
