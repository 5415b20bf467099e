import { MALFORMED_JSON, malformed, recordTooLarge } from '../../domain/decode-problems';

const QUOTE = 34;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** What stands around the array of elements: it is collected without them, and must be JSON by itself. */
export class JsonEnvelope {
  /** Between the brackets of the array: the bytes are the framer's. */
  inArray = false;
  #arrayFound = false;
  readonly #bytes: number[] = [];
  readonly #key: Buffer;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #stringStart = 0;
  #last: 'key' | 'colon' | 'opening' | 'other' = 'opening';

  constructor(
    private readonly items: string | undefined,
    private readonly mostBytes: number,
  ) {
    this.#key = Buffer.from(JSON.stringify(items ?? ''));
  }

  /** Takes one byte outside the array. */
  take(byte: number): void {
    this.#bytes.push(byte);
    if (this.#bytes.length > this.mostBytes) throw recordTooLarge(1, this.mostBytes);
    if (this.#inString) this.#inText(byte);
    else if (byte > 0x20) this.#outsideText(byte);
  }

  close(): void {
    this.inArray = false;
    this.#bytes.push(CLOSE_ARRAY);
  }

  finish(): void {
    if (this.inArray) throw failure('The array is not closed.', 'Le tableau n’est pas refermé.');
    if (!isJson(Buffer.from(this.#bytes).toString('utf8'))) {
      throw failure('The text around the array is not JSON.', 'Le texte autour du tableau n’est pas du JSON.');
    }
    if (!this.#arrayFound) throw this.#noArray();
  }

  #inText(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#endText();
  }

  #endText(): void {
    this.#inString = false;
    const { length } = this.#bytes;
    const named = this.#depth === 1 && length - this.#stringStart === this.#key.length;
    this.#last = named && this.#key.equals(Buffer.from(this.#bytes.slice(this.#stringStart))) ? 'key' : 'other';
  }

  #outsideText(byte: number): void {
    const last = this.#last;
    this.#last = last === 'key' && byte === COLON ? 'colon' : 'other';
    if (last === 'opening') this.#checkRoot(byte);
    if (byte === QUOTE) {
      this.#inString = true;
      this.#stringStart = this.#bytes.length - 1;
    } else if (byte === OPEN_ARRAY && !this.#arrayFound && (last === 'opening' || last === 'colon')) {
      this.inArray = this.#arrayFound = true;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) this.#depth++;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) this.#depth--;
  }

  #checkRoot(byte: number): void {
    if (byte !== (this.items === undefined ? OPEN_ARRAY : OPEN_OBJECT)) throw this.#noArray();
  }

  #noArray(): Error {
    if (this.items === undefined) return failure('The root is not an array.', 'La racine n’est pas un tableau.');
    return failure(
      `There is no array “${this.items}” in a root object.`,
      `Il n’y a pas de tableau « ${this.items} » dans un objet racine.`,
    );
  }
}

const failure = (en: string, fr: string): Error => malformed(MALFORMED_JSON, { en, fr });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
