import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ChangeKeys } from '../../application/change-keys';
import { type KeyCard, SigningKeys } from '../../application/signing-keys';

interface Asked {
  readonly json?: true;
  readonly now?: true;
}

/** `hexagone keys list|rotate|revoke` */
@Injectable()
export class KeysCommand extends CliCommand {
  constructor(
    private readonly keys: SigningKeys,
    private readonly changes: ChangeKeys,
  ) {
    super();
  }

  describe(program: Command): void {
    const keys = program.command('keys').description('The keys that sign access tokens');
    const verb = (usage: string, description: string, example: string): Command =>
      keys
        .command(usage)
        .description(description)
        .option('--json', 'JSON on stdout')
        .addHelpText('after', `\nExample:\n  hexagone keys ${example}`);
    verb('list', 'Every key and what becomes of it', 'list').action((asked: Asked) => this.list(asked));
    verb('rotate', 'Make the next key: published now, it signs in 10 minutes', 'rotate --now')
      .option('--now', 'it signs at once; a key that was yet to come is dropped')
      .action((asked: Asked) => this.rotate(asked));
    verb('revoke <kid>', 'Refuse every token of a key, everywhere within 5 seconds', 'revoke KID').action(
      (kid: string, asked: Asked) => this.revoke(kid, asked),
    );
  }

  private async list({ json }: Asked): Promise<void> {
    const keys = await this.keys.list();
    if (json) printJson(keys);
    else print(...(keys.length > 0 ? keys.map(line) : ['No key yet: the first one is made when somebody signs in']));
  }

  private async rotate({ json, now }: Asked): Promise<void> {
    const key = await this.changes.rotate(now ?? false, 'cli');
    if (json) printJson(key);
    else print(line(key));
  }

  private async revoke(kid: string, { json }: Asked): Promise<void> {
    const revoked = await this.changes.revoke(kid, 'cli');
    if (json) printJson({ kid, revoked });
    else print(revoked ? `revoked ${kid}` : `${kid} was revoked already`);
  }
}

const line = ({ kid, phase, sign_from, sign_until, retire_at }: KeyCard): string =>
  [kid, phase, `signs from ${sign_from}`, ...(sign_until ? [`until ${sign_until}`] : [])]
    .concat(retire_at ? [`withdrawn at ${retire_at}`] : [])
    .join('  ');
