import type { Database, MigrationClass } from '@hexagone/platform';
import type { QueryRunner } from 'typeorm';
import { AnsweringThread } from '../../../libs/games/src/infrastructure/embeddings/answering-thread';

interface Asked {
  readonly sql: string;
  /** Absent: several statements without values. */
  readonly parameters?: readonly unknown[];
}

interface Answered {
  readonly rows: object[];
  readonly affectedRows?: number;
}

/** In a thread, because it imports its parts in a way that a test's own modules cannot. */
const PROGRAM = `
  const { PGlite } = require(workerData.pglite);
  const { pg_trgm } = require(workerData.trigrams);
  const { vector } = require(workerData.vector);
  const server = PGlite.create({ extensions: { pg_trgm, vector } });
  const answer = async ({ sql, parameters }) => {
    if (!parameters) await (await server).exec(sql);
    const { rows, affectedRows } = parameters ? await (await server).query(sql, parameters) : { rows: [] };
    return { rows, affectedRows };
  };`;

/** PostgreSQL with the extension vector, in this process and on one connection: the part of Database that reads need. */
export async function pgliteWith(migrations: readonly MigrationClass[]): Promise<{
  readonly database: Database;
  readonly close: () => Promise<void>;
}> {
  const thread = new AnsweringThread<Asked, Answered>(PROGRAM, {
    pglite: require.resolve('@electric-sql/pglite'),
    trigrams: require.resolve('@electric-sql/pglite/contrib/pg_trgm'),
    vector: require.resolve('@electric-sql/pglite-pgvector'),
  });
  const script = (sql: string): Promise<Answered> => thread.ask({ sql });
  await script('CREATE EXTENSION pg_trgm');
  const runner = { query: script } as unknown as QueryRunner;
  for (const Migration of migrations) await new Migration().up(runner);
  const query = async (sql: string, parameters: readonly unknown[] = []): Promise<object> => {
    const { rows, affectedRows = 0 } = await thread.ask({ sql, parameters });
    return { rows, rowCount: affectedRows };
  };
  const run = transactions(script);
  return { database: { query, run } as unknown as Database, close: () => thread.close() };
}

/** One after the other, the inner ones part of the outer. */
function transactions(script: (sql: string) => Promise<unknown>): <T>(work: () => Promise<T>) => Promise<T> {
  let inProgress = false;
  return async (work) => {
    if (inProgress) return work();
    inProgress = true;
    await script('BEGIN');
    try {
      const done = await work();
      await script('COMMIT');
      return done;
    } catch (error) {
      await script('ROLLBACK');
      throw error;
    } finally {
      inProgress = false;
    }
  };
}
