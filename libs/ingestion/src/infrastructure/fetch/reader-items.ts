import type { SourceLocation } from '../../application/dataset';
import type { ReadingEnd } from '../../application/record-reader';
import type { FetchRequest } from '../../application/source-files';
import type { Incoming } from './measured-body';

type ReaderLocation = Extract<SourceLocation, { kind: 'reader' }>;

const CHUNK_LENGTH = 64 * 1024;

/** The items of one reading, one a line, and what the reader said after the last. */
export class ReaderItems {
  private said: ReadingEnd | undefined;

  constructor(
    private readonly location: ReaderLocation,
    private readonly request: Pick<FetchRequest, 'reading' | 'signal'>,
  ) {}

  get incoming(): Incoming {
    return { name: this.location.name, body: this.lines(), lengthProven: true };
  }

  /** Once the body was read to its end. */
  get end(): ReadingEnd {
    if (!this.said) throw new Error(`The reader ${this.location.name} is not at its end`);
    return this.said;
  }

  private async *lines(): AsyncGenerator<Uint8Array> {
    const { reading = { cursor: null, options: {} }, signal } = this.request;
    const items = this.location.reader.read({ ...reading, signal });
    let text = '';
    try {
      let step = await items.next();
      for (; !step.done; step = await items.next()) {
        text += `${JSON.stringify(step.value)}\n`;
        if (text.length < CHUNK_LENGTH) continue;
        yield Buffer.from(text);
        text = '';
      }
      this.said = step.value;
    } finally {
      // Left before its end, a reader closes what it opened.
      if (!this.said) await items.return({ cursor: null });
    }
    if (text) yield Buffer.from(text);
  }
}
