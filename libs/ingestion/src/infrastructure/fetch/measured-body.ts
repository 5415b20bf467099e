import { createHash } from 'node:crypto';
import type { FetchRequest } from '../../application/source-files';
import { sourceCut, sourceTooLarge } from '../../domain/fetch-problems';

/** Bytes on their way in, from wherever. Fails with an ImportFailure, never with the error of a library. */
export interface Incoming {
  readonly name: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Where the source announced it. */
  readonly length?: number;
  readonly lengthProven: boolean;
}

/** One pass over the bytes: counts and hashes them, reports progress, stops at the limit and at the abort signal. */
export class MeasuredBody implements AsyncIterable<Uint8Array> {
  private readonly hash = createHash('sha256');
  private received = 0;

  constructor(
    private readonly incoming: Incoming,
    private readonly request: Pick<FetchRequest, 'signal' | 'progress'>,
    private readonly limitBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { name, body, length } = this.incoming;
    if (length !== undefined && length > this.limitBytes) throw sourceTooLarge(name, this.limitBytes);
    this.request.signal.throwIfAborted();
    for await (const chunk of body) {
      this.request.signal.throwIfAborted();
      this.received += chunk.byteLength;
      if (this.received > this.limitBytes) throw sourceTooLarge(name, this.limitBytes);
      this.hash.update(chunk);
      this.request.progress(this.received, length);
      yield chunk;
    }
    if (length !== undefined && this.received !== length) throw sourceCut(name, this.received, length);
  }

  /** Of the bytes that went by; to be asked once, at the end. */
  measure(): { sha256: string; bytes: number } {
    return { sha256: this.hash.digest('hex'), bytes: this.received };
  }
  /** For bytes that need not be copied. */
  async measureAll(): Promise<{ sha256: string; bytes: number }> {
    const bytes = this[Symbol.asyncIterator]();
    let step = await bytes.next();
    while (!step.done) step = await bytes.next();
    return this.measure();
  }
}
