import { setTimeout as sleep } from 'node:timers/promises';
import { QueryFailedError } from 'typeorm';

/** What a failure of the database means for the one who asked. */
export type DatabaseTrouble = 'unavailable' | 'query-too-long' | 'retry' | 'storage-full' | 'bad-value';

const BY_CODE: Readonly<Record<string, DatabaseTrouble>> = {
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '53300': 'unavailable',
  '25P03': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  EPIPE: 'unavailable',
  ETIMEDOUT: 'unavailable',
  EHOSTUNREACH: 'unavailable',
  ENOTFOUND: 'unavailable',
  EAI_AGAIN: 'unavailable',
  '57014': 'query-too-long',
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'retry',
  '53100': 'storage-full',
  ENOSPC: 'storage-full',
  '22021': 'bad-value',
  '22P02': 'bad-value',
  '22003': 'bad-value',
};

/** The driver says these in words only. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Reads a failure of pg, of TypeORM or of the socket; undefined: a constraint, or a bug of ours. */
export function databaseTrouble(failure: unknown): DatabaseTrouble | undefined {
  const error: unknown = failure instanceof QueryFailedError ? failure.driverError : failure;
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code.startsWith('08') ? 'unavailable' : BY_CODE[code];
  return LOST.test(String(message)) ? 'unavailable' : undefined;
}

/** The named constraint that refused a row. */
export function violatedConstraint(failure: unknown): string | undefined {
  const error: unknown = failure instanceof QueryFailedError ? failure.driverError : failure;
  const { constraint } = Object(error) as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}

/** A deadlock, a lock that did not come, an order that cannot be. */
export const metAnother = (failure: unknown): boolean => databaseTrouble(failure) === 'retry';

/**
 * Runs work that is one whole transaction again, up to three times, when it is worth it; after a pause when it met
 * another one that may still be there.
 */
export async function retrying<T>(work: () => Promise<T>, isWorthIt = metAnother): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > 3 || !isWorthIt(error)) throw error;
      if (metAnother(error)) await sleep(attempt * 50 * (0.5 + Math.random()));
    }
  }
}
