import { type Bilingual, type FieldFault, nearestName, problem } from '@hexagone/kernel';
import type { GuardFinding } from './guard';
import { ImportFailure } from './import-failure';
import type { RunState } from './import-run';

const REQUEST_REFUSED = problem('ingestion.request-refused', 'rule-broken', {
  en: 'The import cannot be asked for like this',
  fr: 'L’import ne peut pas être demandé ainsi',
});
const UNKNOWN_DATASET = problem('ingestion.unknown-dataset', 'rule-broken', {
  en: 'Unknown dataset',
  fr: 'Jeu de données inconnu',
});
const BUSY = problem('ingestion.busy', 'conflict', {
  en: 'This dataset is already being imported',
  fr: 'Ce jeu de données est déjà en cours d’import',
});
const RUN_OVER = problem('ingestion.run-over', 'conflict', {
  en: 'The import is already over',
  fr: 'L’import est déjà terminé',
});
const RUN_UNDER_WAY = problem('ingestion.run-under-way', 'conflict', {
  en: 'The import is still under way',
  fr: 'L’import est encore en cours',
});
const CELLS_GONE = problem('ingestion.cells-gone', 'conflict', {
  en: 'The rejected records are no longer kept',
  fr: 'Les enregistrements rejetés ne sont plus conservés',
});
const CORRECTED_UNREADABLE = problem('ingestion.corrected-unreadable', 'rule-broken', {
  en: 'The corrected file cannot be read',
  fr: 'Le fichier corrigé ne peut pas être lu',
});
const GUARD_REFUSED = problem('ingestion.guard-refused', 'rule-broken', {
  en: 'The file as a whole is doubtful',
  fr: 'Le fichier dans son ensemble est douteux',
});
const REQUIREMENT_MISSING = problem('ingestion.requirement-missing', 'conflict', {
  en: 'Another dataset must be loaded first',
  fr: 'Un autre jeu de données doit d’abord être chargé',
});

const refused = (pointer: string, code: string, detail: Bilingual): ImportFailure =>
  requestRefused([{ pointer, code, detail }]);

/** Bad usage, every fault named by its place in the request. */
export function requestRefused(faults: readonly FieldFault[]): ImportFailure {
  const en = faults.map((fault) => fault.detail.en).join(' ');
  const fr = faults.map((fault) => fault.detail.fr).join(' ');
  return new ImportFailure('usage', REQUEST_REFUSED, { en, fr }, { faults });
}

export function unknownDataset(name: string, known: readonly string[]): ImportFailure {
  const nearest = nearestName(name, known);
  const detail = {
    en: `There is no dataset "${name}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
    fr: `Il n’y a pas de jeu de données « ${name} ».${nearest ? ` Vouliez-vous dire « ${nearest} » ?` : ''}`,
  };
  return new ImportFailure('usage', UNKNOWN_DATASET, detail, {
    faults: [{ pointer: '/dataset', code: 'unknown', detail }],
  });
}

export const reasonMissing = (): ImportFailure =>
  refused('/reason', 'required', {
    en: 'Accepting a guard needs a reason.',
    fr: 'Accepter une garde demande une raison.',
  });

export function unknownGuard(name: string, known: readonly string[]): FieldFault {
  const nearest = nearestName(name, known);
  return {
    pointer: '/accept_guards',
    code: 'unknown',
    detail: {
      en: `There is no guard "${name}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
      fr: `Il n’y a pas de garde « ${name} ».${nearest ? ` Vouliez-vous dire « ${nearest} » ?` : ''}`,
    },
  };
}

export const noSuchSource = (dataset: string, from: string): ImportFailure =>
  refused('/from', 'unknown', {
    en: `Dataset "${dataset}" has no ${from} source.`,
    fr: `Le jeu de données « ${dataset} » n’a pas de source « ${from} ».`,
  });

export const noChannel = (dataset: string): ImportFailure =>
  refused('/channel', 'unconfigured', {
    en: `Dataset "${dataset}" has no channel configured: there is nothing to refresh it from.`,
    fr: `Le jeu de données « ${dataset} » n’a pas de canal configuré : rien d’où l’actualiser.`,
  });

export const urlRefused = (dataset: string): ImportFailure =>
  refused('/from', 'url', {
    en: `The address of "${dataset}" is configuration: no URL is taken.`,
    fr: `L’adresse de « ${dataset} » relève de la configuration : aucune URL n’est acceptée.`,
  });

export const emptyDirectory = (path: string): ImportFailure =>
  refused('/from', 'empty', { en: `${path} holds no file.`, fr: `${path} ne contient aucun fichier.` });

export interface RunInTheWay {
  readonly id: number;
  readonly state: RunState;
  readonly progress: Readonly<Record<string, unknown>>;
  readonly requested_at: string;
  readonly started_at: string | null;
}

/** `run` is absent in the moment between a lock taken and the ledger saying so. */
export function busy(dataset: string, run: RunInTheWay | null): ImportFailure {
  if (!run) {
    const en = `Dataset "${dataset}" is being imported by another process.`;
    const fr = `Le jeu de données « ${dataset} » est en cours d’import par un autre processus.`;
    return new ImportFailure('busy', BUSY, { en, fr }, { retryAfterSeconds: 5 });
  }
  const { id, state, progress, requested_at, started_at } = run;
  const since = started_at ?? requested_at;
  return new ImportFailure(
    'busy',
    BUSY,
    {
      en: `Run ${String(id)} of "${dataset}" is ${state} since ${since}.`,
      fr: `L’import ${String(id)} de « ${dataset} » est dans l’état ${state} depuis ${since}.`,
    },
    { members: { run: { id, state, progress, requested_at, started_at } }, retryAfterSeconds: 5 },
  );
}

export const runOver = (id: number, state: RunState): ImportFailure =>
  new ImportFailure('usage', RUN_OVER, {
    en: `Run ${String(id)} is ${state}.`,
    fr: `L’import ${String(id)} est dans l’état ${state}.`,
  });

export const runUnderWay = (id: number, state: RunState): ImportFailure =>
  new ImportFailure('usage', RUN_UNDER_WAY, {
    en: `Run ${String(id)} is still ${state}.`,
    fr: `L’import ${String(id)} est encore dans l’état ${state}.`,
  });

export const cellsGone = (id: number): ImportFailure =>
  new ImportFailure('usage', CELLS_GONE, {
    en: `Run ${String(id)} keeps no cells of rejected records that are still to be resolved.`,
    fr: `L’import ${String(id)} ne garde aucune cellule d’enregistrement rejeté encore à résoudre.`,
  });

export const correctedUnreadable = (line: number): ImportFailure =>
  new ImportFailure('malformed', CORRECTED_UNREADABLE, {
    en: `Line ${String(line)} of the corrected file is not one of the rejects file: its _line or its cells cannot be read.`,
    fr: `La ligne ${String(line)} du fichier corrigé n’est pas une ligne du fichier des rejets : son _line ou ses cellules sont illisibles.`,
  });

/** Also thrown by a publication whose guard found, under its lock, what it had not found before. */
export function guardRefused(guards: readonly GuardFinding[]): ImportFailure {
  const list = guards.map(({ name, measured, limit }) => `${name} (${String(measured)}, limit ${String(limit)})`);
  const liste = guards.map(({ name, measured, limit }) => `${name} (${String(measured)}, limite ${String(limit)})`);
  return new ImportFailure(
    'guard',
    GUARD_REFUSED,
    {
      en: `Refused by ${list.join(', ')}. Nothing was changed.`,
      fr: `Refusé par ${liste.join(', ')}. Rien n’a été modifié.`,
    },
    { members: { guards: guards.map((guard) => guard.name) } },
  );
}

export const requirementMissing = (dataset: string, required: string): ImportFailure =>
  new ImportFailure('internal', REQUIREMENT_MISSING, {
    en: `Dataset "${dataset}" needs "${required}", which could not be loaded.`,
    fr: `Le jeu de données « ${dataset} » a besoin de « ${required} », qui n’a pas pu être chargé.`,
  });
