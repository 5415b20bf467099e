import type { GameKind } from '../record/game-kind';
import type {
  AlternativeTitle,
  GameCompany,
  GameRating,
  GameRecord,
  GameRelease,
  GameSales,
  Mapped,
} from '../record/game-record';
import type { PartialDate } from '../record/partial-date';
import type { GameSourceKey } from '../record/sources';
import type { MemberRole } from '../matching/match-record';

/** A member of a golden game, with all it says. */
export interface MemberRecord {
  readonly id: number;
  readonly source: GameSourceKey;
  readonly sourceKey: string;
  readonly role: MemberRole;
  /** The title carries a note of partial figures: its sales are never summed. */
  readonly partial: boolean;
  readonly synthetic: boolean;
  /** ISO 8601: when the source was asked. */
  readonly observedAt: string;
  readonly facts: GameRecord;
}

/** What the API serves of one game: per field, the winning value. */
export interface GoldenGame {
  readonly name: string;
  readonly kind: GameKind;
  readonly firstRelease: PartialDate | null;
  readonly cover: string | null;
  /** Slugs; what the mapping lacks is in `unmapped`. */
  readonly platforms: readonly string[];
  readonly genres: readonly string[];
  readonly unmapped: readonly Mapped[];
  readonly developers: readonly string[];
  readonly publishers: readonly string[];
  readonly companies: readonly (GameCompany & { readonly slug: string })[];
  readonly alternativeTitles: readonly AlternativeTitle[];
  readonly themes: readonly string[];
  readonly keywords: readonly string[];
  /** Of 100. */
  readonly rating: number | null;
  readonly ratingCount: number | null;
  /** Of 100. */
  readonly criticRating: number | null;
  readonly ratings: readonly (GameRating & { readonly source: GameSourceKey })[];
  readonly releases: readonly (GameRelease & { readonly source: GameSourceKey })[];
  /** Millions of copies, two decimals; null: no figure that may be summed. */
  readonly salesMillion: number | null;
  /** False where a platform has partial figures only. */
  readonly salesComplete: boolean;
  readonly salesByPlatform: readonly GameSales[];
  readonly partialSales: readonly (GameSales & { readonly title: string })[];
  readonly summary: GoldenText | null;
  readonly storyline: GoldenText | null;
  readonly sources: readonly GameSourceKey[];
  readonly synthetic: boolean;
}

export interface GoldenText {
  readonly en: string | null;
  readonly fr: string | null;
}

/** How one field came to its value. */
export interface FieldProvenance {
  /** Name on the wire: `first_release_year`, `rating`, `summary` … */
  readonly field: string;
  readonly value: unknown;
  /** Source of the winner; null for a union, or where nobody says anything. */
  readonly source: GameSourceKey | null;
  /** `source-order`, `earliest`, `union`, `sum` … */
  readonly rule: string;
  readonly candidates: readonly {
    readonly value: unknown;
    readonly record: number;
    readonly source: GameSourceKey;
    readonly sourceKey: string;
    readonly observedAt: string;
  }[];
}

/** Two sources that both say something of one field. */
export interface Comparison {
  readonly field: string;
  readonly sources: readonly [GameSourceKey, GameSourceKey];
  /** What each of them says: a year, a day as its number since 1970, or points of 100. */
  readonly values: readonly [number, number];
  /** 0: they agree. In years, days or points of 100. */
  readonly gap: number;
}
