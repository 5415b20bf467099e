import { recordTooLarge, unterminatedQuote } from '../../domain/decode-problems';

const NUL = 0;
const LF = 10;
const CR = 13;
const QUOTE = 34;

export interface GuardRules {
  /** One ASCII character. */
  readonly delimiter: string;
  /** RFC 4180 quoting with `"`; otherwise a quote is a character like another. */
  readonly quoted: boolean;
  readonly recordLines: number;
  readonly recordBytes: number;
  /** Lines are numbered by record: the text was made from the rows of a sheet. */
  readonly rowsAreLines?: boolean;
}

export type RecordDefect = 'stray_quote' | 'forbidden_character';

export interface DefectiveRecord {
  readonly line: number;
  readonly defects: readonly [RecordDefect, ...RecordDefect[]];
  readonly bytes: Buffer;
}

export interface Framed {
  /** The records that obey RFC 4180, one after the other, each with its line end. The caller may alter them. */
  readonly sound: Buffer;
  /** In file order: the line where a sound record begins, or a record that is not sound. */
  readonly records: readonly (number | DefectiveRecord)[];
}

/**
 * Frames the records of a text in UTF-8 before a CSV parser sees them, so that a defect costs its own record and
 * never those that follow. Line ends are LF, CRLF and CR, mixed; blank lines are no records.
 * Throws what makes the rest of the file unreadable: a quote without end, a record too large.
 */
export class RecordGuard {
  readonly #delimiter: number;
  #bytes = Buffer.alloc(0);
  #start = 0;
  #seen = 0;
  #kept = 0;
  #records: (number | DefectiveRecord)[] = [];
  #line = 1;
  #recordLine = 1;
  #quoteLine = 0;
  #inQuotes = false;
  #stray = false;
  #nul = false;

  constructor(private readonly rules: GuardRules) {
    this.#delimiter = rules.delimiter.charCodeAt(0);
  }

  push(chunk: Uint8Array): Framed {
    const bytes = Buffer.concat([this.#bytes.subarray(this.#start), chunk]);
    this.#bytes = bytes;
    this.#records = [];
    this.#start = this.#kept = 0;
    let at = this.#seen;
    for (let next = at; next >= 0 && next < bytes.length;) {
      at = next;
      while ((bytes[at] ?? NUL) > QUOTE) at++;
      next = at < bytes.length ? this.#special(at) : at;
      if (next >= 0) at = next;
    }
    this.#seen = at - this.#start;
    if (bytes.length - this.#start > this.rules.recordBytes) throw this.#tooLarge();
    return { sound: bytes.subarray(0, this.#kept), records: this.#records };
  }

  /** The text is over: the last line end is optional. */
  finish(): Framed {
    if (this.#start === this.#bytes.length) return { sound: Buffer.alloc(0), records: [] };
    const framed = this.push(Buffer.of(LF));
    if (this.#inQuotes) throw unterminatedQuote(this.#quoteLine);
    return framed;
  }

  /** Where to look next; -1 when the next chunk must be seen first. */
  #special(at: number): number {
    const byte = this.#bytes[at];
    if (byte === LF || byte === CR) return this.#lineEnd(at, byte);
    if (byte === QUOTE && this.rules.quoted) return this.#quote(at);
    if (byte === NUL) this.#nul = true;
    return at + 1;
  }

  #quote(at: number): number {
    if (!this.#inQuotes) {
      if (at === this.#start || this.#bytes[at - 1] === this.#delimiter) this.#open();
      else this.#goAstray();
      return at + 1;
    }
    const next = this.#bytes[at + 1];
    if (next === undefined) return -1;
    if (next === QUOTE) return at + 2;
    this.#inQuotes = false;
    if (next !== this.#delimiter && next !== LF && next !== CR) this.#goAstray();
    return at + 1;
  }

  #open(): void {
    if (this.#stray) return;
    this.#inQuotes = true;
    this.#quoteLine = this.#line;
  }

  /** The extent of a record of several lines is its quoting: when that is bad, so is the rest of the file. */
  #goAstray(): void {
    if (this.#line > this.#recordLine) throw unterminatedQuote(this.#recordLine);
    this.#stray = true;
  }

  #lineEnd(at: number, byte: number): number {
    const next = this.#bytes[at + 1];
    if (byte === CR && next === undefined) return -1;
    const end = byte === CR && next === LF ? at + 2 : at + 1;
    if (this.#inQuotes) this.#breakInQuotes();
    else this.#endRecord(at, end);
    return end;
  }

  #breakInQuotes(): void {
    if (this.rules.rowsAreLines) return;
    this.#line++;
    if (this.#line - this.#recordLine >= this.rules.recordLines) throw unterminatedQuote(this.#quoteLine);
  }

  #endRecord(at: number, end: number): void {
    if (at - this.#start > this.rules.recordBytes) throw this.#tooLarge();
    if (this.#stray || this.#nul) this.#setAside(at);
    else if (at > this.#start) this.#keep(end);
    this.#stray = this.#nul = false;
    this.#start = end;
    this.#recordLine = ++this.#line;
  }

  #setAside(at: number): void {
    const nul: RecordDefect[] = this.#nul ? ['forbidden_character'] : [];
    const bytes = Buffer.from(this.#bytes.subarray(this.#start, at));
    this.#records.push({
      line: this.#recordLine,
      defects: this.#stray ? ['stray_quote', ...nul] : ['forbidden_character'],
      bytes,
    });
  }

  #keep(end: number): void {
    this.#records.push(this.#recordLine);
    this.#bytes[end - 1] = LF;
    if (this.#kept < this.#start) this.#bytes.copyWithin(this.#kept, this.#start, end);
    this.#kept += end - this.#start;
  }

  #tooLarge(): Error {
    return recordTooLarge(this.#recordLine, this.rules.recordBytes);
  }
}
