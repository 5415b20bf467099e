/** Parts of 0 … size − 1; each alone at first. */
export class DisjointSets {
  private readonly parents: Int32Array;
  private readonly parts = new Map<number, readonly number[]>();

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, item) => item);
  }

  private root(item: number): number {
    let root = item;
    while (this.parents[root] !== root) root = this.parents[root] ?? root;
    let step = item;
    while (step !== root) {
      const next = this.parents[step] ?? root;
      this.parents[step] = root;
      step = next;
    }
    return root;
  }

  same(a: number, b: number): boolean {
    return this.root(a) === this.root(b);
  }

  /** The part that holds it. */
  of(item: number): readonly number[] {
    const root = this.root(item);
    return this.parts.get(root) ?? [root];
  }

  join(a: number, b: number): void {
    const [small, large] = [a, b].map((item) => this.root(item)).sort((x, y) => this.of(x).length - this.of(y).length);
    if (small === undefined || large === undefined || small === large) return;
    this.parts.set(large, [...this.of(large), ...this.of(small)]);
    this.parts.delete(small);
    this.parents[small] = large;
  }

  /** Every part once. */
  all(): (readonly number[])[] {
    const found: (readonly number[])[] = [];
    for (const [item, parent] of this.parents.entries()) if (item === parent) found.push(this.of(item));
    return found;
  }
}
