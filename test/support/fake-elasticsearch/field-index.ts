import type { Token } from './analysis';
import type { StoredDocument } from './index-store';
import { textOf } from './json';
import { type Field, valuesOf } from './mapping';

/** Between the last word of one value and the first of the next. */
const GAP = 100;
const [K1, B] = [1.2, 0.75];

/** Word or value → documents, by their place in the snapshot, and where in them. */
export class FieldIndex {
  readonly postings = new Map<string, Map<number, number[]>>();
  private readonly lengths = new Map<number, number>();
  private total = 0;

  constructor(
    readonly field: Field,
    private readonly documents: readonly StoredDocument[],
  ) {
    for (const [at, { source }] of documents.entries()) this.take(at, valuesOf(source, field.members));
  }

  /** Values as they are compared, sorted and aggregated. */
  values(at: number): readonly unknown[] {
    return valuesOf(this.documents[at]?.source, this.field.members).map((value) => this.field.normalize(value));
  }

  /** BM25 of one word, document by document. */
  scores(term: string): ReadonlyMap<number, number> {
    const found = this.postings.get(term) ?? new Map<number, number[]>();
    const rarity = Math.log(1 + (this.lengths.size - found.size + 0.5) / (found.size + 0.5));
    const average = this.total / Math.max(1, this.lengths.size);
    return new Map(
      [...found].map(([at, positions]) => {
        const often = positions.length;
        const length = (this.lengths.get(at) ?? 0) / (average || 1);
        return [at, (rarity * often) / (often + K1 * (1 - B + B * length))];
      }),
    );
  }

  private take(at: number, values: readonly unknown[]): void {
    if (values.length === 0) return;
    let from = 0;
    let length = 0;
    for (const value of values) {
      const tokens = this.tokens(value);
      for (const { term, position } of tokens) this.post(term, at, from + position);
      from += (tokens.at(-1)?.position ?? 0) + GAP;
      length += tokens.length;
    }
    this.lengths.set(at, length);
    this.total += length;
  }

  private tokens(value: unknown): readonly Pick<Token, 'term' | 'position'>[] {
    const text = textOf(value);
    return this.field.analyze ? this.field.analyze(text) : [{ term: textOf(this.field.normalize(value)), position: 0 }];
  }

  private post(term: string, at: number, position: number): void {
    const documents = this.postings.get(term) ?? new Map<number, number[]>();
    documents.set(at, [...(documents.get(at) ?? []), position]);
    this.postings.set(term, documents);
  }
}
