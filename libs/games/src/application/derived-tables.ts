import type { CatalogueSession } from './catalogue-session';

/** What is made from golden games and must never lag behind them (words, search documents). */
export abstract class DerivedTables {
  /** In the transaction that changed them: these games, live, merged or gone, are as they will be read. */
  abstract refresh(session: CatalogueSession, games: readonly number[]): Promise<void>;
}
