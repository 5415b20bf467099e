import type { BucketResolution } from '../../domain/resolution';

const LOCAL = { P1D: 'day', P1M: 'month', P1Y: 'year' } as const;

/** Where the local bucket of the slot `s` begins, in seconds of the epoch; the offset of Paris is always whole hours. */
export const bucketStart = (resolution: BucketResolution): string =>
  resolution === 'PT1H'
    ? 's - s % 3600'
    : `date_part('epoch', date_trunc('${LOCAL[resolution]}', to_timestamp(s), 'Europe/Paris'))::bigint`;
