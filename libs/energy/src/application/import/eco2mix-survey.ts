import type { Instant, WallSeconds } from '../../domain/paris-time';
import type { Nature } from '../../domain/nature';

/** What a file covers of one area at one nature, valued or not. */
export interface Span {
  readonly area: number;
  readonly nature: Nature;
  readonly first: Instant;
  readonly last: Instant;
  /** Of the load. */
  readonly lastValue: Instant | null;
}

/** What a verdict on one record needs to know of all of them. */
export interface Eco2mixSurvey {
  /** Records that could be told apart into cells. */
  readonly records: number;
  readonly footers: number;
  /** Records that nobody can place: no day, time, area or nature, or measured in the future. */
  readonly astray: number;
  /** The file says of each record which area it is of: it is one as RTE ships it. */
  readonly asShipped: boolean;
  /** Records that the days lack, of 96 each. */
  readonly missing: number;
  /** No measure at a quarter past or a quarter to. */
  readonly halfHourly: boolean;
  /** Last label with a measure, by area. */
  readonly lastMeasured: ReadonlyMap<number, WallSeconds>;
  /** For records that do not say theirs. */
  readonly area: number;
  readonly nature: Nature;
  readonly natureInferred: boolean;
  readonly natures: ReadonlySet<Nature>;
  readonly synthetic: boolean;
  readonly spans: readonly Span[];
  /** A value later than this cannot have been measured yet. */
  readonly latest: Instant;
}
