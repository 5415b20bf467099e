import type { GameKind } from '../record/game-kind';
import type { GameSourceKey } from '../record/sources';
import type { TitleFeatures } from '../title/title-features';

/** What matching needs to know of a record. */
export interface MatchRecord extends TitleFeatures {
  /** Of the stored record. Nothing is decided by it: another order of loading gives the same clusters. */
  readonly id: number;
  readonly source: GameSourceKey;
  readonly sourceKey: string;
  readonly kind: GameKind;
  /** Keys of the alternative titles, without the title's own. */
  readonly alternativeKeys: readonly string[];
  /** Year of the title, else of the first release, else null. */
  readonly year: number | null;
  /** Families of platforms, each once. */
  readonly families: readonly string[];
  readonly companyKeys: readonly string[];
  readonly externalIds: readonly string[];
  readonly editionOf: string | null;
  readonly portOf: string | null;
}

/** What a person decided about two records; it beats every rule. */
export interface Decision {
  readonly id: number;
  readonly verdict: 'must_link' | 'cannot_link';
  readonly records: readonly [number, number];
}

export type MemberRole = 'main' | 'edition' | 'port';

export const MATCH_RULES = ['decision', 'id', 'work', 'edition', 'title', 'alone'] as const;

export type MatchRule = (typeof MATCH_RULES)[number];

export interface Member {
  readonly record: number;
  readonly role: MemberRole;
  /** What brought it in; `alone` for the first of a cluster. */
  readonly rule: MatchRule;
  readonly confidence: number;
  readonly decision: number | null;
}

/** Records that are one game, the main ones first. */
export interface Cluster {
  readonly members: readonly Member[];
}

export const REVIEW_REASONS = [
  'ambiguous_year',
  'edition_far',
  'ambiguous_target',
  'late_port',
  'possible_edition',
  'fuzzy_title',
  'same_release_other_title',
  'composite_title',
  'unsure',
  'veto',
] as const;

export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Doubts about two titles that begin with the same word: they hang on all others that begin so. */
export const BY_FIRST_WORD: readonly ReviewReason[] = ['possible_edition', 'same_release_other_title'];

/** A doubt that a person may settle. `record` is the one that asks; of a pair without such a one, the lesser by source and key. */
export interface Review {
  readonly record: number;
  /** Null where the doubt is about the record alone. */
  readonly candidate: number | null;
  readonly reason: ReviewReason;
  readonly confidence: number;
  readonly evidence: {
    readonly similarity?: number;
    readonly yearGap?: number | null;
    readonly sharedFamilies: readonly string[];
    readonly sharedCompanies: readonly string[];
    readonly vetoes: readonly Veto[];
  };
}

/** Why two records never join by themselves. */
export type Veto =
  'decision' | 'same_source' | 'variant' | 'kind' | 'numbers' | 'title_year' | 'platform_years' | 'component';

export interface Matching {
  readonly clusters: readonly Cluster[];
  readonly reviews: readonly Review[];
}

/** A record that another may resemble, and the golden game that it is in. */
export interface Neighbour {
  readonly record: MatchRecord;
  /** All records of one game are neighbours, or none. */
  readonly game: number;
}

/** What lies around a part of all records. */
export interface Surroundings {
  readonly neighbours: readonly Neighbour[];
  /** All records whose title begins with one of these words are inside or neighbours. */
  readonly firstWords: ReadonlySet<string>;
}

export interface MatchSettings {
  /** Joined by itself from here; default 0.92. */
  readonly automatic: number;
  /** Kept for review from here; default 0.75. */
  readonly review: number;
}

export const DEFAULT_SETTINGS: MatchSettings = { automatic: 0.92, review: 0.75 };
