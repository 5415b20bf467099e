import type { GameSourceKey } from '../record/sources';
import { isLone } from './doubt';
import { grouped, groupedByEach, repeated } from './order';
import type { Apart } from './release-works';
import type { Work } from './work';

/** A work of another source that a key brings up. */
export interface Namesake {
  readonly work: Work;
  /** It is the key of both titles, not that of an alternative title. */
  readonly exact: boolean;
}

/** A person said that they are two. */
export const arePartedBy = (apart: Apart, a: Work, b: Work): boolean =>
  a.rows.some((one) => b.rows.some((other) => apart(one.id, other.id)));

type Named = ReadonlyMap<string, readonly Work[]>;

const NOBODY: ReadonlyMap<GameSourceKey, readonly Namesake[]> = new Map();

/** Works with neither an edition nor a qualifier, by the keys of their titles and of alternative ones. */
export class SameKey {
  readonly works: readonly Work[];
  private readonly named: Named;
  private readonly alsoNamed: Named;

  constructor(
    works: readonly Work[],
    private readonly apart: Apart,
  ) {
    this.works = works.filter(({ first }) => isLone(first));
    const known = repeated(this.works, ({ first }) => [first.key, ...first.alternativeKeys]);
    const among = (keys: readonly string[]): readonly string[] => keys.filter((key) => known.has(key));
    this.named = groupedByEach(this.works, ({ first }) => among([first.key]));
    this.alsoNamed = groupedByEach(this.works, ({ first }) => among(first.alternativeKeys));
  }

  /** Those of other sources, each once; an alternative title of one must be the title of the other. */
  of(asks: Work): ReadonlyMap<GameSourceKey, readonly Namesake[]> {
    const { key, source, alternativeKeys } = asks.first;
    const found = [
      ...this.listed(this.named, key, source),
      ...this.listed(this.alsoNamed, key, source),
      ...alternativeKeys.flatMap((name) => [...this.listed(this.named, name, source)]),
    ];
    if (found.length === 0) return NOBODY;
    const others = new Set(found.filter((work) => !arePartedBy(this.apart, asks, work)));
    const namesakes = [...others].map((work) => ({ work, exact: work.first.key === key }));
    return grouped(namesakes, ({ work }) => work.first.source);
  }

  private listed(named: Named, key: string, without: GameSourceKey): readonly Work[] {
    return named.get(key)?.filter(({ first }) => first.source !== without) ?? [];
  }
}
