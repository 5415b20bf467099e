import { endOfRepeatedHour, type Instant, isRepeated, yearOf } from './paris-time';
import { HALF_HOUR, type SlotRange } from './slot-range';

/** Why a slot has no value: the first that fits. */
export const GAP_REASONS = [
  'not_published_by_source', // the hour of October that no file has
  'other_nature', // there is a value, but not of the natures asked
  'half_hourly_source', // a quarter beside a valued half-hour
  'not_yet_published', // in the span of a file, after its last value
  'blank_at_source', // in the span of a file
  'not_loaded',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Consecutive slots, both ends included. */
export interface Run {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Gap extends Run {
  readonly slots: number;
  readonly reason: GapReason;
}

/** What one imported file covers, valued or not. */
export interface FileSpan {
  readonly first: Instant;
  readonly last: Instant;
  readonly lastValue: Instant | null;
}

/** All runs are in order and apart. */
export interface Absences {
  /** Slots of the range without a value of the natures asked. */
  readonly missing: readonly Run[];
  /** Slots of the range that have a value of another nature. */
  readonly hidden: readonly Run[];
  readonly spans: readonly FileSpan[];
  /** The slot just before the range has a value. */
  readonly valuedBefore: boolean;
}

type ReasonAt = (slot: Instant, run: Run) => GapReason;

/** The missing slots, cut where the reason changes. */
export function gapsOf(absences: Absences, range: SlotRange): Gap[] {
  const cuts = cutsOf(absences, range);
  const reasonAt = reasonsFor(absences, range);
  return absences.missing.flatMap((run) => {
    const inside = cuts.slice(firstAbove(cuts, run.from), firstAbove(cuts, run.to));
    return pieces(run, [run.from, ...inside], range, reasonAt);
  });
}

function pieces(run: Run, starts: readonly Instant[], { step }: SlotRange, reasonAt: ReasonAt): Gap[] {
  const gaps: Gap[] = [];
  starts.forEach((from, i) => {
    const to = (starts[i + 1] ?? run.to + step) - step;
    const reason = reasonAt(from, run);
    const before = gaps.at(-1);
    const joined = before?.reason === reason ? gaps.pop() : undefined;
    const first = joined?.from ?? from;
    gaps.push({ from: first, to, slots: (to - first) / step + 1, reason });
  });
  return gaps;
}

/** The reasons of a slot can differ from those of the one before it here, and nowhere else. */
function cutsOf({ missing, hidden, spans }: Absences, { from, until, step }: SlotRange): Instant[] {
  const years = Array.from({ length: yearOf(until) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
  const repeated = years.map(endOfRepeatedHour).flatMap((end) => [end - 3600, end]);
  const ofFiles = spans.flatMap(({ first, last, lastValue }) => [first, (lastValue ?? first) + step, last + step]);
  const ofHidden = hidden.flatMap((run) => [run.from, run.to + step, run.to + 2 * step]);
  const afterQuarters = step === HALF_HOUR ? [] : missing.map((run) => run.from + step);
  const cuts = [...repeated, ...ofFiles, ...ofHidden, ...afterQuarters].map((cut) => Math.ceil(cut / step) * step);
  return [...new Set(cuts)].sort((a, b) => a - b);
}

function reasonsFor({ hidden, spans, valuedBefore }: Absences, range: SlotRange): ReasonAt {
  const starts = hidden.map(({ from }) => from);
  const isHidden = (slot: Instant): boolean => slot <= (hidden[firstAbove(starts, slot) - 1]?.to ?? -Infinity);
  const besideValue = (slot: Instant, run: Run): boolean =>
    slot % HALF_HOUR !== 0 &&
    (isHidden(slot - range.step) || (slot === run.from && (slot > range.from || valuedBefore)));
  return (slot, run) => {
    const covering = spans.filter(({ first, last }) => first <= slot && slot <= last);
    if (covering.length > 0 && isRepeated(slot)) return 'not_published_by_source';
    if (isHidden(slot)) return 'other_nature';
    if (besideValue(slot, run)) return 'half_hourly_source';
    if (covering.length === 0) return 'not_loaded';
    return covering.every(({ lastValue }) => slot > (lastValue ?? -Infinity)) ? 'not_yet_published' : 'blank_at_source';
  };
}

/** How many of these, in order, are at most `limit`. */
function firstAbove(ordered: readonly Instant[], limit: Instant): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
