import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Concerned, GoldenCatalogue, type Revision } from '../../application/catalogue/golden-catalogue';
import type { CatalogueSession } from '../../application/catalogue-session';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import { CatalogueWriter, lockCatalogue, lockUnhurried } from './catalogue-writer';
import { putInForce } from './rules-in-force';

@Injectable()
export class PostgresCatalogue extends GoldenCatalogue {
  constructor(
    private readonly database: Database,
    private readonly generations: Generations,
    private readonly writer: CatalogueWriter,
  ) {
    super();
  }

  revise(work: (session: CatalogueSession) => Promise<Concerned>): Promise<Revision> {
    return this.database.run(async () => {
      await lockCatalogue(this.database, '8s');
      const concerned = await work(this.database);
      const revision = await this.writer.recluster(this.database, { former: [], whole: false, ...concerned });
      // What work wrote is read by others, whatever follows from it.
      await this.generations.touch('games');
      return revision;
    });
  }

  rebuild(resetIds: boolean): Promise<Revision> {
    return this.unhurried(async (session) => {
      const forgotten = resetIds ? await this.writer.forgetGames(session) : [];
      return this.writer.recluster(session, {
        ...{ records: [], former: [], forgotten },
        ...{ whole: true, everything: true },
      });
    });
  }

  recompute(rules?: SurvivorshipRules): Promise<Revision> {
    return this.unhurried(async (session) => {
      const rulesChanged = await putInForce(session, rules ?? null);
      return { ...(await this.writer.recompute(session)), rulesChanged };
    });
  }

  private unhurried(
    work: (session: CatalogueSession) => Promise<Revision & { readonly rulesChanged?: boolean }>,
  ): Promise<Revision> {
    return this.database.run(async () => {
      await lockUnhurried(this.database);
      const { rulesChanged = false, ...revision } = await work(this.database);
      if (revision.games.length > 0 || revision.reviewsChanged || rulesChanged) await this.generations.touch('games');
      return revision;
    });
  }
}
