import type { Bilingual } from '@hexagone/kernel';
import { CliCommand, print, printJson, tell, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { CreateClient } from '../../application/clients/create-client';
import { RemoveClient } from '../../application/clients/remove-client';
import { RotateClientSecret } from '../../application/clients/rotate-client-secret';
import { CLIENT_NAME } from '../../domain/oauth-client';
import { NamedClients } from './named-clients';
import { scopesAsked, scopesUnsaid, type ScopesAsked, withScopes } from './scope-options';

const CLI = { actor: 'cli' };

interface Asked extends ScopesAsked {
  readonly name: string;
  readonly json?: true;
}

/** `hexagone client create|list|rotate|delete` */
@Injectable()
export class ClientCommand extends CliCommand {
  constructor(
    private readonly clients: NamedClients,
    private readonly creation: CreateClient,
    private readonly rotation: RotateClientSecret,
    private readonly removal: RemoveClient,
  ) {
    super();
  }

  describe(program: Command): void {
    const client = program.command('client').description('Machines that may get tokens');
    const verb = (usage: string, description: string, example: string): Command =>
      client
        .command(usage)
        .description(description)
        .option('--json', 'JSON on stdout')
        .addHelpText('after', `\nExample:\n  hexagone client ${example}`);
    const create = 'create --name nightly-export --scope sites:read';
    withScopes(verb('create', 'A client; its secret is shown once', create), false)
      .requiredOption('--name <name>', 'what people call it', name)
      .action((asked: Asked) => this.create(asked));
    verb('list', 'Every client', 'list').action(({ json }: Asked) => this.clients.show(json));
    const rotate = 'A new secret, shown once; the one before stays good, an older one goes; tokens end';
    verb('rotate <client>', rotate, 'rotate nightly-export').action((of: string, asked: Asked) =>
      this.rotate(of, asked),
    );
    verb('delete <client>', 'Remove a client, by name or id; its tokens end', 'delete nightly-export').action(
      (of: string, asked: Asked) => this.delete(of, asked),
    );
  }

  private async create({ json, ...asked }: Asked): Promise<void> {
    const scopes = scopesAsked(asked) ?? scopesUnsaid();
    const { id, secret } = await this.creation.execute({ name: asked.name, scopes, owner: null }, CLI);
    tellSecret(id, secret, json);
  }

  private async rotate(of: string, { json }: Asked): Promise<void> {
    const { id } = await this.clients.get(of);
    tellSecret(id, await this.rotation.execute(id, CLI), json);
  }

  private async delete(of: string, { json }: Asked): Promise<void> {
    const { id } = await this.clients.get(of);
    await this.removal.execute(id, CLI);
    if (json) printJson({ deleted: id });
    else print(`deleted ${id}`);
  }
}

function name(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= CLIENT_NAME.max && CLIENT_NAME.pattern.test(trimmed)) return trimmed;
  throw new InvalidArgumentError(`A text of 1 to ${CLIENT_NAME.max} characters is expected, on one line.`);
}

const ONCE: Bilingual = {
  en: 'The secret is not shown again: keep it where secrets are kept.',
  fr: 'Le secret ne sera plus affiché : conservez-le là où sont les secrets.',
};

function tellSecret(id: string, secret: string, json = false): void {
  if (json) printJson({ client_id: id, client_secret: secret });
  else print(`client_id ${id}`, `client_secret ${secret}`);
  if (!json) tell(ONCE[terminalLanguage()]);
}
