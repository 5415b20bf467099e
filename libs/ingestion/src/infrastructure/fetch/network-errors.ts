import type { Bilingual } from '@hexagone/kernel';
import type { ImportFailure } from '../../domain/import-failure';
import { errorCode } from './error-code';
import { sourceCut, sourceTimeout, sourceUnreachable } from '../../domain/fetch-problems';

/** A failure that may pass: worth another try. */
export class Setback extends Error {
  constructor(
    readonly failure: ImportFailure,
    /** What the source asked for. */
    readonly pauseMs?: number,
  ) {
    super(failure.message);
  }
}

const NO_CONNECTION: Bilingual = { en: 'no connection in time', fr: 'pas de connexion à temps' };
const NO_ANSWER: Bilingual = { en: 'no answer in time', fr: 'pas de réponse à temps' };
const NO_BYTE: Bilingual = {
  en: 'the transfer stood still too long',
  fr: 'le transfert est resté immobile trop longtemps',
};

const TIMEOUTS: Readonly<Record<string, Bilingual>> = {
  UND_ERR_CONNECT_TIMEOUT: NO_CONNECTION,
  ETIMEDOUT: NO_CONNECTION,
  ETIMEOUT: NO_CONNECTION,
  UND_ERR_HEADERS_TIMEOUT: NO_ANSWER,
  UND_ERR_BODY_TIMEOUT: NO_BYTE,
};

/** Before the header of the answer was there. A name that does not exist is an answer, not a failure that may pass. */
export function brokenConnection(source: string, error: unknown): Error {
  const code = errorCode(error);
  const timeout = TIMEOUTS[code];
  if (timeout) return new Setback(sourceTimeout(source, timeout));
  if (code === 'ENOTFOUND')
    return sourceUnreachable(source, { en: 'there is no such host', fr: 'cet hôte n’existe pas' });
  return new Setback(
    sourceUnreachable(source, { en: `the connection failed (${code})`, fr: `la connexion a échoué (${code})` }),
  );
}

/** After it: a connection that closes before the announced length, or within a chunk, is a cut. */
export function brokenBody(source: string, error: unknown, received: number): Setback {
  const timeout = TIMEOUTS[errorCode(error)];
  return new Setback(timeout ? sourceTimeout(source, timeout) : sourceCut(source, received));
}
