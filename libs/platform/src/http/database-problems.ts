import { DomainError, problem, type Problem } from '@hexagone/kernel';
import { databaseTrouble, type DatabaseTrouble } from '../database/database-errors';

const UNAVAILABLE = problem('platform.database-unavailable', 'unavailable', {
  en: 'Database unavailable',
  fr: 'Base de données indisponible',
});
const QUERY_TOO_LONG = problem('platform.query-too-long', 'unavailable', {
  en: 'The query took too long',
  fr: 'La requête a pris trop de temps',
});
const BUSY = problem('platform.database-busy', 'unavailable', {
  en: 'The database was busy with the same rows',
  fr: 'La base était occupée sur les mêmes lignes',
});
const STORAGE_FULL = problem('platform.storage-full', 'unavailable', {
  en: 'Storage full',
  fr: 'Espace de stockage épuisé',
});
const UNSTORABLE_VALUE = problem('platform.unstorable-value', 'invalid', {
  en: 'A value that cannot be stored',
  fr: 'Une valeur qui ne peut pas être enregistrée',
});

const PROBLEMS: Readonly<Record<DatabaseTrouble, readonly [Problem, retryAfterSeconds?: number]>> = {
  unavailable: [UNAVAILABLE, 5],
  'query-too-long': [QUERY_TOO_LONG, 5],
  retry: [BUSY, 1],
  'storage-full': [STORAGE_FULL, 60],
  'bad-value': [UNSTORABLE_VALUE],
};

/** What the caller may know of a failure of the database; undefined: a constraint nobody named, or a bug. */
export function problemOfDatabase(error: unknown): DomainError | undefined {
  const trouble = databaseTrouble(error);
  if (!trouble) return undefined;
  const [declared, retryAfterSeconds] = PROBLEMS[trouble];
  const later = { en: 'Try again later.', fr: 'Réessayez plus tard.' };
  const never = { en: 'A value of the request is out of range.', fr: 'Une valeur de la requête est hors limites.' };
  return retryAfterSeconds === undefined
    ? new DomainError(declared, never)
    : new DomainError(declared, later, { retryAfterSeconds });
}
