import type { MatchRecord, MatchRule } from './match-record';
import { byKey } from './order';

/** A reason to hold two records for one game. */
export interface Edge {
  readonly a: MatchRecord;
  readonly b: MatchRecord;
  readonly step: 0 | 1 | 2 | 3 | 4;
  readonly rule: MatchRule;
  readonly confidence: number;
  /** Years between. */
  readonly gap: number | null;
  readonly decision: number | null;
}

const far = (gap: number | null): number => gap ?? 1e6;

/** The order in which games grow together; that of loading plays no part. */
export const byStrength = (x: Edge, y: Edge): number =>
  x.step - y.step || y.confidence - x.confidence || far(x.gap) - far(y.gap) || byKey(x.a, y.a) || byKey(x.b, y.b);
