import type { LoadAt, LoadBucket, LoadPoint } from '../../application/load-reads';
import { energyOf, loadIn, meanIn, type Unit } from '../../domain/figures';
import { parisWriter, writtenInParis } from '../../domain/paris-time';
import { type BucketResolution, bucketSlots } from '../../domain/resolution';
import type { SlotRange } from '../../domain/slot-range';

/** JSON texts of the points. Tens of thousands an answer: written by hand, since nothing in them needs escaping. */
export function* writtenPoints(points: Iterable<LoadPoint>, unit: Unit): Generator<string> {
  const write = parisWriter();
  for (const { at, mw, nature } of points)
    yield `{"date":"${write(at)}","consumption":${loadIn(unit, mw)},"nature":"${nature}"}`;
}

export const pointItem = ({ at, mw, nature }: LoadPoint, unit: Unit): Record<string, unknown> => ({
  date: writtenInParis(at),
  consumption: loadIn(unit, mw),
  nature,
});

/** `min` and `max` of a range. */
export const extremeItem = (extreme: LoadAt | null, unit: Unit): object | null =>
  extreme && { date: writtenInParis(extreme.at), consumption: loadIn(unit, extreme.mw) };

export interface BucketTerms {
  readonly unit: Unit;
  readonly resolution: BucketResolution;
  readonly range: SlotRange;
}

/** A mean over the half-hours of the bucket that have a value. */
export function bucketItem(bucket: LoadBucket, { unit, resolution, range }: BucketTerms): Record<string, unknown> {
  const { expected, partial } = bucketSlots(bucket.start, resolution, range);
  return {
    date: writtenInParis(bucket.start),
    consumption: meanIn(unit, bucket.sum, bucket.count),
    min: loadIn(unit, bucket.min),
    max: loadIn(unit, bucket.max),
    energy_mwh: energyOf(bucket.sum, range.step),
    count: bucket.count,
    expected,
    ...(partial && { partial }),
    nature: bucket.nature,
  };
}

/** Points as lines of a table. */
export const POINT_COLUMNS = ['date', 'consumption', 'unit', 'area', 'nature'];

export function pointRecords(unit: Unit, area: string): (point: LoadPoint) => Record<string, unknown> {
  const write = parisWriter();
  return ({ at, mw, nature }) => ({ date: write(at), consumption: loadIn(unit, mw), unit, area, nature });
}

export const BUCKET_COLUMNS = [
  ...['date', 'consumption', 'min', 'max', 'energy_mwh', 'count', 'expected', 'partial'],
  ...['unit', 'area', 'nature'],
];

export const bucketRecords =
  (terms: BucketTerms, area: string) =>
  (bucket: LoadBucket): Record<string, unknown> => {
    const { nature, ...item } = bucketItem(bucket, terms);
    return { ...{ partial: false, ...item }, unit: terms.unit, area, nature };
  };
