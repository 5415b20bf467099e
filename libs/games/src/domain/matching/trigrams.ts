/** Trigrams of a key as numbers, each once, ascending: the rarer among all keys, the smaller. */
export type Trigrams = Int32Array;

/** Trigrams of a key, each word with two blanks in front and one behind, as pg_trgm takes them. */
function* spelt(key: string): Generator<string> {
  for (const word of key.split(' ')) {
    const padded = word === '' ? '' : `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) yield padded.slice(at, at + 3);
  }
}

/** Trigrams of each key, all in one buffer: each in its own would take several times the memory. */
export function trigramsOf(keys: readonly string[]): readonly Trigrams[] {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const buffer = new Int32Array(keys.reduce((most, key) => most + key.length + 1, 0));
  let end = 0;
  const found = keys.map((key) => {
    const own = new Set<number>();
    for (const trigram of spelt(key)) {
      const number = numbers.get(trigram) ?? numbers.size;
      if (number === numbers.size) numbers.set(trigram, number);
      own.add(number);
    }
    const start = end;
    for (const number of own) {
      counts[number] = (counts[number] ?? 0) + 1;
      buffer[end++] = number;
    }
    return buffer.subarray(start, end);
  });
  const rarest = [...counts.keys()].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const ranks = new Int32Array(counts.length);
  for (const [rank, number] of rarest.entries()) ranks[number] = rank;
  for (let at = 0; at < end; at += 1) buffer[at] = ranks[buffer[at] ?? 0] ?? 0;
  return found.map((own) => own.sort());
}

/** Common trigrams among all, 0 to 1. */
export function similarityOf(a: Trigrams, b: Trigrams): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) common += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return common === 0 ? 0 : common / (a.length + b.length - common);
}

/** Two keys that are similar to this degree have one of their rarest trigrams in common. */
export const rarestOf = (trigrams: Trigrams, degree: number): Trigrams =>
  trigrams.subarray(0, trigrams.length - Math.ceil(trigrams.length * degree) + 1);
