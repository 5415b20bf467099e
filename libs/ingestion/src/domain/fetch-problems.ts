import { type Bilingual, problem } from '@hexagone/kernel';
import { ImportFailure } from './import-failure';

const SOURCE_UNREACHABLE = problem('ingestion.source-unreachable', 'unavailable', {
  en: 'The source cannot be reached',
  fr: 'La source est injoignable',
});
const SOURCE_TIMEOUT = problem('ingestion.source-timeout', 'unavailable', {
  en: 'The source took too long',
  fr: 'La source a mis trop de temps',
});
const SOURCE_CUT = problem('ingestion.source-cut', 'unavailable', {
  en: 'The transfer was cut before its end',
  fr: 'Le transfert a été coupé avant la fin',
});
const SSRF_BLOCKED = problem('ingestion.ssrf-blocked', 'forbidden', {
  en: 'This address may not be called from here',
  fr: 'Cette adresse ne peut pas être appelée d’ici',
});
const TOO_MANY_REDIRECTS = problem('ingestion.too-many-redirects', 'unavailable', {
  en: 'The source redirects without end',
  fr: 'La source redirige sans fin',
});
const SOURCE_TOO_LARGE = problem('ingestion.source-too-large', 'too-large', {
  en: 'The source is too large',
  fr: 'La source est trop volumineuse',
});
export const DISK_FULL = problem('ingestion.disk-full', 'unavailable', {
  en: 'The disk is full',
  fr: 'Le disque est plein',
});

export const sourceUnreachable = (source: string, reason: Bilingual, retryAfterSeconds?: number): ImportFailure =>
  new ImportFailure(
    'unreachable',
    SOURCE_UNREACHABLE,
    { en: `${source}: ${reason.en}.`, fr: `${source} : ${reason.fr}.` },
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );

export const sourceTimeout = (source: string, waitedFor: Bilingual): ImportFailure =>
  new ImportFailure('unreachable', SOURCE_TIMEOUT, {
    en: `${source}: ${waitedFor.en}.`,
    fr: `${source} : ${waitedFor.fr}.`,
  });

/** `announced` is absent where the source gave no length: the connection broke, or a chunk did. */
export const sourceCut = (source: string, received: number, announced?: number): ImportFailure =>
  new ImportFailure('unreachable', SOURCE_CUT, {
    en: `${source}: the transfer stopped after ${received} bytes${announced === undefined ? '' : ` of ${announced}`}.`,
    fr: `${source} : le transfert s’est arrêté après ${received} octets${announced === undefined ? '' : ` sur ${announced}`}.`,
  });

export const ssrfBlocked = (source: string, reason: Bilingual): ImportFailure =>
  new ImportFailure('unreachable', SSRF_BLOCKED, {
    en: `${source} is refused: ${reason.en}.`,
    fr: `${source} est refusé : ${reason.fr}.`,
  });

export const redirectLoop = (source: string): ImportFailure =>
  new ImportFailure('unreachable', TOO_MANY_REDIRECTS, {
    en: `${source} redirects to an address already visited.`,
    fr: `${source} redirige vers une adresse déjà visitée.`,
  });

export const tooManyRedirects = (source: string, most: number): ImportFailure =>
  new ImportFailure('unreachable', TOO_MANY_REDIRECTS, {
    en: `${source} redirects more than ${most} times.`,
    fr: `${source} redirige plus de ${most} fois.`,
  });

export const sourceTooLarge = (source: string, limitBytes: number): ImportFailure =>
  new ImportFailure('malformed', SOURCE_TOO_LARGE, {
    en: `${source} is larger than ${limitBytes / 1024 ** 2} MiB.`,
    fr: `${source} dépasse ${limitBytes / 1024 ** 2} Mio.`,
  });

export const diskFull = (): ImportFailure =>
  new ImportFailure('internal', DISK_FULL, {
    en: 'There is no room left in the data directory (HEXAGONE_DATA_DIR). Nothing was changed.',
    fr: 'Il n’y a plus de place dans le répertoire de données (HEXAGONE_DATA_DIR). Rien n’a été modifié.',
  });
