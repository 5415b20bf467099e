import type { Language } from '@hexagone/kernel';
import { readingOf } from '../../application/record-reader';
import type { RunRow, RunSource } from '../../application/run-row';
import { detailLines, phrase } from './detail-lines';
import { printable, textTable } from './text-table';

const LABELS = {
  en: {
    source: 'source',
    generation: 'generation',
    synthetic: 'synthetic data',
    guards: 'guards',
    fires: 'fires',
    holds: 'holds',
    accepted: 'fires, accepted',
    limit: 'limit',
    details: 'details',
    same: 'same content as import',
    dry: 'dry run: nothing was written',
  },
  fr: {
    source: 'source',
    generation: 'génération',
    synthetic: 'données synthétiques',
    guards: 'gardes',
    fires: 'alerte',
    holds: 'respecté',
    accepted: 'alerte, acceptée',
    limit: 'limite',
    details: 'détails',
    same: 'même contenu que l’import',
    dry: 'essai à blanc : rien n’a été écrit',
  },
} as const;

/** Which run it is and how it stands. */
export const runHeadline = (run: RunRow): string =>
  [`${run.dataset}${run.part && ` (${run.part})`}`, `import ${run.id}`, run.state, duration(run)]
    .filter(Boolean)
    .join(' · ');

/** One run as text: where it came from, the balance that must hold, what the guards and the context found. */
export function runReport(run: RunRow, language: Language): string[] {
  return [
    runHeadline(run),
    ...problemLines(run, language),
    ...textTable(originLines(run, language), '  '),
    '',
    ...textTable(balanceLines(run, language), '  '),
    ...section(LABELS[language].guards, guardLines(run, language)),
    ...section(LABELS[language].details, detailLines(told(run.details), language)),
  ];
}

/** What to type next, if anything is left to do. */
export function nextStep(run: RunRow, language: Language): string | undefined {
  const french = language === 'fr';
  const firing = run.guards.filter((guard) => guard.fires && guard.overridable && !guard.accepted);
  if (run.state === 'rejected' && firing.length > 0) {
    const flags = firing.map(({ name }) => `--accept-guard ${name}`).join(' ');
    return `${firing.map(({ name }) => name).join(', ')} → hexagone import ${run.dataset} … ${flags} --reason "…"`;
  }
  if (run.rejected > 0 && !run.dry_run)
    return `${run.rejected} ${french ? 'en rejet' : 'rejected'} → hexagone rejects ${run.id}`;
  if (run.dry_run && run.state === 'validated') return `${LABELS[language].dry} → hexagone import ${run.dataset} …`;
  return undefined;
}

const section = (title: string, rows: string[][]): string[] =>
  rows.length > 0 ? ['', `  ${title}`, ...textTable(rows, '    ')] : [];

function problemLines({ problem }: RunRow, language: Language): string[] {
  if (!problem) return [];
  return [`  ${problem.title[language]}${language === 'fr' ? ' :' : ':'} ${printable(problem.detail[language])}`, ''];
}

function originLines(run: RunRow, language: Language): string[][] {
  const labels = LABELS[language];
  const read = [run.bytes === null ? '' : `${phrase(run.bytes, language)} bytes`, run.encoding ?? ''].filter(Boolean);
  const lines = [[labels.source, [sourceName(run.source), ...read].join(', ')]];
  if (run.sha256) lines.push(['sha256', run.sha256]);
  if (run.same_as_run !== null) lines.push([labels.same, String(run.same_as_run)]);
  if (run.generation !== null) lines.push([labels.generation, String(run.generation)]);
  return run.synthetic ? [...lines, [labels.synthetic, '']] : lines;
}

/** The source as people call it. */
export const sourceName = ({ name, url, path, from }: RunSource): string => name ?? url ?? path ?? from;

function balanceLines({ balance, ...run }: RunRow, language: Language): string[][] {
  const number = (value: number): string => phrase(value, language);
  const reasons = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([code, count]) => `${code} ${number(count)}`)
      .join(', ');
  return [
    ['  read', number(balance.read)],
    ['= inserted', number(balance.inserted)],
    ['+ updated', number(balance.updated)],
    ['+ unchanged', number(balance.unchanged)],
    ['+ duplicates', number(balance.duplicates)],
    ['+ rejected', number(balance.rejected), reasons(run.rejected_by_code)],
    ['+ skipped', number(balance.skipped), reasons(run.skipped_by_reason)],
    ...(run.removed > 0 ? [['  removed', number(run.removed)]] : []),
  ];
}

function guardLines(run: RunRow, language: Language): string[][] {
  const labels = LABELS[language];
  return run.guards.map((guard) => [
    guard.name,
    guard.fires ? (guard.accepted ? labels.accepted : labels.fires) : labels.holds,
    `${phrase(guard.measured, language)} (${labels.limit} ${phrase(guard.limit, language)})`,
    guard.detail && guard.fires ? guard.detail[language] : '',
  ]);
}

/**
 * The source's column names serve the CSV of rejects; nobody needs them in a report. A cursor is the reader's own: its
 * numbers are instants and keys, not amounts.
 */
function told({ header: _, ...details }: RunRow['details']): RunRow['details'] {
  const reading = readingOf(details);
  if (!reading) return details;
  return {
    ...details,
    reader: { ...reading, cursor: reading.cursor === null ? null : JSON.stringify(reading.cursor) },
  };
}

/** How long the run took, in seconds; empty while it is under way. */
export function duration({ started_at: start, finished_at: end }: RunRow): string {
  return start && end ? `${((Date.parse(end) - Date.parse(start)) / 1000).toFixed(1)} s` : '';
}
