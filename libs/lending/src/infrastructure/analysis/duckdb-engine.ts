import { EngineAbsent } from '../../domain/analysis.errors';
import type { Statement } from './analyses';
import { type Answer, type Finding, findings, type Row } from './engine';

/** As much of the package as is used: it is an optional dependency, and may be absent. */
interface DuckDB {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckDBConnection> }> };
}
interface DuckDBConnection {
  runAndReadAll(sql: string): Promise<{ columnNames(): string[]; getRowObjectsJS(): Record<string, unknown>[] }>;
  closeSync(): void;
}

const PACKAGE = '@duckdb/node-api';
const INSTALL = `npm install --no-save ${PACKAGE}@1.5.6-r.1`;

const loaded = async (name: string): Promise<DuckDB> => {
  try {
    return (await import(name)) as DuckDB;
  } catch {
    throw new EngineAbsent(INSTALL);
  }
};

/** The analyses as DuckDB runs them in that directory, each in a database of its own, in memory. */
export async function findWithDuckDB(directory: string, engine = PACKAGE): Promise<readonly Finding[]> {
  const { DuckDBInstance } = await loaded(engine);
  return findings(async (statements, answered) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    try {
      await connection.runAndReadAll(`SET file_search_path = '${directory.replaceAll("'", "''")}'`);
      for (const statement of statements) answered(statement, await answerTo(connection, statement));
    } finally {
      connection.closeSync();
    }
  });
}

async function answerTo(connection: DuckDBConnection, { sql }: Statement): Promise<Answer> {
  const result = await connection.runAndReadAll(sql);
  const rows = result.getRowObjectsJS().map((row) => {
    const plain = Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]);
    return Object.fromEntries(plain) as Row;
  });
  return { columns: result.columnNames(), rows };
}
