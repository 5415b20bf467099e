import { DomainError, type Language, problem } from '@hexagone/kernel';
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

const ADDRESS_TAKEN = problem('platform.address-taken', 'conflict', {
  en: 'Another program listens there already',
  fr: 'Un autre programme écoute déjà là',
});

/** What the one at the terminal is told of an error, and the exit code of the command. */
export function failureReport(error: unknown, language: Language): FailureReport {
  if (error instanceof CommanderError) return { lines: [], exitCode: error.exitCode === 0 ? 0 : USAGE };
  const foreseen = error instanceof DomainError ? error : (addressTaken(error) ?? problemOfDatabase(error));
  if (!foreseen) return { lines: [stackOf(error)], exitCode: 1 };
  const colon = language === 'fr' ? ' :' : ':';
  const [title, detail] = [`${foreseen.problem.title[language]}${colon}`, foreseen.detail[language].split('\n')];
  const lines = detail.length > 1 ? [title, ...detail.map((line) => `  ${line}`)] : [`${title} ${detail.join('')}`];
  return { lines, exitCode: exitCodeOf(foreseen) };
}

/** `setting`: by what the port was chosen, where that is not the variable of the service. */
function addressTaken(error: unknown): DomainError | undefined {
  const { code, address, port, setting = 'PORT' } = Object(error) as Readonly<Record<string, unknown>>;
  if (code !== 'EADDRINUSE') return undefined;
  const at = `${String(address)}:${String(port)}`;
  return new DomainError(ADDRESS_TAKEN, {
    en: `${at}; stop it, or choose another ${String(setting)}`,
    fr: `${at} ; arrêtez-le, ou choisissez un autre ${String(setting)}`,
  });
}

function exitCodeOf(error: DomainError): number {
  const outcome = (error as { outcome?: unknown }).outcome;
  if (typeof outcome === 'string') return BY_OUTCOME[outcome] ?? 1;
  return error.kind === 'invalid' || error.kind === 'rule-broken' ? USAGE : 1;
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : `Error: ${String(error)}`;
