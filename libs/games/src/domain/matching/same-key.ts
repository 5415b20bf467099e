import type { GameSourceKey } from '../record/sources';
import { isLone } from './doubt';
import type { MatchRecord } from './match-record';
import { byKey, grouped, repeated } from './order';
import type { Apart } from './release-works';
import { vetoesBetween } from './vetoes';
import type { Work } from './work';

/** Works of another source that a key brings up, and that nothing tells apart: their titles, years and platforms are the same. */
export interface Namesake {
  /** The first of them by key. */
  readonly work: Work;
  readonly works: readonly Work[];
  /** It is the key of both titles, not that of an alternative title. */
  readonly exact: boolean;
}

/** A person said that they are two. */
export const arePartedBy = (apart: Apart, a: Work, b: Work): boolean =>
  a.rows.some((one) => b.rows.some((other) => apart(one.id, other.id)));

type Alike = Omit<Namesake, 'exact'>;

type Named = ReadonlyMap<string, ReadonlyMap<GameSourceKey, readonly Alike[]>>;

const NOBODY: ReadonlyMap<GameSourceKey, readonly Alike[]> = new Map();

/** Works with neither an edition nor a qualifier, by the keys of their titles and of alternative ones. */
export class SameKey {
  readonly works: readonly Work[];
  private readonly named: Named;
  private readonly alsoNamed: Named;
  private readonly free = new Map<Work, ReadonlyMap<GameSourceKey, number>>();

  constructor(
    works: readonly Work[],
    private readonly apart: Apart,
  ) {
    this.works = works.filter(({ first }) => isLone(first));
    const known = repeated(this.works, ({ first }) => [first.key, ...first.alternativeKeys]);
    const among = (keys: readonly string[]): readonly string[] => keys.filter((key) => known.has(key));
    const named = ({ first }: Work): boolean => among([first.key, ...first.alternativeKeys]).length > 0;
    const alike = alikeAmong(this.works.filter(named));
    this.named = namedBy(alike, ({ key }) => among([key]));
    this.alsoNamed = namedBy(alike, ({ alternativeKeys }) => among(alternativeKeys));
  }

  /** Those of other sources, each once; an alternative title of one must be the title of the other. */
  of(asks: Work): ReadonlyMap<GameSourceKey, readonly Namesake[]> {
    const { key, source, alternativeKeys } = asks.first;
    const found = [
      ...this.listed(this.named, key, source),
      ...this.listed(this.alsoNamed, key, source),
      ...alternativeKeys.flatMap((name) => [...this.listed(this.named, name, source)]),
    ];
    const isParted = asks.rows.some(({ id }) => this.apart(id));
    const namesakes = [...new Set(found)].flatMap((alike) => {
      const works = isParted ? alike.works.filter((work) => !arePartedBy(this.apart, asks, work)) : alike.works;
      return works[0] ? [{ work: works[0], works, exact: works[0].first.key === key }] : [];
    });
    return grouped(namesakes, ({ work }) => work.first.source);
  }

  /** How many of them no veto keeps from it, by source. */
  freeOf(asks: Work): ReadonlyMap<GameSourceKey, number> {
    const known = this.free.get(asks);
    if (known) return known;
    const counts = new Map<GameSourceKey, number>();
    for (const [source, namesakes] of this.of(asks)) {
      const free = namesakes.filter(({ work }) => vetoesBetween(asks.rows, work.rows).length === 0);
      counts.set(
        source,
        free.reduce((sum, { works }) => sum + works.length, 0),
      );
    }
    this.free.set(asks, counts);
    return counts;
  }

  private listed(named: Named, key: string, without: GameSourceKey): readonly Alike[] {
    return [...(named.get(key) ?? NOBODY)].flatMap(([source, alike]) => (source === without ? [] : alike));
  }
}

/** Works of many rows are like no other. */
function alikeAmong(works: readonly Work[]): readonly Alike[] {
  const same = grouped(works, ({ rows, first, families }) =>
    rows.length > 1
      ? first.id
      : JSON.stringify([
          ...[first.source, first.key, first.alternativeKeys, first.numeralForm, first.variant, first.kind],
          ...[first.numbers, first.titleYear, first.year, families],
        ]),
  );
  return [...same.values()].flatMap((group) => {
    const [work, ...others] = group.sort((a, b) => byKey(a.first, b.first));
    return work ? [{ work, works: [work, ...others] }] : [];
  });
}

function namedBy(all: readonly Alike[], keysOf: (first: MatchRecord) => readonly string[]): Named {
  const known = all.flatMap((alike) => keysOf(alike.work.first).map((key) => ({ alike, key })));
  const named = [...grouped(known, ({ key }) => key)].map(([key, holders]) => {
    const sources = grouped(holders, ({ alike }) => alike.work.first.source);
    return [key, new Map([...sources].map(([source, held]) => [source, held.map(({ alike }) => alike)]))] as const;
  });
  return new Map(named);
}
