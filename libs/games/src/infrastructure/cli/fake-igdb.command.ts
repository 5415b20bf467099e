import { once } from 'node:events';
import { CliCommand, interruption, print } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { FakeIgdb } from '../igdb/fake/fake-igdb';
import { gamesIn } from '../igdb/fake/fake-games';
import { type Faults, FAULTS, faultsOf } from '../igdb/fake/faults';

interface FakeOptions {
  readonly port: number;
  readonly data: string;
  readonly rate: number;
  readonly tokenTtl?: number;
  readonly fault?: Faults;
}

/** `hexagone fake igdb`: IGDB on loopback, until it is interrupted. */
@Injectable()
export class FakeIgdbCommand extends CliCommand {
  describe(program: Command): void {
    const verb =
      program.commands.find((command) => command.name() === 'fake') ??
      program.command('fake').description('Stand in for an outside system, on loopback').usage('<server> [options]');
    verb
      .command('igdb')
      .description('IGDB’s API v4 and its issuer of tokens, with the games of a folder')
      .requiredOption('--data <directory>', 'igdb.json, the dump of 2017 (igdb_games.json …) or igdb_games.csv')
      .option('--port <port>', '0: a free one', upTo(65_535), 0)
      .option('--rate <requests>', 'requests of games a second', upTo(1_000_000), 4)
      .option('--token-ttl <seconds>', 'how long a token is good; default: sixty days', upTo(100_000_000))
      .option('--fault <faults>', `which request fails how: 401@3,cut@5, html@*; known: ${FAULTS.join(', ')}`, faults)
      .addHelpText(
        'after',
        '\nExample:\n  hexagone fake igdb --data samples --port 8400\nGET /_stats counts its answers.',
      )
      .action((given: FakeOptions) => this.stand(given));
  }

  private async stand({ data, port, rate, tokenTtl, fault }: FakeOptions): Promise<void> {
    const games = await gamesIn(data);
    const fake = await FakeIgdb.start({
      ...{ games, port, rate },
      ...(tokenTtl !== undefined && { tokenSeconds: tokenTtl }),
      ...(fault && { faults: fault }),
    }).catch((error: unknown) => {
      throw byPort(error);
    });
    print(`# IGDB stands at ${fake.url} with ${games.length} games; its clients need:`);
    print(...Object.entries(fake.environment).map(([name, value]) => `${name}=${value}`));
    try {
      if (!interruption.aborted) await once(interruption, 'abort');
    } finally {
      await fake.stop();
    }
  }
}

/** Where the port is taken: it was chosen by an option. */
const byPort = (error: unknown): Error => Object.assign(error as Error, { setting: '--port' });

const upTo =
  (most: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`A whole number of at most ${most}.`);
  };

function faults(text: string): Faults {
  const read = faultsOf(text);
  if (read) return read;
  throw new InvalidArgumentError(`A list such as 401@3,cut@5 or html@*; known: ${FAULTS.join(', ')}.`);
}
