import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Database } from '@hexagone/platform';

export interface RowStatements {
  /** Answers one `total`. */
  readonly count: string;
  /** Answers rows of one text `item`. */
  readonly items: string;
  readonly parameters: readonly unknown[];
  readonly countParameters: readonly unknown[];
}

const BATCH = 1000;

/** A reader that takes nothing for so long is cut off, before the server ends the idle transaction by itself. */
const PATIENCE_MS = 20_000;

/** A cursor read at the pace of its reader; the count and the rows are those of one snapshot. */
export function streamRows(
  database: Database,
  statements: RowStatements,
): Promise<{ total: number; batches: AsyncIterable<string> }> {
  const batches = new PassThrough({ objectMode: true, highWaterMark: 1 });
  batches.on('error', () => undefined); // the reader meets it too, whenever it comes
  const reading = async (counted: (total: number) => void): Promise<void> => {
    await database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const { rows } = await database.query<{ total: number }>(statements.count, statements.countParameters);
    counted(rows[0]?.total ?? 0);
    await pour(database, statements, batches);
  };
  return new Promise((resolve, reject) => {
    const counted = (total: number): void => {
      resolve({ total, batches });
    };
    finished(
      database.run(() => reading(counted)),
      batches,
    ).catch(reject);
  });
}

async function finished(reading: Promise<void>, batches: PassThrough): Promise<void> {
  try {
    await reading;
    batches.end();
  } catch (failure) {
    batches.destroy(failure as Error);
    throw failure;
  }
}

async function pour(database: Database, { items, parameters }: RowStatements, batches: PassThrough): Promise<void> {
  const gone = new AbortController();
  batches.once('close', () => {
    gone.abort();
  });
  await database.query(`DECLARE area_rows NO SCROLL CURSOR FOR ${items}`, parameters);
  while (!batches.destroyed) {
    const { rows } = await database.query<{ item: string }>(`FETCH ${BATCH} FROM area_rows`);
    if (rows.length === 0) return;
    if (batches.write(rows.map(({ item }) => item).join('\n'))) continue;
    await once(batches, 'drain', { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(PATIENCE_MS)]) });
  }
}
