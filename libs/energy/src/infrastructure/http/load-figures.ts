import type { Durations, LoadFacts, SlotFacts } from '../../application/load-reads';
import { energyOf, meanIn, rounded, roundedIn, type Unit } from '../../domain/figures';
import { GAP_REASONS } from '../../domain/gaps';
import { writtenInParis } from '../../domain/paris-time';
import { type SlotRange, slotsIn } from '../../domain/slot-range';
import { extremeItem } from './load-items';
import { countsOf, toldGaps } from './series-head';

interface Terms {
  readonly unit: Unit;
  readonly range: SlotRange;
}

/** Null, never 0, where no slot has a value. */
export const averageItems = ({ sum, count, lowest, highest }: LoadFacts, { unit, range }: Terms): object => ({
  average: meanIn(unit, sum, count),
  min: extremeItem(lowest, unit),
  max: extremeItem(highest, unit),
  energy_mwh: count === 0 ? null : energyOf(sum, range.step),
});

interface DurationTerms extends Terms {
  readonly percentiles: readonly number[];
  readonly thresholds: readonly number[];
  readonly curve: readonly number[];
}

/** `powers` are those of the percentiles, then those of the curve. */
export function durationItems({ powers, slots }: Durations, terms: DurationTerms): object {
  const { unit, range, percentiles, thresholds, curve } = terms;
  const points = [...percentiles, ...curve].map((percent, i) => {
    const power = powers[i] ?? null;
    return { percent: rounded(percent), consumption: power === null ? null : roundedIn(unit, power) };
  });
  const hours = (count: number): number => (count * range.step) / 3600;
  return {
    percentiles: points.slice(0, percentiles.length),
    thresholds: slots.map(({ above, atOrAbove }, i) => ({
      mw: thresholds[i],
      hours_above: hours(above),
      hours_at_or_above: hours(atOrAbove),
    })),
    curve: points.slice(percentiles.length),
  };
}

interface Side {
  readonly range: SlotRange;
  readonly facts: LoadFacts;
}

const sideItem = ({ range, facts }: Side, unit: Unit): object => ({
  start: writtenInParis(range.from),
  end: writtenInParis(range.until),
  bounds: '[)',
  average: meanIn(unit, facts.sum, facts.count),
  energy_mwh: facts.count === 0 ? null : energyOf(facts.sum, range.step),
  ...countsOf(range, facts),
});

/** The difference of the means, not of what is rounded of them. */
export function comparison(current: Side, previous: Side, unit: Unit): object {
  const [now, before] = [current, previous].map(({ facts: { sum, count } }) => (count === 0 ? null : sum / count));
  const difference = now == null || before == null ? null : now - before;
  return {
    current: sideItem(current, unit),
    previous: sideItem(previous, unit),
    difference: difference === null ? null : roundedIn(unit, difference),
    difference_percent: difference === null || !before ? null : rounded((100 * difference) / before),
  };
}

export function missingItems(facts: SlotFacts, range: SlotRange): object {
  const gaps = toldGaps(facts, range) ?? [];
  const counts = GAP_REASONS.flatMap((reason) => {
    const slots = gaps.filter((gap) => gap.reason === reason).reduce((sum, gap) => sum + gap.slots, 0);
    return slots > 0 ? [[reason, slots] as const] : [];
  });
  return { missing: slotsIn(range) - facts.count, by_reason: Object.fromEntries(counts) };
}
