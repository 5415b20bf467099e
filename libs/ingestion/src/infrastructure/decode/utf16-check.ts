/** Looks at every code unit of a text in UTF-16: a surrogate comes in a pair, a unit in two bytes. */
export class Utf16Check {
  /** Offset of the first byte of a lone surrogate, or of a last odd byte. */
  firstInvalid: number | null = null;
  #offset = 0;
  #first = 0;
  #high: number | null = null;
  readonly #bigEndian: boolean;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#bigEndian = encoding === 'utf-16be';
  }

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#offset % 2 === 0) this.#first = byte;
      else this.#unit(this.#bigEndian ? this.#first : byte);
      this.#offset++;
    }
  }

  finish(): void {
    if (this.#high !== null) this.#invalid(this.#high);
    if (this.#offset % 2 === 1) this.#invalid(this.#offset - 1);
  }

  /** The high byte alone tells a surrogate: D8-DB opens a pair, DC-DF closes it. */
  #unit(highByte: number): void {
    const at = this.#offset - 1;
    const closes = highByte >= 0xdc && highByte <= 0xdf;
    if (this.#high !== null && !closes) this.#invalid(this.#high);
    if (this.#high === null && closes) this.#invalid(at);
    this.#high = highByte >= 0xd8 && highByte <= 0xdb ? at : null;
  }

  #invalid(offset: number): void {
    this.firstInvalid ??= offset;
  }
}
