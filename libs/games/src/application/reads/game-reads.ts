import type { GoldenGame, MemberRecord } from '../../domain/golden/golden-game';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import type { MatchRule } from '../../domain/matching/match-record';
import type { GameSourceKey } from '../../domain/record/sources';

/** A game, or where it was merged to. */
export type Found<T> = { readonly mergedInto: number } | (T & { readonly mergedInto: null });

/** A golden game and what stands around it. */
export interface GameView {
  /** As lists show it: JSON, an object. */
  readonly item: string;
  readonly golden: GoldenGame;
  /** Of `golden.companies`, by slug. */
  readonly companies: readonly KnownCompany[];
  readonly editions: readonly GameEdition[];
  readonly related: readonly RelatedGame[];
  /** Games of the same title key, by year. */
  readonly homonyms: readonly { readonly id: number; readonly name: string; readonly year: number | null }[];
}

export interface KnownCompany {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** ISO 3166-1 numeric, three digits. */
  readonly country: string | null;
  readonly website: string | null;
}

/** Member records that are an edition of the game, those of one title together. */
export interface GameEdition {
  readonly name: string;
  readonly edition: string | null;
  readonly year: number | null;
  readonly platforms: readonly string[];
  readonly sources: readonly GameSourceKey[];
}

/**
 * Another game that a source relates to this one: `edition_of`, `has_edition`, `port_of`, `has_dlc` …, by the kind; or one
 * that may be the same: the reason of the open doubt.
 */
export interface RelatedGame {
  readonly id: number;
  readonly name: string;
  readonly relation: string;
}

export interface GameRecords {
  readonly name: string;
  /** In force in place of the configured ones; null: none are. */
  readonly rules: SurvivorshipRules | null;
  /** The live ones, by source and key. */
  readonly records: readonly PlacedMember[];
}

export interface PlacedMember {
  readonly member: MemberRecord;
  readonly url: string | null;
  /** Where the record has a licence of its own. */
  readonly licence: string | null;
  readonly rule: MatchRule;
  readonly confidence: number;
  readonly run: number;
}

export interface GameTrail extends GameRecords {
  /** Those that hold, about any of the records. */
  readonly decisions: readonly object[];
  /** Newest first. */
  readonly history: readonly object[];
}

/** One game by its id. Every method throws GameNotFound where no such game is live or merged. */
export abstract class GameReads {
  abstract view(id: number): Promise<Found<GameView>>;
  abstract records(id: number): Promise<Found<GameRecords>>;
  /** Its records, and what became of them in time. */
  abstract trail(id: number): Promise<Found<GameTrail>>;
}
