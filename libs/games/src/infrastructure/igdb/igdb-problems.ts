import { ImportFailure } from '@hexagone/ingestion';
import { type Bilingual, problem } from '@hexagone/kernel';

const UNREACHABLE = problem('games.igdb-unreachable', 'unavailable', {
  en: 'IGDB does not answer',
  fr: 'IGDB ne répond pas',
});
const REFUSED = problem('games.igdb-refused', 'unavailable', {
  en: 'IGDB refuses this client',
  fr: 'IGDB refuse ce client',
});
const QUERY = problem('games.igdb-query', 'unavailable', {
  en: 'IGDB refuses the query',
  fr: 'IGDB refuse la requête',
});
const ANSWER = problem('games.igdb-answer', 'unavailable', {
  en: 'The answer of IGDB cannot be read',
  fr: 'La réponse d’IGDB est illisible',
});

/** A failure that may pass: worth another try. */
export class Setback extends Error {
  constructor(
    readonly failure: ImportFailure,
    /** What the server asked for. */
    readonly pauseMs?: number,
  ) {
    super(failure.message);
  }
}

export const unreachable = (where: string, why: Bilingual): ImportFailure =>
  new ImportFailure('unreachable', UNREACHABLE, { en: `${where}: ${why.en}.`, fr: `${where} : ${why.fr}.` });

export const answered = (where: string, status: number): ImportFailure =>
  unreachable(where, { en: `it answered ${status}`, fr: `la réponse est ${status}` });

export const refused = (where: string, status: number): ImportFailure =>
  new ImportFailure('unreachable', REFUSED, {
    en: `${where} answered ${status}: are IGDB_CLIENT_ID and IGDB_CLIENT_SECRET those of this client?`,
    fr: `${where} a répondu ${status} : IGDB_CLIENT_ID et IGDB_CLIENT_SECRET sont-ils bien ceux de ce client ?`,
  });

/** What is asked is ours, but for the filter. */
export const queryRefused = (cause: string): ImportFailure =>
  new ImportFailure('usage', QUERY, {
    en: `IGDB refuses the query, its filter perhaps: ${cause}`,
    fr: `IGDB refuse la requête, son filtre peut-être : ${cause}`,
  });

export const unreadable = (where: string, why: Bilingual): ImportFailure =>
  new ImportFailure('malformed', ANSWER, { en: `${where}: ${why.en}.`, fr: `${where} : ${why.fr}.` });
