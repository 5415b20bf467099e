import { createHash } from 'node:crypto';
import { emptySource } from '../../domain/decode-problems';
import { withLongHead } from './byte-chunks';
import { Utf16Check } from './utf16-check';
import { Utf8Check } from './utf8-check';

/** How many bytes are kept of both ends. */
const END_BYTES = 4096;
const BOMS = [
  ['utf-8', Buffer.of(0xef, 0xbb, 0xbf)],
  ['utf-16le', Buffer.of(0xff, 0xfe)],
  ['utf-16be', Buffer.of(0xfe, 0xff)],
] as const;

/** What one pass over the whole of a text tells. */
export interface TextSurvey {
  readonly bom: 'utf-8' | 'utf-16le' | 'utf-16be' | null;
  readonly bomBytes: number;
  readonly sha256: string;
  /** First bytes, without the BOM. */
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly utf8: Utf8Check;
  /** Where the BOM says so. */
  readonly utf16: Utf16Check | null;
}

/** Throws ImportFailure `empty-source`. */
export async function surveyText(text: AsyncIterable<Uint8Array>): Promise<TextSurvey> {
  const hash = createHash('sha256');
  const ends = new TextEnds();
  const utf8 = new Utf8Check();
  let utf16: Utf16Check | null = null;
  for await (const chunk of withLongHead(text, 3)) {
    if (ends.push(chunk) && ends.bom !== null && ends.bom !== 'utf-8') utf16 = new Utf16Check(ends.bom);
    hash.update(chunk);
    (utf16 ?? utf8).push(chunk);
  }
  if (ends.blank) throw emptySource();
  (utf16 ?? utf8).finish();
  const { bom, bomBytes, head, tail } = ends;
  return { bom, bomBytes, sha256: hash.digest('hex'), head, tail, utf8, utf16 };
}

class TextEnds {
  bom: TextSurvey['bom'] = null;
  bomBytes = 0;
  blank = true;
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);
  #started = false;

  /** True for the first chunk. */
  push(chunk: Uint8Array): boolean {
    const first = !this.#started;
    if (first) this.#findBom(chunk);
    this.#started = true;
    const text = first ? chunk.subarray(this.bomBytes) : chunk;
    this.blank &&= text.every((byte) => this.#isBlank(byte));
    if (this.head.length < END_BYTES) this.head = Buffer.concat([this.head, text]).subarray(0, END_BYTES);
    this.tail = Buffer.concat([this.tail.subarray(-END_BYTES), text.subarray(-END_BYTES)]).subarray(-END_BYTES);
    return first;
  }

  #findBom(chunk: Uint8Array): void {
    const found = BOMS.find(([, mark]) => mark.equals(chunk.subarray(0, mark.length)));
    this.bom = found?.[0] ?? null;
    this.bomBytes = found?.[1].length ?? 0;
  }

  #isBlank(byte: number): boolean {
    const utf16 = this.bom === 'utf-16le' || this.bom === 'utf-16be';
    return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || (byte === 0 && utf16);
  }
}
