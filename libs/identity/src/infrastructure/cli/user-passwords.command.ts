import { CliCommand } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ChangePassword } from '../../application/change-password';
import { CreateAccount } from '../../application/create-account';
import { refuseFaults } from '../../domain/document-fault';
import { invalidEmail, readEmail } from '../../domain/email-address';
import { NamedAccounts, accountVerb, userVerbs } from './named-accounts';
import { askPassword } from './password-prompt';
import { scopesAsked, type ScopesAsked, withScopes } from './scope-options';

const CLI = { actor: 'cli' };

interface Asked extends ScopesAsked {
  readonly email: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

/** `hexagone user create|reset-password`: the password is asked on the terminal, or read from stdin. */
@Injectable()
export class UserPasswordsCommand extends CliCommand {
  constructor(
    private readonly accounts: NamedAccounts,
    private readonly creation: CreateAccount,
    private readonly change: ChangePassword,
  ) {
    super();
  }

  describe(program: Command): void {
    const verb = (name: string, description: string, words = {}): Command =>
      accountVerb(userVerbs(program), name, description, words).option(
        '--password-stdin',
        'read the password from stdin; else it is asked on the terminal',
      );
    withScopes(
      verb('create', 'An account that can sign in at once', { more: ' --admin', email: 'its address' }),
    ).action((asked: Asked) => this.create(asked));
    verb('reset-password', 'Another password; all sessions end').action((asked: Asked) => this.reset(asked));
  }

  private async create(asked: Asked): Promise<void> {
    const { email, passwordStdin, json } = asked;
    const scopes = scopesAsked(asked) ?? [];
    // Nobody should type a password twice for an address that is none.
    if (!readEmail(email)) refuseFaults([invalidEmail()]);
    const password = await askPassword(passwordStdin);
    const { id } = await this.creation.execute({ email, password, scopes, state: 'active' }, CLI);
    await this.accounts.show(id, json);
  }

  private async reset({ email, passwordStdin, json }: Asked): Promise<void> {
    const account = await this.accounts.get(email);
    await this.change.execute(account, await askPassword(passwordStdin), CLI);
    await this.accounts.show(account.id, json);
  }
}
