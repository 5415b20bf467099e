import { malformedJson, recordTooLarge } from '../../domain/decode-problems';
import type { ImportFailure } from '../../domain/import-failure';
import { JsonEnvelope } from './json-envelope';

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const DEEPEST = 100;
const BLANKS = new Set([0x09, LF, 0x0d, 0x20]);
/** What ends a number or a word. */
const ENDS = new Set([...BLANKS, COMMA, CLOSE_ARRAY, CLOSE_OBJECT]);

export interface FramingRules {
  readonly format: 'json' | 'ndjson';
  /** The key of the root object that holds the array; absent: the root is the array. */
  readonly items?: string | undefined;
  readonly recordBytes: number;
}

/** A whole value, not parsed yet. */
export interface JsonElement {
  /** The number of the element, or in ndjson of its line, from 1. */
  readonly at: number;
  readonly bytes: Buffer;
}

/**
 * Finds the elements of an array, or one a line, by depth outside strings: the array may have any size, memory holds
 * one element. What stands around the array is kept apart and must be JSON too. Throws ImportFailure `malformed-json`.
 */
export class JsonFramer {
  readonly #envelope: JsonEnvelope | null;
  #bytes = Buffer.alloc(0);
  /** Where the element under way begins; null between elements. */
  #start: number | null = null;
  #seen = 0;
  #depth = 0;
  #inString = false;
  #last: 'opening' | 'element' | 'separator' = 'opening';
  #at = 1;
  #found: JsonElement[] = [];

  constructor(private readonly rules: FramingRules) {
    this.#envelope = rules.format === 'json' ? new JsonEnvelope(rules.items, rules.recordBytes) : null;
  }

  push(chunk: Uint8Array): readonly JsonElement[] {
    this.#bytes = Buffer.concat([this.#bytes.subarray(this.#start ?? this.#bytes.length), chunk]);
    if (this.#start !== null) this.#start = 0;
    this.#found = [];
    let at = this.#seen;
    while (at < this.#bytes.length) {
      if (this.#start !== null) at = this.#inElement(at, this.#start);
      else if (this.#envelope?.inArray === false) this.#envelope.take(this.#bytes[at++] ?? 0);
      else at = this.#between(at);
    }
    this.#seen = at - (this.#start ?? this.#bytes.length);
    if (this.#start !== null) this.#checkSize(this.#bytes.length - this.#start);
    return this.#found;
  }

  /** The last element, where only the end of the text shows that it is over. */
  finish(): readonly JsonElement[] {
    this.#found = [];
    if (this.#start !== null) {
      if (this.#envelope || this.#depth > 0 || this.#inString) throw this.#notClosed();
      this.#close(this.#start, this.#bytes.length);
    }
    this.#envelope?.finish();
    return this.#found;
  }

  #inElement(from: number, start: number): number {
    const bytes = this.#bytes;
    const oneLine = this.rules.format === 'ndjson';
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (oneLine && byte === LF && (this.#depth > 0 || this.#inString)) throw this.#notClosed();
      if (this.#inString) {
        if (byte === BACKSLASH) at++;
        else if (byte === QUOTE && this.#endString()) return this.#close(start, at + 1);
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#deeper();
      else if (this.#depth === 0 && ENDS.has(byte)) return this.#close(start, at);
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --this.#depth === 0)
        return this.#close(start, at + 1);
    }
    return at;
  }

  /** True where the string is the whole element. */
  #endString(): boolean {
    this.#inString = false;
    return this.#depth === 0;
  }

  #deeper(): void {
    if (++this.#depth > DEEPEST) {
      throw malformedJson(this.#at, `nested deeper than ${DEEPEST} levels`, `imbriqué sur plus de ${DEEPEST} niveaux`);
    }
  }

  #close(start: number, end: number): number {
    this.#checkSize(end - start);
    this.#found.push({ at: this.#at, bytes: this.#bytes.subarray(start, end) });
    this.#start = null;
    this.#last = 'element';
    if (this.#envelope) this.#at++;
    return end;
  }

  /** White space, separators, the end of the array or the next element; a line end separates in ndjson. */
  #between(at: number): number {
    const byte = this.#bytes[at] ?? 0;
    if (this.#envelope && byte === COMMA && this.#last === 'element') this.#last = 'separator';
    else if (this.#envelope && byte === CLOSE_ARRAY && this.#last !== 'separator') this.#envelope.close();
    else if (byte === LF) this.#endLine();
    else if (!BLANKS.has(byte)) return this.#open(at, byte);
    return at + 1;
  }

  #open(at: number, byte: number): number {
    if (this.#last === 'element' || ENDS.has(byte)) {
      throw malformedJson(this.#at, 'a value was expected here', 'une valeur était attendue ici');
    }
    this.#start = at;
    return at;
  }

  #endLine(): void {
    if (this.#envelope) return;
    this.#last = 'separator';
    this.#at++;
  }

  #checkSize(bytes: number): void {
    if (bytes > this.rules.recordBytes) throw recordTooLarge(this.#at, this.rules.recordBytes);
  }

  #notClosed(): ImportFailure {
    return malformedJson(this.#at, 'it is not closed', 'il n’est pas refermé');
  }
}
