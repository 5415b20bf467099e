import { CliCommand, print, printJson, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { stringify } from 'yaml';
import { type PurgedRule, PurgePersonalData } from '../../application/purge-personal-data';
import { published } from '../privacy/published-register';
import { registerCsv } from '../privacy/register-csv';
import { YamlRegister } from '../privacy/yaml-register';
import { privacyVerbs } from './privacy-verbs';

interface PurgeOptions {
  readonly only?: string;
  readonly now?: Date;
  readonly dryRun?: true;
  readonly json?: true;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function instant(text: string): Date {
  const at = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('must be an instant such as 2026-11-21T10:00:00Z, or a day.');
  return at;
}

/** `hexagone privacy registre|purge` */
@Injectable()
export class PrivacyCommand extends CliCommand {
  constructor(
    private readonly known: YamlRegister,
    private readonly purging: PurgePersonalData,
  ) {
    super();
  }

  describe(program: Command): void {
    const privacy = privacyVerbs(program);
    privacy
      .command('registre')
      .description('The register of processing activities in force, with the columns of the database')
      .addOption(new Option('--format <format>', 'of the output').choices(['yaml', 'json', 'csv']).default('yaml'))
      .option('--json', 'the same as --format json')
      .addHelpText('after', '\nExample:\n  hexagone privacy registre --format csv > registre.csv')
      .action(({ format, json }: { format: string; json?: true }) => {
        this.show(json ? 'json' : format);
      });
    privacy
      .command('purge')
      .description('Erase what the register says is kept no longer; the service does so every day')
      .option('--only <context>', 'rules of this context alone')
      .option('--now <instant>', 'as if it were then', instant)
      .option('--dry-run', 'count, and erase nothing')
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone privacy purge --dry-run')
      .action((options: PurgeOptions) => this.purge(options));
  }

  private show(format: string): void {
    const register = published(this.known.register, true);
    if (format === 'json') printJson(register);
    else if (format === 'csv') process.stdout.write(registerCsv(register, terminalLanguage()));
    else process.stdout.write(stringify(register, { aliasDuplicateObjects: false }));
  }

  private async purge({ only, now = new Date(), dryRun, json }: PurgeOptions): Promise<void> {
    const purged = await this.purging.execute({ only, now, rehearsal: dryRun ?? false, actor: 'cli' });
    if (json) printJson({ now, dry_run: dryRun ?? false, rules: purged });
    else print(...purged.map((rule) => lineOf(rule, dryRun ?? false)));
  }
}

const lineOf = ({ rule, keep, before, erased }: PurgedRule, dryRun: boolean): string =>
  keep === null || before === null
    ? `${rule}: no time is set, nothing is erased`
    : `${rule} (${keep}, before ${before.toISOString()}): ${erased} ${dryRun ? 'to erase' : 'erased'}`;
