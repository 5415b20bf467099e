import { isUuid } from '@hexagone/kernel';
import { print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import type { Account } from '../../domain/account';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { readEmail } from '../../domain/email-address';
import { ACCOUNTS } from '../listing/account-listing';
import { StoredItems } from '../listing/stored-items';

/** `hexagone user`, whichever of the commands that add verbs to it comes first. */
export const userVerbs = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'user') ??
  program.command('user').description('Accounts of people');

/** A verb of one account, named by `--email`. */
export const accountVerb = (
  user: Command,
  name: string,
  description: string,
  { more = '', email = 'address of the account, or its id' } = {},
): Command =>
  user
    .command(name)
    .description(description)
    .requiredOption('--email <email>', email)
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', `\nExample:\n  hexagone user ${name} --email claire@example.org${more}`);

type Shown = Pick<Account, 'id' | 'email' | 'state' | 'scopes'>;

const parsed = (json: string): Shown => JSON.parse(json) as Shown;

const line = ({ id, state, email, scopes }: Shown): string => [id, state, email, scopes.join(' ')].join('  ').trimEnd();

/** Accounts as the operator names and sees them. */
@Injectable()
export class NamedAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly items: StoredItems,
  ) {}

  /** By address or id. Throws `identity.account-not-found`. */
  async get(named: string): Promise<Account> {
    const email = readEmail(named);
    const known = isUuid(named) ? this.accounts.find(named) : email && this.accounts.findByEmail(email.fold);
    const account = await known;
    if (!account) throw new AccountNotFound();
    return account;
  }

  /** All of them on stdout. */
  async showAll(json = false): Promise<void> {
    const shown = (await this.items.all(ACCOUNTS)).map(parsed);
    if (json) printJson(shown);
    else print(...shown.map(line));
  }

  /** One of them on stdout, as it is now. */
  async show(id: string, json = false): Promise<void> {
    const item = await this.items.find(ACCOUNTS, id);
    if (!item) throw new AccountNotFound();
    if (json) printJson(parsed(item.json));
    else print(line(parsed(item.json)));
  }
}
