import { isReleaseSource } from '../record/sources';
import type { MatchRecord, ReviewReason, Veto } from './match-record';
import { byKey } from './order';
import type { Work } from './work';

/** What may be asked of a person. */
export interface Doubt {
  readonly asks: Work;
  readonly candidate: Work | null;
  readonly reason: ReviewReason;
  readonly confidence: number;
  readonly similarity?: number;
  readonly vetoes?: readonly Veto[];
}

/** A release asks which game it is of; of two games the lesser by source and key asks. */
export function doubtBetween(a: Work, b: Work, doubt: Omit<Doubt, 'asks' | 'candidate'>): Doubt {
  const [x, y] = [a.first, b.first];
  const aAsks = isReleaseSource(x.source) === isReleaseSource(y.source) ? byKey(x, y) < 0 : isReleaseSource(x.source);
  return aAsks ? { asks: a, candidate: b, ...doubt } : { asks: b, candidate: a, ...doubt };
}

/** What the steps find: edges to try, and what they leave to people. */
export interface Findings<Edge> {
  readonly edges: readonly Edge[];
  readonly doubts: readonly Doubt[];
}

export const isLone = ({ key, edition, editionOf, qualifier }: MatchRecord): boolean =>
  key !== '' && edition === null && editionOf === null && qualifier === null;
