import { CliCommand, SETTINGS, type Settings, standAside } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { serve } from '../../api/src/bootstrap';

/** `hexagone serve`: the HTTP service, which answers signals in its own way. */
@Injectable()
export class ServeCommand extends CliCommand {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    super();
  }

  describe(program: Command): void {
    program
      .command('serve')
      .description('Start the HTTP service')
      .addHelpText('after', '\nExample:\n  PORT=9000 hexagone serve')
      .action(() => this.serve());
  }

  /** Resolves when the service cannot start; otherwise the service ends the process. */
  private async serve(): Promise<void> {
    standAside();
    await serve(this.settings);
    await new Promise(() => undefined);
  }
}
