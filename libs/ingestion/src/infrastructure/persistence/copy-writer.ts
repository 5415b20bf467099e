import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { type StageColumns, StageWriter } from '../../application/staging-database';
import { translated } from './database-failure';
import { type Encoder, encodersOf } from './stage-encoding';

const BUFFER_CHARACTERS = 64 * 1024;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Rows as COPY text to the temporary table `stage`, one buffer of about 64 KiB under way at a time. */
export class CopyWriter extends StageWriter {
  private readonly copy: CopyStreamQuery;
  private readonly encoders: readonly Encoder[];
  private buffer = '';
  private failure: unknown;
  private waiting: Waiting | undefined;
  private over = false;

  constructor(
    private readonly client: Client,
    columns: StageColumns,
  ) {
    super();
    this.encoders = encodersOf(columns);
    const names = ['line', ...Object.keys(columns)].map((column) => `"${column}"`).join(', ');
    this.copy = client.query(copyFrom(`COPY pg_temp.stage (${names}) FROM STDIN`));
    this.copy.on('error', (error) => {
      this.fail(error);
    });
    this.copy.on('finish', () => this.waiting?.resolve());
    this.copy.on('close', () => {
      this.fail(new Error('The copy was given up'));
    });
  }

  get full(): boolean {
    return this.buffer.length >= BUFFER_CHARACTERS;
  }

  add(line: number, row: object): boolean {
    let text = String(line);
    for (const { column, encode } of this.encoders) {
      const cell = encode((row as Readonly<Record<string, unknown>>)[column]);
      if (cell === null) return false;
      text += '\t' + cell;
    }
    this.buffer += text + '\n';
    return true;
  }

  drain(): Promise<void> {
    const bytes = Buffer.from(this.buffer);
    this.buffer = '';
    return this.settled(({ resolve, reject }) => {
      this.copy.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async end(): Promise<void> {
    if (this.buffer !== '') await this.drain();
    await this.settled(() => this.copy.end());
    this.over = true;
    await this.client.query('ANALYZE pg_temp.stage').catch((error: unknown) => {
      throw translated(error);
    });
  }

  /** The server forgets the rows; whoever waits for them learns it. */
  async abort(): Promise<void> {
    if (this.over || this.failure !== undefined) return;
    const closed = new Promise<void>((resolve) =>
      this.copy.once('close', resolve).once('error', () => {
        resolve();
      }),
    );
    this.copy.destroy();
    await closed;
  }

  /** The stream of the copy says an error once, and to whoever listens then: it is remembered for the next to ask. */
  private async settled(act: (waiting: Waiting) => void): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.waiting = { resolve, reject };
        if (this.failure === undefined) act(this.waiting);
        else this.waiting.reject(this.failure);
      });
    } catch (error) {
      throw translated(error);
    }
  }

  private fail(error: unknown): void {
    if (this.over) return;
    this.failure ??= error;
    this.waiting?.reject(error);
  }
}
