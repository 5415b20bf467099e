import { Inject, Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { settingsWarnings } from '../config/read-settings';
import { SETTINGS, type Settings } from '../config/settings';
import { CliCommand } from './cli-command';
import { DatabaseCheck } from './database-check';
import { dataFolder, diskSpace, type Finding, nodeVersion, servicePort } from './machine-checks';
import { print, printJson } from './terminal';

/** `hexagone doctor`: what would keep the service from working, and what to do about it. */
@Injectable()
export class DoctorCommand extends CliCommand {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: DatabaseCheck,
  ) {
    super();
  }

  describe(program: Command): void {
    program
      .command('doctor')
      .description('Check what the service needs: Node, folders, database, port')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone doctor')
      .action(({ json }: { json?: true }) => this.examine(json ?? false));
  }

  private async examine(json: boolean): Promise<void> {
    const findings = await this.findings();
    if (json) printJson(findings);
    else print(...findings.map(line));
    if (findings.some(({ status }) => status === 'fail')) process.exitCode = 1;
  }

  private async findings(): Promise<readonly Finding[]> {
    const { dataDir } = this.settings;
    const warnings = settingsWarnings(this.settings);
    return [
      nodeVersion(process.versions.node),
      ...warnings.map((detail): Finding => ({ check: 'access', status: 'warn', detail })),
      dataFolder(dataDir),
      diskSpace(dataDir),
      ...(await this.database.findings()),
      await servicePort(this.settings),
    ];
  }
}

const line = ({ check, status, detail, remedy }: Finding): string =>
  `${status.padEnd(4)}  ${check.padEnd(10)}  ${detail}${remedy === undefined ? '' : `\n${' '.repeat(18)}→ ${remedy}`}`;
