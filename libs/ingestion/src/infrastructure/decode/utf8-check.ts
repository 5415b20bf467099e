import { isAscii, isUtf8 } from 'node:buffer';

/** Bytes to come after a lead byte, and the range of the first of them (RFC 3629, section 4). */
function sequence(lead: number): readonly [more: number, low: number, high: number] {
  if (lead >= 0xc2 && lead <= 0xdf) return [1, 0x80, 0xbf];
  if (lead === 0xe0) return [2, 0xa0, 0xbf];
  if (lead === 0xed) return [2, 0x80, 0x9f];
  if (lead >= 0xe1 && lead <= 0xef) return [2, 0x80, 0xbf];
  if (lead === 0xf0) return [3, 0x90, 0xbf];
  if (lead >= 0xf1 && lead <= 0xf3) return [3, 0x80, 0xbf];
  return lead === 0xf4 ? [3, 0x80, 0x8f] : [0, 0, 0];
}

/** Where the last character begins if the chunk may have cut it, else where the chunk ends. */
function endOfWhole(chunk: Uint8Array): number {
  const cut = [1, 2, 3].find((back) => (chunk[chunk.length - back] ?? 0) >= 0xc0);
  return chunk.length - (cut ?? 0);
}

/** Bytes that windows-1252 leaves undefined. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Looks at every byte of a text once, whatever it finds: is it strict UTF-8, could it be windows-1252? */
export class Utf8Check {
  /** Offset of the first byte that is no UTF-8. */
  firstInvalid: number | null = null;
  /** Offset of the first byte that windows-1252 does not define. */
  firstUndefined1252: number | null = null;
  /** At least one character of several bytes was well formed. */
  hasMultiByte = false;
  #offset = 0;
  #lead = 0;
  #more = 0;
  #low = 0;
  #high = 0;

  push(chunk: Uint8Array): void {
    const passed = this.#more === 0 ? this.#pass(chunk) : 0;
    this.#offset += passed;
    for (const byte of passed === 0 ? chunk : chunk.subarray(passed)) {
      if (byte >= 0x80 || this.#more > 0) this.#look(byte);
      this.#offset++;
    }
  }

  /** How many bytes from the start are good for sure: all, all but a character that may go on, or none. Much quicker. */
  #pass(chunk: Uint8Array): number {
    if (isAscii(chunk)) return chunk.length;
    const whole = chunk.subarray(0, endOfWhole(chunk));
    if (!isUtf8(whole)) return 0;
    this.hasMultiByte ||= !isAscii(whole);
    return whole.length;
  }

  finish(): void {
    if (this.#more > 0) this.#invalid(this.#lead);
  }

  #look(byte: number): void {
    if (UNDEFINED_1252.has(byte)) this.firstUndefined1252 ??= this.#offset;
    if (this.#more > 0 && this.#continues(byte)) return;
    if (byte < 0x80) return;
    [this.#more, this.#low, this.#high] = sequence(byte);
    if (this.#more === 0) this.#invalid(this.#offset);
    this.#lead = this.#offset;
  }

  #continues(byte: number): boolean {
    if (byte < this.#low || byte > this.#high) {
      this.#more = 0;
      this.#invalid(this.#lead);
      return false;
    }
    [this.#low, this.#high] = [0x80, 0xbf];
    this.#more--;
    if (this.#more === 0) this.hasMultiByte = true;
    return true;
  }

  #invalid(offset: number): void {
    this.firstInvalid ??= offset;
  }
}
