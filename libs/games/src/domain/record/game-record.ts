import type { GameKind } from './game-kind';
import type { PartialDate } from './partial-date';

/** What one source says about one thing, in one shape for all sources. Absent facts are null, or empty lists. */
export interface GameRecord {
  /** As published, white space collapsed; '' where the source has none. */
  readonly title: string;
  readonly alternativeTitles: readonly AlternativeTitle[];
  readonly kind: GameKind;
  /** `scheme:id`, as `igdb:1942`, `steam:292030`, `gog:…`: what other sources may know it by. */
  readonly externalIds: readonly string[];
  /** Source key, within the same source, of the game that this one is an edition of. */
  readonly editionOf: string | null;
  /** Source key, within the same source, of the game that this one is a port of. */
  readonly portOf: string | null;
  /** A remake or a remaster by the source's own type; it beats the words of the title. */
  readonly variant: 'remake' | 'remaster' | null;
  readonly firstRelease: PartialDate | null;
  readonly releases: readonly GameRelease[];
  /** Platforms as the source calls them, mapped where the mapping knows them; a superset of those of `releases`. */
  readonly platforms: readonly Mapped[];
  readonly genres: readonly Mapped[];
  readonly themes: readonly string[];
  readonly keywords: readonly string[];
  readonly companies: readonly GameCompany[];
  readonly ratings: readonly GameRating[];
  readonly texts: readonly GameText[];
  readonly cover: string | null;
  /** Page of the game at the source. */
  readonly url: string | null;
  /** Of a release source: figures of this one row, in millions of copies. */
  readonly sales: GameSales | null;
}

export interface AlternativeTitle {
  readonly name: string;
  readonly comment: string | null;
}

/** A word of a source and the slug that the mapping gives it; null: unmapped, kept and counted. */
export interface Mapped {
  readonly slug: string | null;
  readonly name: string;
}

export interface GameRelease {
  /** Slug of the platform, or the source's own word where the mapping lacks it. */
  readonly platform: string;
  readonly date: PartialDate | null;
}

export interface GameCompany {
  readonly name: string;
  /** ISO 3166-1 numeric, three digits. */
  readonly country: string | null;
  readonly website: string | null;
  readonly developer: boolean;
  readonly publisher: boolean;
}

export interface GameRating {
  /** `users`: the source's audience; `critics`: the press, aggregated by the source; `opencritic`: OpenCritic's own figure. */
  readonly kind: 'users' | 'critics' | 'opencritic';
  readonly value: number;
  /** The best value that the source gives; the least is 0. */
  readonly scale: number;
  /** Null: the source does not say; 0: it has none, and the value never wins. */
  readonly count: number | null;
}

export interface GameText {
  readonly kind: 'summary' | 'storyline';
  readonly language: 'en' | 'fr';
  readonly text: string;
}

export interface GameSales {
  readonly platform: string;
  readonly year: number | null;
  readonly total: number;
  readonly regions: { readonly na: number; readonly eu: number; readonly jp: number; readonly other: number };
}
