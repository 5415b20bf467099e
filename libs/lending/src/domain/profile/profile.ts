import { COMBINED, type Cross, DESCRIBED, type Dimension, NUMBERS, type NumberField } from './axes';
import type { Counted } from './counted';
import { type CrossTab, crossTab } from './cross-tab';
import { Figures } from './figures';
import { type Described, described, shareOf, type ShownCount, shownCount, type Value, valueOf } from './listing';
import { type NumberFigures, numberFigures } from './number-figures';
import type { Group, Tally } from './tally';

/** What becomes of the values of a field. */
export interface Use {
  readonly missing: number;
  readonly implausible: number;
  readonly usable: number;
}

export interface Joint extends ShownCount {
  readonly dimensions: readonly Dimension[];
  readonly values: readonly Value[] | null;
  readonly sharePercent: number | null;
}

/** Statistics of one population, none of which is about few people: see Figures. */
export interface Profile {
  readonly afterFilters: number;
  readonly fields: Readonly<Record<string, Use>>;
  readonly numeric: Readonly<Record<NumberField, NumberFigures>>;
  readonly categorical: Readonly<Record<string, Described>>;
  readonly crossTabs: readonly CrossTab[];
  readonly modalProfile: {
    /** Of each field by itself its median or most frequent value: nobody may be so. */
    readonly marginal: Readonly<Record<string, Value | number | null>>;
    /** The most frequent combinations: some are so. */
    readonly joint: readonly Joint[];
  };
  readonly byMonth: readonly (ShownCount & { readonly month: string })[];
}

/** Of k people or more. A row leaves only the figures whose field it lacks, or has implausible. */
export function profileOf(counted: Counted, crosses: readonly Cross[], k: number): Profile {
  const { tally } = counted;
  const figures = new Figures(tally, crosses, k);
  const numeric = record(NUMBERS, (field) => numberFigures(figures, counted, field, k));
  return {
    afterFilters: tally.size,
    fields: fieldsOf(counted),
    numeric,
    categorical: record(DESCRIBED, (dimension) => described(figures, tally, dimension)),
    crossTabs: crosses.map((cross) => crossTab(figures, counted, cross, k)),
    modalProfile: {
      marginal: {
        ...record(NUMBERS, (field) => numeric[field].median),
        ...record(DESCRIBED, (dimension) => modeOf(figures, tally, dimension)),
      },
      joint: jointOf(figures, tally),
    },
    byMonth: byMonth(figures, tally),
  };
}

const record = <K extends string, T>(keys: readonly K[], of: (key: K) => T): Record<K, T> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;

function fieldsOf({ tally, numbers, unmatchedBanks }: Counted): Record<string, Use> {
  const dimensions = DESCRIBED.filter((dimension) => dimension !== 'age_band');
  return {
    ...record(NUMBERS, (field) => {
      const { n, missing, implausible } = numbers[field];
      return { missing, implausible, usable: n };
    }),
    ...record(dimensions, (dimension) => {
      const usable = tally.known(dimension);
      const implausible = dimension === 'banque_principale' ? unmatchedBanks : 0;
      return { missing: tally.size - usable - implausible, implausible, usable };
    }),
  };
}

/** Null where it is masked. Of several that are as frequent, one that is shown. */
function modeOf(figures: Figures, tally: Tally, dimension: Dimension): Value | null {
  const groups = figures.isTold(dimension) ? tally.by(dimension) : [];
  const isShown = ({ values: [value = ''], count }: Group): boolean =>
    count === groups[0]?.count && figures.shown({ [dimension]: value }, count) !== null;
  const [value] = groups.find(isShown)?.values ?? [];
  return value === undefined ? null : valueOf(dimension, value);
}

function jointOf(figures: Figures, tally: Tally): readonly Joint[] {
  return COMBINED.slice(1).flatMap((_, at) => {
    const dimensions = COMBINED.slice(0, at + 2);
    const [first] = tally.by(...dimensions);
    if (!first) return [];
    const named = Object.fromEntries(dimensions.map((dimension, i) => [dimension, first.values[i] ?? '']));
    const count = figures.shown(named, first.count);
    const values = count === null ? null : dimensions.map((dimension) => valueOf(dimension, named[dimension] ?? ''));
    return [{ dimensions, values, ...shownCount(count), sharePercent: shareOf(count, tally.size) }];
  });
}

const byMonth = (figures: Figures, tally: Tally): Profile['byMonth'] =>
  tally
    .by('month')
    .map(({ values: [month = ''], count }) => ({ month, ...shownCount(figures.shown({ month }, count)) }))
    .sort((one, other) => (one.month < other.month ? -1 : 1));
