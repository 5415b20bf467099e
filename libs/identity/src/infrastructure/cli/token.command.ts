import { type Bilingual } from '@hexagone/kernel';
import { CliCommand, print, printJson, tell, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { IssueAccountToken } from '../../application/users/issue-account-token';
import { NamedAccounts } from './named-accounts';
import { scopesAsked, type ScopesAsked, withScopes } from './scope-options';

interface Asked extends ScopesAsked {
  readonly user: string;
  readonly json?: true;
}

/** `hexagone token issue` */
@Injectable()
export class TokenCommand extends CliCommand {
  constructor(
    private readonly accounts: NamedAccounts,
    private readonly issuing: IssueAccountToken,
  ) {
    super();
  }

  describe(program: Command): void {
    const issue = program
      .command('token')
      .description('Access tokens')
      .command('issue')
      .description('A token of 10 minutes in the name of an account, on stdout; the audit log tells of it')
      .requiredOption('--user <email>', 'address of the account, or its id')
      .option('--json', 'one JSON object on stdout');
    withScopes(issue, false)
      .addHelpText(
        'after',
        '\nExample:\n  curl -H "Authorization: Bearer $(hexagone token issue --user claire@example.org)" localhost:8000/me',
      )
      .action((asked: Asked) => this.issue(asked));
  }

  private async issue(asked: Asked): Promise<void> {
    const scopes = scopesAsked(asked);
    const { id } = await this.accounts.get(asked.user);
    const issued = await this.issuing.execute(id, scopes, { actor: 'cli' });
    if (asked.json) printJson(issued);
    else print(issued.access_token);
    if (!asked.json) tell(told(issued)[terminalLanguage()]);
  }
}

const told = ({ expires_in, scope }: { expires_in: number; scope: string }): Bilingual => ({
  en: `valid for ${expires_in} s; scopes: ${scope || 'none'}`,
  fr: `valable ${expires_in} s ; portées : ${scope || 'aucune'}`,
});
