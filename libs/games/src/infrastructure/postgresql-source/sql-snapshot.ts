import { ImportFailure } from '@hexagone/ingestion';
import { Client } from 'pg';
import { type QueryName, QUERIES, type SqlMapping } from './sql-mapping';
import { addressWrong, databaseAway, queryWrong } from './sql-problems';

/** A row of a query, and the game that it belongs to; null: to none. */
export interface KeyedRow {
  readonly key: string | null;
  readonly row: Readonly<Record<string, unknown>>;
}

const FETCHED = 1000;
/** Bad syntax, names, rights, values; what is not supported, or would write. */
const OF_THE_QUERY = /^(42|22|0A|25006)/;
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = '5min'; SET LOCAL lock_timeout = '5s';
  SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO,YMD'`;

/** With a server that says nothing (ms): longer than it lets a statement run itself. */
export const PATIENCE_MS = 330_000;

/** Every query of a mapping as one moment of the database sees it; nothing is written there, and memory stays flat. */
export class SqlSnapshot {
  private constructor(
    private readonly client: Client,
    private readonly mapping: SqlMapping,
    private readonly signal: AbortSignal,
  ) {}

  /** Throws ImportFailure: unreachable; usage (the address). An abort ends the connection, whatever it is doing. */
  static async open(url: string, mapping: SqlMapping, signal: AbortSignal, patienceMs: number): Promise<SqlSnapshot> {
    const snapshot = new SqlSnapshot(clientOf(url, patienceMs), mapping, signal);
    const { client } = snapshot;
    signal.addEventListener('abort', snapshot.hangUp);
    try {
      await client.connect();
      await client.query(BEGIN);
      return snapshot;
    } catch (error) {
      await snapshot.close();
      throw snapshot.translated(error, 'games');
    }
  }

  /** Rows in the order of their keys, byte by byte. Throws ImportFailure: usage (the query), unreachable. */
  async *rows(query: QueryName): AsyncGenerator<KeyedRow, undefined> {
    const select = this.mapping.queries[query];
    if (select === undefined) return undefined;
    try {
      await this.declare(query, select);
      for (;;) {
        const { rows } = await this.client.query<KeyedRow>(`FETCH ${String(FETCHED)} FROM hexagone_${query}`);
        this.checkColumns(query, rows[0]);
        yield* rows;
        if (rows.length < FETCHED) return undefined;
      }
    } catch (error) {
      throw this.translated(error, query);
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.hangUp);
    await this.client.end().catch(() => undefined);
  }

  private readonly hangUp = (): void => {
    void this.client.end().catch(() => undefined);
  };

  /** A named statement: the server takes no second one beside it. */
  private async declare(query: QueryName, select: string): Promise<void> {
    const [key] = QUERIES[query];
    const text = `DECLARE hexagone_${query} NO SCROLL CURSOR FOR
      SELECT q."${key}"::text COLLATE "C" AS key, to_jsonb(q) AS row FROM (
      ${select.replace(/;\s*$/, '')}
      ) AS q ORDER BY 1`;
    await this.client.query({ name: `hexagone_${query}`, text });
  }

  private checkColumns(query: QueryName, first: KeyedRow | undefined): void {
    const missing = first && QUERIES[query].find((column) => !(column in first.row));
    if (missing !== undefined) throw queryWrong(this.mapping.name, query, `no column "${missing}"`);
  }

  private translated(error: unknown, query: QueryName): unknown {
    if (this.signal.aborted) return this.signal.reason;
    if (error instanceof ImportFailure) return error;
    const { code, message } = Object(error) as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && OF_THE_QUERY.test(code))
      return queryWrong(this.mapping.name, query, String(message));
    return databaseAway(typeof code === 'string' ? code : 'connection lost');
  }
}

function clientOf(url: string, patienceMs: number): Client {
  try {
    const client = new Client({
      ...{ connectionString: url, application_name: 'hexagone games-sql' },
      ...{ connectionTimeoutMillis: 10_000, query_timeout: patienceMs, keepAlive: true },
    });
    client.on('error', () => undefined);
    return client;
  } catch {
    // A file of a certificate that is not there, for one.
    throw addressWrong();
  }
}
