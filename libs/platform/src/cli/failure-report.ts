import { DomainError, type Language } from '@hexagone/kernel';
import { CommanderError } from 'commander';
import { problemOfDatabase } from '../http/database-problems';

export interface FailureReport {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

const USAGE = 2;
const BY_OUTCOME: Readonly<Record<string, number>> = {
  internal: 1,
  usage: USAGE,
  unreachable: 3,
  malformed: 4,
  guard: 5,
  busy: 6,
};

/** What the one at the terminal is told of an error, and the exit code of the command. */
export function failureReport(error: unknown, language: Language): FailureReport {
  if (error instanceof CommanderError) return { lines: [], exitCode: error.exitCode === 0 ? 0 : USAGE };
  const foreseen = error instanceof DomainError ? error : problemOfDatabase(error);
  if (!foreseen) return { lines: [stackOf(error)], exitCode: 1 };
  const title = foreseen.problem.title[language];
  const detail = foreseen.detail[language];
  const lines = detail.includes('\n')
    ? [`${title}:`, ...detail.split('\n').map((line) => `  ${line}`)]
    : [`${title}: ${detail}`];
  return { lines, exitCode: exitCodeOf(foreseen) };
}

function exitCodeOf(error: DomainError): number {
  const outcome = (error as { outcome?: unknown }).outcome;
  if (typeof outcome === 'string') return BY_OUTCOME[outcome] ?? 1;
  return error.kind === 'invalid' || error.kind === 'rule-broken' ? USAGE : 1;
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : `Error: ${String(error)}`;
