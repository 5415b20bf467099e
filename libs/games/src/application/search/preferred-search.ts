import type { GameSearch } from './game-search';

/** The engine that is asked first, where one is configured; null: PostgreSQL alone. */
export abstract class PreferredSearch {
  abstract readonly engine: GameSearch | null;
}
