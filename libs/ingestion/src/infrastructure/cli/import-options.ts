import { type Command, Option } from 'commander';
import type { Dataset, OptionRule, OptionValues } from '../../application/dataset';
import type { From, ImportRequest } from '../../application/import-request';

/** What every command that starts runs understands. */
export interface RunOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly acceptGuard?: readonly string[];
  readonly reason?: string;
}

const each = (value: string, former: readonly string[] = []): readonly string[] => [...former, value];

export const withRunOptions = (command: Command): Command =>
  command
    .option('--dry-run', 'judge everything, write nothing')
    .option('--accept-guard <name>', 'publish although this guard fires (repeatable, needs --reason)', each)
    .option('--reason <text>', 'why the guards are accepted; kept in the ledger')
    .option('--strict', 'exit 7 if a record was rejected')
    .option('--json', 'one JSON object on stdout');

const flagOf = (name: string, rule: OptionRule): Option => {
  const flag = `--${name.replace(/(?<=[a-z0-9])[A-Z]|_/g, (at) => `-${at.replace('_', '').toLowerCase()}`)}`;
  const option = new Option(rule.type === 'boolean' ? flag : `${flag} <value>`, rule.description.en);
  return rule.values ? option.choices(rule.values) : option;
};

/** The dataset's own options, as its rules declare them. */
export function withDatasetOptions(command: Command, { options }: Dataset): Command {
  for (const [name, rule] of Object.entries(options)) command.addOption(flagOf(name, rule));
  return command;
}

/** Of everything commander read, the dataset's own, under their own names. */
export function datasetOptions({ options }: Dataset, given: Readonly<Record<string, unknown>>): OptionValues {
  const values: Record<string, string | boolean> = {};
  for (const [name, rule] of Object.entries(options)) {
    const value = given[flagOf(name, rule).attributeName()];
    if (typeof value === 'string' || typeof value === 'boolean') values[name] = value;
  }
  return values;
}

/** `embedded`, `official`, anything with a scheme, else a path. */
export function fromOf(text: string | undefined): From {
  if (text === undefined) return { kind: 'default' };
  if (text === 'embedded' || text === 'official') return { kind: text };
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? { kind: 'url', url: text } : { kind: 'path', path: text };
}

/** The part of a request that the options decide. */
export const asked = (
  options: RunOptions,
): Pick<ImportRequest, 'dryRun' | 'force' | 'acceptGuards' | 'reason' | 'actor'> => ({
  dryRun: options.dryRun ?? false,
  force: options.force ?? false,
  acceptGuards: options.acceptGuard ?? [],
  reason: options.reason,
  actor: process.env['USER'] ?? 'cli',
});
