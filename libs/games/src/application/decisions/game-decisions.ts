import type { RecordPair } from '../../domain/decisions/pairs';
import type { Decision, MatchRecord } from '../../domain/matching/match-record';

/** A golden game as those who decide about it must know it. */
export interface DecidedGame {
  readonly id: number;
  /** Null: it is live. */
  readonly mergedInto: number | null;
  /** The live ones, by id. */
  readonly records: readonly MatchRecord[];
}

export interface DoubtedPair {
  readonly id: number;
  readonly state: ReviewState;
  readonly record: number;
  /** Null: the doubt is about the record alone. */
  readonly candidate: number | null;
}

export const REVIEW_STATES = ['open', 'accepted', 'rejected', 'withdrawn'] as const;

export type ReviewState = (typeof REVIEW_STATES)[number];

/** Why, in the words of who decided. */
export interface Verdict {
  readonly verdict: Decision['verdict'];
  readonly reason: string;
}

/** What people decided about records, and what they decide about. Used inside of `GoldenCatalogue.revise`. */
export abstract class GameDecisions {
  /** Of these ids the games that are live or merged. */
  abstract games(ids: readonly number[]): Promise<ReadonlyMap<number, DecidedGame>>;
  /** The live games that these records are in now, each once, in the order of the records. */
  abstract gamesOf(records: readonly number[]): Promise<readonly number[]>;
  /** Those of these pairs that somebody decided to keep apart. */
  abstract parted(pairs: readonly RecordPair[]): Promise<readonly RecordPair[]>;
  /** Takes the place of whatever was decided of these pairs before. */
  abstract decide(pairs: readonly RecordPair[], verdict: Verdict): Promise<void>;
  /** Nothing links these records to any others any more, nor those that came with them and are withdrawn now. */
  abstract release(records: readonly number[]): Promise<void>;
  abstract review(id: number): Promise<DoubtedPair | null>;
  abstract settle(id: number, how: { readonly state: ReviewState; readonly reason: string }): Promise<void>;
}
