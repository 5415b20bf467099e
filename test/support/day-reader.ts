import { setTimeout as sleep } from 'node:timers/promises';
import { ImportFailure, type Reading, type ReadingEnd, RecordReader } from '@hexagone/ingestion';
import { problem } from '@hexagone/kernel';

export const AWAY = problem('ingestion.test-away', 'unavailable', { en: 'Away', fr: 'Absent' });

/** Yields one measure for each day of 2018 until `last`, so many a run, as a paged API would. */
export class DayReader extends RecordReader {
  last = 10;
  perRun = 4;
  whole = false;
  /** Thrown when the reader comes to this day. */
  failure: { readonly day: number; readonly error: Error } | null = null;
  /** Waits for ever at this day, as far as it is not told to stop. */
  hangsAt = 0;
  details: Readonly<Record<string, unknown>> = {};
  readonly readings: Omit<Reading, 'signal'>[] = [];
  closed = 0;

  async *read({ cursor, options, signal }: Reading): AsyncGenerator<unknown, ReadingEnd, undefined> {
    this.readings.push({ cursor, options });
    const after = typeof cursor === 'number' ? cursor : 0;
    const end = Math.min(this.last, after + (this.whole ? this.last : this.perRun));
    try {
      for (let day = after + 1; day <= end; day++) {
        if (this.failure?.day === day) throw this.failure.error;
        if (this.hangsAt === day) await sleep(60_000, undefined, { signal });
        yield { date: `${String(day).padStart(2, '0')}/01/2018`, heures: '00:00', consommation: 100 + day };
      }
    } finally {
      this.closed++;
    }
    return { cursor: this.whole ? null : end, more: end < this.last, details: this.details };
  }
}

export const away = (): ImportFailure =>
  new ImportFailure('unreachable', AWAY, { en: 'Nobody answers.', fr: 'Personne.' });

export const nonsense = (): ImportFailure =>
  new ImportFailure('malformed', AWAY, { en: 'Not JSON.', fr: 'Pas du JSON.' });
