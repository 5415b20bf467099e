import type { Group } from '../../../libs/sites/src/domain/group';
import type { Site } from '../../../libs/sites/src/domain/site';

export interface Row<T> {
  readonly version: number;
  readonly value: T;
}

/** What is stored: rows by id, links and nestings as pairs of ids. */
export class Memory {
  private ids = { site: 0, group: 0 };
  sites = new Map<number, Row<Site>>();
  groups = new Map<number, Row<Group>>();
  links = new Pairs();
  nestings = new Pairs();
  /** Rows and pairs written since the beginning, kept or undone. */
  writes = 0;

  nextId(of: 'site' | 'group'): number {
    return ++this.ids[of];
  }

  /** A way back to what is stored now; ids that were given are not given again. */
  remember(): () => void {
    const { sites, groups, links, nestings } = this;
    [this.sites, this.groups, this.links, this.nestings] = [
      new Map(sites),
      new Map(groups),
      links.copy(),
      nestings.copy(),
    ];
    return () => {
      Object.assign(this, { sites, groups, links, nestings });
    };
  }
}

/** Pairs of ids, each once. */
export class Pairs {
  constructor(private readonly pairs = new Map<string, readonly [number, number]>()) {}

  add(one: number, other: number): boolean {
    if (this.pairs.has(`${one}:${other}`)) return false;
    this.pairs.set(`${one}:${other}`, [one, other]);
    return true;
  }

  delete(one: number, other: number): boolean {
    return this.pairs.delete(`${one}:${other}`);
  }

  /** Seconds of the pairs that begin with `one`, in ascending order. */
  after(one: number): number[] {
    return this.list((pair) => pair[0] === one).map((pair) => pair[1]);
  }

  before(other: number): number[] {
    return this.list((pair) => pair[1] === other).map((pair) => pair[0]);
  }

  forget(side: 0 | 1, id: number): void {
    for (const [one, other] of this.list((pair) => pair[side] === id)) this.delete(one, other);
  }

  copy(): Pairs {
    return new Pairs(new Map(this.pairs));
  }

  private list(keep: (pair: readonly [number, number]) => boolean): (readonly [number, number])[] {
    return [...this.pairs.values()].filter(keep).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }
}
