import { CliCommand, print, printJson, tell, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { QualityReads, type QualityReport } from '../../application/quality-reads';
import { broken, DATASETS, GRAVEST_FIRST, RULE_NAMES, type RuleCount } from '../../domain/quality-report';
import type { LendingDataset, Severity } from '../../domain/quality-rules';
import { lendingVerb } from './lending-verb';
import { textTable } from './text-table';

interface QualityOptions {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly dataset?: LendingDataset;
  readonly failOn?: Severity;
  readonly maxPercent: number;
  readonly json?: true;
}

const TOO_BAD = 5;

/** `hexagone lending quality`: what is doubtful in the files; exit 5 where that is more than is said to be borne. */
@Injectable()
export class LendingQualityCommand extends CliCommand {
  constructor(private readonly quality: QualityReads) {
    super();
  }

  describe(program: Command): void {
    lendingVerb(program)
      .command('quality')
      .description('What is doubtful in the three files, rule by rule')
      .addOption(new Option('--rule <rule>', 'only this rule').choices(RULE_NAMES))
      .addOption(new Option('--severity <severity>', 'only rules of this severity').choices(GRAVEST_FIRST))
      .addOption(new Option('--dataset <dataset>', 'only this file').choices(DATASETS))
      .addOption(
        new Option('--fail-on <severity>', 'exit 5 where a rule at least that grave counts more than …').choices([
          'error',
          'warning',
        ]),
      )
      .option('--max-percent <percent>', '… so many percent of what it looks at', percent, 0)
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone lending quality --fail-on warning --max-percent 5')
      .action((given: QualityOptions) => this.report(given));
  }

  private async report({ rule, severity, dataset, failOn, maxPercent, json }: QualityOptions): Promise<void> {
    const asked = {
      ...(rule !== undefined && { rule: [rule] }),
      ...(severity && { severity: [severity] }),
      ...(dataset && { dataset: [dataset] }),
    };
    const report = await this.quality.report(asked, { actor: 'cli' });
    if (json) printJson(report);
    else print(...told(report));
    const found = failOn ? broken(report.rules, failOn, maxPercent) : [];
    if (found.length === 0) return;
    for (const one of found) tell(tooMany(one, maxPercent));
    process.exitCode = TOO_BAD;
  }
}

function percent(text: string): number {
  const value = Number(text);
  if (/^\d{1,3}(?:\.\d{1,6})?$/.test(text) && value <= 100) return value;
  throw new InvalidArgumentError('A number from 0 to 100.');
}

const HEAD = ['severity', 'rule', 'dataset', 'column', 'count', 'checked', '%', 'effect', 'examples'];

function told({ rules, spelling, suggestions }: QualityReport): string[] {
  const counted = rules
    .filter(({ count }) => count > 0)
    .sort((a, b) => GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity));
  const lines = textTable([HEAD, ...counted.map(cells)]);
  const spelt = spelling.map(
    ({ group, variants }) => `${group}: ${variants.map(({ value, count }) => `${value} ${String(count)}`).join(', ')}`,
  );
  const near = suggestions.map(({ value, group, similarity }) => `${value} ~ ${group} ${String(similarity)}`);
  return [...lines, ...section('spellings', spelt), ...section('resemblances', near)];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

const cells = ({
  severity,
  rule,
  dataset,
  column,
  count,
  checked,
  percent: share,
  effect,
  examples,
}: RuleCount): string[] => [
  ...[severity, rule, dataset, column],
  ...[count, checked, share ?? ''].map(String),
  ...[effect, examples.slice(0, 2).join(' ')],
];

function tooMany({ rule, column, count, checked }: RuleCount, most: number): string {
  const share = `${String(count)} / ${String(checked)}`;
  return terminalLanguage() === 'fr'
    ? `${rule} (${column}) : ${share}, plus de ${String(most)} %`
    : `${rule} (${column}): ${share}, more than ${String(most)} %`;
}
