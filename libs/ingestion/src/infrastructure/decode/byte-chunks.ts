/** The same bytes, of which the first chunk holds at least `count`, if there are that many. */
export async function* withLongHead(source: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of source) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < count) continue;
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

/** The first bytes of a source, `count` of them if there are that many. */
export async function headOf(source: AsyncIterable<Uint8Array>, count: number): Promise<Uint8Array> {
  for await (const chunk of withLongHead(source, count)) return chunk.subarray(0, count);
  return new Uint8Array(0);
}

/** Stops a pass as soon as the run is told to. */
export async function* abortable(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    signal.throwIfAborted();
    yield chunk;
  }
}
