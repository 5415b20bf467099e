import { type Bilingual, type Problem, problem } from '@hexagone/kernel';
import { DISK_FULL } from './fetch-problems';
import { ImportFailure } from './import-failure';

const ABORTED = problem('ingestion.aborted', 'conflict', { en: 'The import was stopped', fr: 'L’import a été arrêté' });
const OWNER_DIED = problem('ingestion.owner-died', 'unavailable', {
  en: 'The process that ran the import died',
  fr: 'Le processus qui menait l’import est mort',
});
const NEVER_STARTED = problem('ingestion.never-started', 'unavailable', {
  en: 'No process took the import',
  fr: 'Aucun processus n’a pris l’import en charge',
});
const LEASE_LOST = problem('ingestion.lease-lost', 'conflict', {
  en: 'Another process took the import over',
  fr: 'Un autre processus a repris l’import',
});
const DATABASE_LOST = problem('ingestion.database-lost', 'unavailable', {
  en: 'The database was lost during the import',
  fr: 'La base de données a été perdue pendant l’import',
});
const TABLES_LOCKED = problem('ingestion.tables-locked', 'unavailable', {
  en: 'The tables of the dataset are locked',
  fr: 'Les tables du jeu de données sont verrouillées',
});
const RAW_FILE_GONE = problem('ingestion.raw-file-gone', 'conflict', {
  en: 'The file of the import is no longer kept',
  fr: 'Le fichier de l’import n’est plus conservé',
});
const BALANCE_BROKEN = problem('ingestion.balance-broken', 'unavailable', {
  en: 'The import does not account for every record',
  fr: 'L’import ne rend pas compte de chaque enregistrement',
});
const INTERNAL_ERROR = problem('ingestion.internal-error', 'unavailable', {
  en: 'The import failed for a reason of ours',
  fr: 'L’import a échoué pour une raison interne',
});

const internal = (cause: Problem, detail: Bilingual): ImportFailure => new ImportFailure('internal', cause, detail);
const NOTHING_CHANGED = { en: 'Nothing was changed.', fr: 'Rien n’a été modifié.' };

/** The one failure that is nobody's fault: `outcome` says internal, the ledger says `aborted`. */
export class ImportAborted extends ImportFailure {
  constructor(problemOf: Problem = ABORTED, detail: Bilingual = NOTHING_CHANGED) {
    super('internal', problemOf, detail);
  }
}

/** The process stops, but another will go on: nothing is written but that the lease is free. */
export class HandedOver extends ImportAborted {}

export const ownerDied = (): ImportAborted => new ImportAborted(OWNER_DIED);

export const neverStarted = (): ImportAborted =>
  new ImportAborted(NEVER_STARTED, {
    en: 'The import waited for five minutes. Is a service process running, with HEXAGONE_WORKER on?',
    fr: 'L’import a attendu cinq minutes. Un service est-il en marche, avec HEXAGONE_WORKER actif ?',
  });

export const leaseLost = (): ImportFailure => internal(LEASE_LOST, NOTHING_CHANGED);

/** Worth another attempt from the raw file, while the lease holds. */
export class DatabaseLost extends ImportFailure {
  constructor() {
    super('internal', DATABASE_LOST, NOTHING_CHANGED);
  }
}

export const databaseFull = (): ImportFailure =>
  internal(DISK_FULL, {
    en: 'The database has no room left. Nothing was changed.',
    fr: 'La base de données n’a plus de place. Rien n’a été modifié.',
  });

export const tablesLocked = (): ImportFailure =>
  internal(TABLES_LOCKED, {
    en: 'Other sessions kept the tables of the dataset locked, three times for five seconds. Nothing was changed.',
    fr: 'D’autres sessions ont gardé les tables du jeu de données verrouillées, trois fois cinq secondes. Rien n’a été modifié.',
  });

export const rawFileGone = (): ImportFailure => internal(RAW_FILE_GONE, NOTHING_CHANGED);

export const balanceBroken = (figures: string): ImportFailure =>
  internal(BALANCE_BROKEN, {
    en: `The figures do not add up: ${figures}. Nothing was changed.`,
    fr: `Le compte n’est pas bon : ${figures}. Rien n’a été modifié.`,
  });

export const internalError = (): ImportFailure =>
  internal(INTERNAL_ERROR, {
    en: 'The log says more. Nothing was changed.',
    fr: 'Le journal en dit plus. Rien n’a été modifié.',
  });
