import { type Reading, type ReadingEnd, RecordReader } from '@hexagone/ingestion';
import { endOfRun, lastOf, pageQuery, PAGES_OF_A_RUN, sweepOf } from '../../application/import/igdb/igdb-sweep';
import type { IgdbClient } from './igdb-client';
import { unreadable } from './igdb-problems';

/** Every game that the sweep under way still has before it, as far as one run goes. */
export class IgdbReader extends RecordReader {
  constructor(
    private readonly client: Pick<IgdbClient, 'games'>,
    private readonly filter: string | null,
  ) {
    super();
  }

  async *read({ cursor, options, signal }: Reading): AsyncGenerator<unknown, ReadingEnd, undefined> {
    const begun = sweepOf({ cursor, options }, this.filter, Math.floor(Date.now() / 1000));
    let last = begun.last;
    for (let pages = 0; pages < PAGES_OF_A_RUN; pages++) {
      const page = await this.client.games(pageQuery({ ...begun, last }), signal);
      if (page.length === 0) return endOfRun(begun, null, this.filter);
      const next = lastOf(page, { last });
      if (next === null) throw unreadable('IGDB', NO_PROGRESS);
      yield* page;
      last = next;
    }
    return endOfRun(begun, last, this.filter);
  }
}

const NO_PROGRESS = {
  en: 'the games of a page have no greater id than those before it',
  fr: 'les jeux d’une page n’ont pas d’identifiant plus grand que les précédents',
};
