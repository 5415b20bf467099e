/** Trigrams of a key, each word with two blanks in front and one behind, as pg_trgm takes them. */
export function trigramsOf(key: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of key.split(' ')) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

/** Common trigrams among all, 0 to 1. */
export function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const trigram of a) if (b.has(trigram)) common += 1;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

/**
 * Which of some keys may be similar to another: of two that share three quarters of their trigrams, the rarest ones of
 * each overlap. Answers a superset, without comparing all to all.
 */
export class TrigramIndex {
  private readonly postings = new Map<string, number[]>();
  private readonly frequencies = new Map<string, number>();

  constructor(
    keys: readonly ReadonlySet<string>[],
    private readonly floor: number,
  ) {
    for (const key of keys)
      for (const trigram of key) this.frequencies.set(trigram, (this.frequencies.get(trigram) ?? 0) + 1);
    for (const [at, key] of keys.entries())
      for (const trigram of this.rarest(key)) {
        const posting = this.postings.get(trigram);
        if (posting) posting.push(at);
        else this.postings.set(trigram, [at]);
      }
  }

  /** Positions of those that may reach the floor with this one. */
  near(key: ReadonlySet<string>): ReadonlySet<number> {
    return new Set(this.rarest(key).flatMap((trigram) => this.postings.get(trigram) ?? []));
  }

  private rarest(key: ReadonlySet<string>): readonly string[] {
    const rank = (trigram: string): number => this.frequencies.get(trigram) ?? 0;
    const sorted = [...key].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return sorted.slice(0, key.size - Math.ceil(key.size * this.floor) + 1);
  }
}
