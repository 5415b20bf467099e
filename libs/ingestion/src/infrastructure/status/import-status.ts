import type { Bilingual } from '@hexagone/kernel';
import { Database, type StatusSection, StatusSections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type DatasetView, ImportReads } from '../../application/import-reads';
import type { RunRow } from '../../application/run-row';
import type { RunState } from '../../domain/import-run';
import { runsAsJson } from '../reads/run-json';

const RECENT = 30;

const RECENT_RUNS = runsAsJson(`JOIN (
  SELECT r.id AS recent FROM dataset d CROSS JOIN LATERAL (
    SELECT id FROM import_run WHERE dataset = d.name AND NOT dry_run ORDER BY id DESC LIMIT ${RECENT}) r) latest ON latest.recent = id
  ORDER BY id DESC`);

const MARKS: Readonly<Record<RunState, string>> = {
  requested: '…',
  fetching: '…',
  staged: '…',
  validated: '…',
  published: '●',
  unchanged: '○',
  rejected: '✕',
  failed: '✕',
  aborted: '–',
};

/** The datasets and the running imports on the status page. */
@Injectable()
export class ImportStatus extends StatusSections {
  constructor(
    private readonly reads: ImportReads,
    private readonly database: Database,
  ) {
    super();
  }

  async sections(): Promise<readonly StatusSection[]> {
    const datasets = await this.reads.datasets();
    const { rows } = await this.database.query<{ json: RunRow }>(RECENT_RUNS);
    const runs = rows.map(({ json }) => json);
    const states = datasets.map((dataset) => stateOf(dataset, runs));
    return [datasetsSection(states), runningSection(runs.filter(({ finished_at }) => finished_at === null))];
  }
}

interface DatasetState {
  readonly name: string;
  readonly title: Bilingual;
  readonly generation: number;
  readonly synthetic: boolean;
  readonly last_success_at: string | null;
  readonly last_change_at: string | null;
  readonly age_seconds: number | null;
  readonly last_run: Pick<RunRow, 'id' | 'state' | 'balance'> | null;
  readonly next_due_at: string | null;
  /** Newest first. */
  readonly last_runs: readonly RunState[];
}

function stateOf(dataset: DatasetView, runs: readonly RunRow[]): DatasetState {
  const own = runs.filter((run) => run.dataset === dataset.name);
  const [last] = own;
  const { changed_at: changed } = dataset;
  return {
    name: dataset.name,
    title: dataset.card.title,
    generation: dataset.generation,
    synthetic: dataset.synthetic,
    last_success_at: dataset.checked_at,
    last_change_at: changed,
    age_seconds: changed === null ? null : Math.max(0, Math.round((Date.now() - Date.parse(changed)) / 1000)),
    last_run: last ? { id: last.id, state: last.state, balance: last.balance } : null,
    next_due_at: dataset.channels.flatMap((channel) => channel.next_due_at ?? []).sort()[0] ?? null,
    last_runs: own.map(({ state }) => state),
  };
}

const datasetsSection = (states: readonly DatasetState[]): StatusSection => ({
  name: 'datasets',
  title: { en: 'Datasets', fr: 'Jeux de données' },
  data: states,
  columns: [
    { en: 'Dataset', fr: 'Jeu de données' },
    { en: 'Generation', fr: 'Génération' },
    { en: 'Data', fr: 'Données' },
    { en: 'Last success', fr: 'Dernier succès' },
    { en: 'Last change', fr: 'Dernier changement' },
    { en: 'Age', fr: 'Âge' },
    { en: 'Last import', fr: 'Dernier import' },
    { en: 'Rejected', fr: 'Rejets' },
    { en: 'Next import', fr: 'Prochain import' },
    { en: `Last ${RECENT} imports`, fr: `${RECENT} derniers imports` },
  ],
  rows: states.map((state) => [
    state.title,
    state.generation,
    kindOf(state),
    state.last_success_at,
    state.last_change_at,
    state.age_seconds === null ? null : ageOf(state.age_seconds),
    state.last_run && lastRunOf(state.last_run),
    state.last_run?.balance.rejected ?? null,
    state.next_due_at,
    barOf(state.last_runs),
  ]),
});

const runningSection = (runs: readonly RunRow[]): StatusSection => ({
  name: 'running_imports',
  title: { en: 'Imports under way', fr: 'Imports en cours' },
  data: runs.map(({ id, dataset, state, started_at, progress }) => ({ id, dataset, state, started_at, progress })),
  columns: [
    { en: 'Import', fr: 'Import' },
    { en: 'Dataset', fr: 'Jeu de données' },
    { en: 'State', fr: 'État' },
    { en: 'Since', fr: 'Depuis' },
    { en: 'Progress', fr: 'Avancement' },
  ],
  rows: runs.map(({ id, dataset, state, requested_at, started_at, progress: { done, total, unit } }) => [
    id,
    dataset,
    state,
    started_at ?? requested_at,
    done === undefined ? null : `${done}${total === undefined ? '' : ` / ${total}`} ${unit ?? ''}`.trim(),
  ]),
});

function kindOf({ generation, synthetic }: DatasetState): Bilingual {
  if (generation === 0) return { en: 'none yet', fr: 'aucune encore' };
  return synthetic ? { en: 'synthetic', fr: 'synthétiques' } : { en: 'real', fr: 'réelles' };
}

const lastRunOf = ({ id, state, balance: b }: NonNullable<DatasetState['last_run']>): string =>
  `${id} ${state}: ${b.read} = ${b.inserted} + ${b.updated} + ${b.unchanged} + ${b.duplicates} + ${b.rejected} + ${b.skipped}`;

/** Oldest first, one mark a run, and the same in words for who does not see the marks. */
function barOf(states: readonly RunState[]): Bilingual | null {
  if (states.length === 0) return null;
  const bar = states.map((state) => MARKS[state]).reverse();
  const good = states.filter((state) => state === 'published' || state === 'unchanged').length;
  const counted = `${good} / ${states.length}`;
  return { en: `${bar.join('')} (${counted} succeeded)`, fr: `${bar.join('')} (${counted} réussis)` };
}

function ageOf(seconds: number): string {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
