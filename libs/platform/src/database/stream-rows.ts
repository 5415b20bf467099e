import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { Database } from './database';

export interface RowStatements {
  /** Answers one row, before the others: what must be known of the whole. */
  readonly head: string;
  readonly headParameters: readonly unknown[];
  /** Answers rows of one text `item`. */
  readonly items: string;
  readonly parameters: readonly unknown[];
}

export interface RowStream<Head> {
  readonly head: Head;
  /** Texts of up to a thousand items, joined by line breaks. Whoever does not read them all must destroy it. */
  readonly batches: Readable;
}

const BATCH = 1000;

/** A reader that takes nothing for so long is cut off, before the server ends the idle transaction by itself. */
const PATIENCE_MS = 20_000;

/** A cursor read at the pace of its reader; the head and the rows are those of one snapshot. */
export function streamRows<Head extends object>(
  database: Database,
  statements: RowStatements,
): Promise<RowStream<Head>> {
  const batches = new PassThrough({ objectMode: true, highWaterMark: 1 });
  batches.on('error', () => undefined); // the reader meets it too, whenever it comes
  const reading = async (known: (head: Head) => void): Promise<void> => {
    await database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const { rows } = await database.query<Head>(statements.head, statements.headParameters);
    if (!rows[0]) throw new Error('The statement for the head of a stream answered no row');
    known(rows[0]);
    await pour(database, statements, batches);
  };
  return new Promise((resolve, reject) => {
    const known = (head: Head): void => {
      resolve({ head, batches });
    };
    finished(
      database.run(() => reading(known)),
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
  await database.query(`DECLARE streamed_rows NO SCROLL CURSOR FOR ${items}`, parameters);
  while (!batches.destroyed) {
    const { rows } = await database.query<{ item: string }>(`FETCH ${BATCH} FROM streamed_rows`);
    if (rows.length === 0) return;
    if (batches.write(rows.map(({ item }) => item).join('\n'))) continue;
    await once(batches, 'drain', { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(PATIENCE_MS)]) });
  }
}
