import type { Bilingual } from '@hexagone/kernel';
import { CliCommand, print, printAll, printJson, tell, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AuditExport } from './audit-export';
import { AuditVerification, type Break, type Verdict } from './audit-verification';

/** What is stored is not what was written. */
const BROKEN = 4;

/** `hexagone audit verify` and `hexagone audit export` */
@Injectable()
export class AuditCommand extends CliCommand {
  constructor(
    private readonly verification: AuditVerification,
    private readonly events: AuditExport,
  ) {
    super();
  }

  describe(program: Command): void {
    const audit = program.command('audit').description('The record of who did what');
    audit
      .command('verify')
      .description('Recompute the chain of hashes; exit code 4 and the first broken position when it does not hold')
      .option('--head <hash>', 'a head that was noted before: proves that nothing was cut off since', hash)
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone audit verify --head "$(cat head.txt)"')
      .action((asked: { head?: string; json?: boolean }) => this.verify(asked));
    audit
      .command('export')
      .description('All events, oldest first, on stdout')
      .addOption(new Option('--format <format>', 'how').choices(['csv', 'ndjson']).default('ndjson'))
      .option('--json', 'the same as --format ndjson')
      .addHelpText('after', '\nExample:\n  hexagone audit export --format csv > audit.csv')
      .action(({ format, json }: { format: 'csv' | 'ndjson'; json?: boolean }) =>
        printAll(this.events.as(json ? 'ndjson' : format)),
      );
  }

  private async verify({ head, json = false }: { head?: string; json?: boolean }): Promise<void> {
    const verdict = await this.verification.execute(head);
    if (!verdict.ok) process.exitCode = BROKEN;
    const language = terminalLanguage();
    if (json) printJson(verdict);
    else if (verdict.ok) print(...holds(verdict).map((line) => line[language]));
    else tell(fails(verdict)[language]);
  }
}

function hash(text: string): string {
  const folded = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(folded)) return folded;
  throw new InvalidArgumentError('A SHA-256 of 64 hexadecimal digits is expected.');
}

const holds = ({ count, position, head, unsealed }: Extract<Verdict, { ok: true }>): readonly Bilingual[] => [
  {
    en: `${count} events hold, up to position ${position}; ${unsealed} not sealed yet`,
    fr: `${count} événements intacts, jusqu’à la position ${position} ; ${unsealed} pas encore scellés`,
  },
  { en: `head ${head}`, fr: `tête ${head}` },
];

const REASONS: Readonly<Record<Break, Bilingual>> = {
  'position-missing': { en: 'it is missing from the chain', fr: 'elle manque dans la chaîne' },
  'event-missing': { en: 'its event is gone', fr: 'son événement a disparu' },
  altered: {
    en: 'event, position or hash is not what it was',
    fr: 'événement, position ou empreinte ne sont plus les mêmes',
  },
  'event-outside': { en: 'an event stands outside of the chain', fr: 'un événement est hors de la chaîne' },
  'head-missing': {
    en: 'the head that was noted is not in the chain: its end was cut, or it was written anew',
    fr: 'la tête notée n’est pas dans la chaîne : sa fin a été coupée, ou elle a été réécrite',
  },
};

function fails({ position, broken, event }: Extract<Verdict, { ok: false }>): Bilingual {
  const [en, fr] = event === undefined ? ['', ''] : [` (event ${event})`, ` (événement ${event})`];
  return {
    en: `The chain is broken at position ${position}${en}: ${REASONS[broken].en}`,
    fr: `La chaîne est rompue à la position ${position}${fr} : ${REASONS[broken].fr}`,
  };
}
