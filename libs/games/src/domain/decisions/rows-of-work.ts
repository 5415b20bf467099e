import type { MatchRecord } from '../matching/match-record';
import { isReleaseSource } from '../record/sources';

const SAME = ['source', 'key', 'variant', 'qualifier', 'edition', 'numeralForm'] as const;

/** Of the records of a game those that are one work with this one of them, itself included. */
export const rowsOfWork = (record: MatchRecord, records: readonly MatchRecord[]): readonly MatchRecord[] =>
  records.filter(
    (other) =>
      other === record ||
      (isReleaseSource(record.source) && SAME.every((feature) => other[feature] === record[feature])),
  );
