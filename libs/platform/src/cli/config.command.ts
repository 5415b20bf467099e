import { Inject, Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { settingsWarnings } from '../config/read-settings';
import { SETTINGS, type Settings } from '../config/settings';
import { shownSettings } from '../config/shown-settings';
import { envExample } from '../config/variables';
import { CliCommand } from './cli-command';
import { print, printJson, tell } from './terminal';

interface ConfigOptions {
  readonly json?: true;
  readonly example?: true;
}

/** `hexagone config`: the configuration in force, secrets masked. */
@Injectable()
export class ConfigCommand extends CliCommand {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    super();
  }

  describe(program: Command): void {
    program
      .command('config')
      .description('Show the configuration in force, secrets masked')
      .option('--json', 'one JSON array on stdout')
      .option('--example', 'the text of .env.example instead')
      .addHelpText('after', '\nExample:\n  PORT=9000 hexagone config')
      .action((given: ConfigOptions) => {
        this.show(given);
      });
  }

  private show({ json, example }: ConfigOptions): void {
    const shown = shownSettings(this.settings);
    if (example) process.stdout.write(envExample());
    else if (json) printJson(shown);
    else
      print(
        ...shown.map(({ name, value, source }) => `${name}=${value ?? ''}  (${value === null ? 'unset' : source})`),
      );
    for (const warning of settingsWarnings(this.settings)) tell(warning);
  }
}
