import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DirectConnections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Client, TypeOverrides, types } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { FilesNotTheExport } from '../../domain/analysis.errors';
import { isLoading, type Statement } from './analyses';
import { type Answer, type Finding, findings, type Row } from './engine';
import type { ExportFile } from './export-files';

const NUMBERS = new TypeOverrides();
NUMBERS.setTypeParser(types.builtins.INT8, Number);
NUMBERS.setTypeParser(types.builtins.NUMERIC, Number);

/** The analyses on temporary tables of a session of their own: nothing of the files stays, nothing stored is read. */
@Injectable()
export class PostgresEngine {
  constructor(private readonly connections: DirectConnections) {}

  async find(files: readonly ExportFile[]): Promise<readonly Finding[]> {
    const client = await this.connections.open('hexagone-analyse');
    try {
      for (const file of files) await load(client, file);
      return await findings((statements, answered) => analyse(client, statements, answered));
    } finally {
      await client.end();
    }
  }
}

const quoted = (name: string): string => `"${name}"`;

/** Every column a text, compared byte by byte, as DuckDB does. */
async function load(client: Client, { dataset, path, header }: ExportFile): Promise<void> {
  const columns = header.map((name) => `${quoted(name)} text COLLATE "C"`);
  await client.query(`CREATE TEMP TABLE ${dataset} (${columns.join(', ')})`);
  const copy = copyFrom(
    `COPY ${dataset} (${header.map(quoted).join(', ')}) FROM STDIN WITH (FORMAT csv, HEADER, ENCODING 'UTF8')`,
  );
  try {
    await pipeline(createReadStream(path), client.query(copy));
  } catch (error) {
    throw malformed(dataset, error) ?? error;
  }
  await client.query(`ANALYZE ${dataset}`);
}

/** What PostgreSQL says of a file that is no such CSV; the line, and nothing of what stands in it. */
function malformed(dataset: string, error: unknown): FilesNotTheExport | undefined {
  const { code, where } = Object(error) as { code?: unknown; where?: unknown };
  if (code !== '22P04' && code !== '22021') return undefined;
  const [, line = '?'] = /line (\d+)/.exec(String(where)) ?? [];
  return new FilesNotTheExport('malformed', {
    en: `${dataset}, line ${line}: not as many cells as the header has, or not UTF-8.`,
    fr: `${dataset}, ligne ${line} : pas autant de cellules que l’en-tête, ou pas de l’UTF-8.`,
  });
}

/** What the statements create goes with their transaction. */
async function analyse(
  client: Client,
  statements: readonly Statement[],
  answered: (statement: Statement, answer: Answer) => void,
): Promise<void> {
  await client.query('BEGIN');
  for (const statement of statements.filter((one) => !isLoading(one))) {
    const { fields, rows } = await client.query<Row>({ text: statement.sql, types: NUMBERS });
    answered(statement, { columns: fields.map(({ name }) => name), rows });
  }
  await client.query('ROLLBACK');
}
