import type { CatalogueSession } from '../../libs/games/src/application/catalogue-session';
import { DerivedTables } from '../../libs/games/src/application/derived-tables';
import { openCatalogue } from '../support/games/catalogue';
import { HARBOUR, salesFile } from '../support/games/sales-file';

/** Nothing is derived; how long the transaction may compute between two statements is noted. */
class Patience extends DerivedTables {
  readonly seen: (string | undefined)[] = [];

  async refresh(session: CatalogueSession): Promise<void> {
    const { rows } = await session.query<{ idle: string }>(
      `SELECT current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    this.seen.push(rows[0]?.idle);
  }
}

describe('matching many records', () => {
  it('is not cut off for the time that it computes, in an import as in a rebuild', async () => {
    const derived = new Patience();
    const catalogue = await openCatalogue({ derived });
    await catalogue.load('games-sales', salesFile(HARBOUR));
    await catalogue.golden.rebuild(true);
    expect(derived.seen).toEqual(['5min', '5min']);
    await catalogue.close();
  });
});
