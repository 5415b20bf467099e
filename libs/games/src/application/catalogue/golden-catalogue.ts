import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import type { CatalogueSession } from '../catalogue-session';

/** What a revision changed. */
export interface Revision {
  /** Golden games whose reading changed, merged and gone ones included; ascending. */
  readonly games: readonly number[];
  readonly reviewsChanged: boolean;
}

export interface Concerned {
  /** Ids of records. */
  readonly records: readonly number[];
  /** The golden id that stays where games are joined; otherwise the lowest of theirs. */
  readonly keep?: number;
  /** Of these records, the ones that leave their game: it keeps its id where the others stay. */
  readonly leaving?: readonly number[];
}

/**
 * The golden games as their records, the decisions of people and the rules make them. One writer at a time in the whole
 * service: imports that publish, decisions and rebuilds wait for each other. Each takes part in the transaction in
 * progress, or is one of its own, and moves the generation `games` where something that readers see changed.
 */
export abstract class GoldenCatalogue {
  /**
   * `work` writes what people decided (game_decision, game_review) and answers what it concerns; the place of those is
   * judged anew, with that of all others that it can touch, before this ends. `work` sees nobody else's half.
   */
  abstract revise(work: (session: CatalogueSession) => Promise<Concerned>): Promise<Revision>;
  /** Every record is placed anew. `resetIds`: as on an empty catalogue, so that golden ids begin again at 1. */
  abstract rebuild(resetIds: boolean): Promise<Revision>;
  /**
   * Puts these rules in force, or those of the configuration back, and makes every golden row by them; no record changes
   * its game. What is written and told of games follows the rules in force until others are.
   */
  abstract recompute(rules?: SurvivorshipRules): Promise<Revision>;
}
