import { isUuid } from '@hexagone/kernel';
import { Database, violatedConstraint } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { FindOneOptions, Repository } from 'typeorm';
import type { Account } from '../../domain/account';
import { AccountNotFound, EmailTaken, LastAdmin } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { accountSchema } from './account.schema';

const ERRORS: Readonly<Record<string, () => Error>> = {
  account_email_key: () => new EmailTaken(),
  account_keep_one_admin: () => new LastAdmin(),
};

/** What a constraint refused, in the words of the domain. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ERRORS[violatedConstraint(error) ?? '']?.() ?? error;
  }
}

type Row = Record<string, unknown>;

@Injectable()
export class TypeOrmAccounts extends Accounts {
  /** What is stored of each account that was read: only the difference is written. */
  private readonly stored = new WeakMap<Account, Row>();

  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string): Promise<Account | null> {
    return isUuid(id) ? this.one({ where: { id } }) : null;
  }

  async findByEmail(emailFold: string): Promise<Account | null> {
    return this.one({ where: { emailFold } });
  }

  async lock(id: string): Promise<Account | null> {
    return isUuid(id) ? this.one({ where: { id }, lock: { mode: 'for_no_key_update' } }) : null;
  }

  async add(account: Account): Promise<void> {
    await told(() => this.database.attempt(() => this.table.insert(account)));
    this.keep(account);
  }

  async save(account: Account): Promise<void> {
    const before = this.stored.get(account) ?? {};
    const changes = Object.entries(account).filter(([name, value]) => differs(before[name], value));
    if (changes.length === 0) return;
    const { id } = account;
    const values = { ...Object.fromEntries(changes), version: () => 'version + 1' };
    const update = () => this.table.createQueryBuilder().update().set(values).where({ id }).returning('version');
    const written = await told(() => this.database.attempt(() => update().execute()));
    const [row] = written.raw as readonly { version: number }[];
    if (!row) throw new AccountNotFound();
    account.version = row.version;
    this.keep(account);
  }

  async remove(id: string): Promise<void> {
    if (isUuid(id)) await told(() => this.database.attempt(() => this.table.delete({ id })));
  }

  private async one(options: FindOneOptions<Account>): Promise<Account | null> {
    await this.database.open();
    const account = await this.table.findOne(options);
    if (account) this.keep(account);
    return account;
  }

  private keep(account: Account): void {
    this.stored.set(account, structuredClone(Object.fromEntries(Object.entries(account))));
  }

  private get table(): Repository<Account> {
    return this.database.table<Account>(accountSchema);
  }
}

const differs = (before: unknown, now: unknown): boolean => JSON.stringify(before) !== JSON.stringify(now);
