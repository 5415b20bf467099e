import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { StageWriter } from '../../application/staging-database';

const BUFFER_CHARACTERS = 64 * 1024;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const NEEDS_ESCAPE = /[\\\n\r\t]/;

/** Rows as COPY text to the temporary table `stage`, in buffers of about 64 KiB. */
export class CopyWriter extends StageWriter {
  private readonly copy: CopyStreamQuery;
  private buffer = '';
  private failure: Error | undefined;

  constructor(
    private readonly client: Client,
    private readonly columns: readonly string[],
    private readonly translated: (error: unknown) => unknown,
  ) {
    super();
    const names = ['line', ...columns].map((column) => `"${column}"`).join(', ');
    this.copy = client.query(copyFrom(`COPY pg_temp.stage (${names}) FROM STDIN`));
    this.copy.on('error', (error: Error) => {
      this.failure = error;
    });
  }

  get full(): boolean {
    return this.buffer.length >= BUFFER_CHARACTERS;
  }

  add(line: number, row: object): boolean {
    let text = String(line);
    for (const column of this.columns) {
      const cell = copyText((row as Readonly<Record<string, unknown>>)[column]);
      if (cell === null) return false;
      text += `\t${cell}`;
    }
    this.buffer += `${text}\n`;
    return true;
  }

  async drain(): Promise<void> {
    this.mustWork();
    const text = this.buffer;
    this.buffer = '';
    if (text === '' || this.copy.write(text)) return;
    await Promise.race([once(this.copy, 'drain'), once(this.copy, 'close')]).catch(() => undefined);
    this.mustWork();
  }

  async end(): Promise<void> {
    await this.drain();
    const finished = once(this.copy, 'finish');
    this.copy.end();
    try {
      await finished;
      await this.client.query('ANALYZE pg_temp.stage');
    } catch (error) {
      throw this.translated(error);
    }
  }

  private mustWork(): void {
    if (this.failure) throw this.translated(this.failure);
    if (this.copy.destroyed) throw this.translated(new Error('Connection terminated'));
  }
}

/** One cell of COPY text; null for a text that PostgreSQL cannot store. */
function copyText(value: unknown): string | null {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return escaped(arrayText(value));
  return escaped(JSON.stringify(value));
}

function escaped(text: string): string | null {
  if (text.includes('\0')) return null;
  return NEEDS_ESCAPE.test(text) ? text.replace(/[\\\n\r\t]/g, (letter) => ESCAPED[letter] ?? letter) : text;
}

/** An array literal of PostgreSQL. */
const arrayText = (items: readonly unknown[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : `"${String(item).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
