import { CliCommand } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { LogOutAccount } from '../../application/users/log-out-account';
import { type AccountRevision, ReviseAccount } from '../../application/users/revise-account';
import type { Account } from '../../domain/account';
import { NamedAccounts, accountVerb, userVerbs } from './named-accounts';
import { scopesAsked, scopesUnsaid, type ScopesAsked, withScopes } from './scope-options';

const CLI = { actor: 'cli' };
const WITH_SCOPE = { more: ' --scope sites:write' };

interface Asked extends ScopesAsked {
  readonly email: string;
  readonly json?: true;
}

/** `hexagone user list|show|grant|revoke|disable|enable` */
@Injectable()
export class UserCommand extends CliCommand {
  constructor(
    private readonly accounts: NamedAccounts,
    private readonly revision: ReviseAccount,
    private readonly logOut: LogOutAccount,
  ) {
    super();
  }

  describe(program: Command): void {
    const user = userVerbs(program);
    user
      .command('list')
      .description('Every account')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone user list --json')
      .action(({ json }: Asked) => this.accounts.showAll(json));
    accountVerb(user, 'show', 'One account').action((asked: Asked) => this.show(asked));
    withScopes(accountVerb(user, 'grant', 'Give scopes; all sessions end', WITH_SCOPE)).action((asked: Asked) =>
      this.grant(asked),
    );
    withScopes(
      accountVerb(user, 'revoke', 'End all sessions and tokens; with scopes, also take these', WITH_SCOPE),
    ).action((asked: Asked) => this.revoke(asked));
    accountVerb(user, 'disable', 'No sign-in any more; all sessions end').action((asked: Asked) =>
      this.revise(asked, () => ({ state: 'disabled' })),
    );
    accountVerb(user, 'enable', 'Sign-in is possible again').action((asked: Asked) =>
      this.revise(asked, () => ({ state: 'active' })),
    );
  }

  private async show({ email, json }: Asked): Promise<void> {
    const { id } = await this.accounts.get(email);
    await this.accounts.show(id, json);
  }

  private async grant(asked: Asked): Promise<void> {
    const given = scopesAsked(asked) ?? scopesUnsaid();
    await this.revise(asked, ({ scopes }) => ({ scopes: [...new Set([...scopes, ...given])] }));
  }

  private async revoke(asked: Asked): Promise<void> {
    const taken = scopesAsked(asked);
    const { id } = await this.accounts.get(asked.email);
    await this.logOut.execute(id, CLI);
    if (taken) await this.revise(asked, ({ scopes }) => ({ scopes: scopes.filter((scope) => !taken.includes(scope)) }));
    else await this.accounts.show(id, asked.json);
  }

  private async revise({ email, json }: Asked, revise: (present: Account) => AccountRevision): Promise<void> {
    const { id } = await this.accounts.get(email);
    await this.revision.execute(id, revise, CLI);
    await this.accounts.show(id, json);
  }
}
