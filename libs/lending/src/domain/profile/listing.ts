import type { Axis } from './axes';
import { percentOf } from './counted';
import type { Figures } from './figures';
import type { Group, Tally } from './tally';

export type Value = string | boolean;

/** Null: it is masked. */
export interface ShownCount {
  readonly count: number | null;
  readonly masked: boolean;
}

export const shownCount = (count: number | null): ShownCount => ({ count, masked: count === null });

/** As on the wire. */
export const valueOf = (axis: Axis, text: string): Value =>
  axis === 'deja_souscrit_credit_immo' ? text === 'true' : text;

/** Null where one of the two is masked: it would betray it. */
export const shareOf = (count: number | null, total: number | null): number | null =>
  count === null || total === null ? null : percentOf(count, total);

/** As they are listed: those that are masked last, by label, since their order would betray them. */
export function listed(figures: Figures, axis: Axis, groups: readonly Group[]): readonly Group[] {
  const isShown = ({ values: [value = ''], count }: Group): boolean => figures.shown({ [axis]: value }, count) !== null;
  const byLabel = (one: Group, other: Group): number => (one.values.join() < other.values.join() ? -1 : 1);
  return [...groups.filter(isShown), ...groups.filter((group) => !isShown(group)).sort(byLabel)];
}

export interface Described {
  readonly known: number;
  readonly missing: number;
  readonly missingPercent: number | null;
  /** None where fewer than k are known. */
  readonly values: readonly (ShownCount & { readonly value: Value; readonly percentOfKnown: number | null })[];
}

/** How many have each value. */
export function described(figures: Figures, tally: Tally, axis: Axis): Described {
  const known = tally.known(axis);
  const missing = tally.size - known;
  const values = listed(figures, axis, figures.isTold(axis) ? tally.by(axis) : []).map((group) => {
    const [value = ''] = group.values;
    const count = figures.shown({ [axis]: value }, group.count);
    return { value: valueOf(axis, value), ...shownCount(count), percentOfKnown: shareOf(count, known) };
  });
  return { known, missing, missingPercent: percentOf(missing, tally.size), values };
}
