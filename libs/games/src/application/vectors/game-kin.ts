/** What two games have in common: slugs, and keywords as they are. */
export interface Shared {
  readonly genres: readonly string[];
  readonly keywords: readonly string[];
  readonly companies: readonly string[];
}

export interface Kin {
  /** The game that it was merged into. */
  readonly mergedInto: number | null;
  /** Its editions and ports that are games of their own, those held to be so until somebody decides, and what it is one of. */
  readonly kin: readonly number[];
}

/** How golden games belong together. */
export abstract class GameKin {
  /** Null: no such game is live or merged. */
  abstract find(game: number): Promise<Kin | null>;
  /** Of each of the others, what it shares with the game. */
  abstract shared(game: number, others: readonly number[]): Promise<ReadonlyMap<number, Shared>>;
}
