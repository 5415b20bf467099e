import { DomainError, problem } from '@hexagone/kernel';
import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ErasesAccounts } from '../../application/erase-account';
import { NamedAccounts, accountVerb, userVerbs } from './named-accounts';

const ERASURE_UNCONFIRMED = problem('identity.erasure-unconfirmed', 'invalid', {
  en: 'Nothing was erased',
  fr: 'Rien n’a été effacé',
});

interface Asked {
  readonly email: string;
  readonly yes?: true;
  readonly json?: true;
}

/** `hexagone user erase` */
@Injectable()
export class EraseUserCommand extends CliCommand {
  constructor(
    private readonly accounts: NamedAccounts,
    private readonly erasure: ErasesAccounts,
  ) {
    super();
  }

  describe(program: Command): void {
    accountVerb(userVerbs(program), 'erase', 'Forget a person everywhere; it cannot be undone', { more: ' --yes' })
      .option('--yes', 'confirm it')
      .action((asked: Asked) => this.erase(asked));
  }

  private async erase({ email, yes, json }: Asked): Promise<void> {
    const { id } = await this.accounts.get(email);
    if (!yes)
      throw new DomainError(ERASURE_UNCONFIRMED, {
        en: `this would erase the account ${id} and all that is known of the person: confirm with --yes`,
        fr: `ceci effacerait le compte ${id} et tout ce qui est connu de la personne : confirmez avec --yes`,
      });
    await this.erasure.execute(id, 'cli');
    if (json) printJson({ erased: id });
    else print(`erased ${id}`);
  }
}
