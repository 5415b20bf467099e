import { UseCase } from '@hexagone/kernel';
import { placedInBatch } from '../domain/site-batch';
import { SiteJudge } from '../domain/site-judge';
import type { InstallOptions } from './install-site';
import { ItemReads, type Terms } from './item-reads';
import { SiteIntake } from './site-intake';
import { reachOf, SiteWrites } from './site-writes';

/** Installs 1 to 1000 sites, all or none; answers their bodies in the order of the documents. */
@UseCase()
export class InstallSites {
  constructor(
    private readonly writes: SiteWrites,
    private readonly judge: SiteJudge,
    private readonly intake: SiteIntake,
    private readonly items: ItemReads,
  ) {}

  async execute(
    documents: unknown,
    { author }: Terms,
    { rehearsal }: Pick<InstallOptions, 'rehearsal'> = {},
  ): Promise<readonly string[]> {
    const drafts = this.judge.read(placedInBatch(documents));
    return this.writes[rehearsal ? 'rehearse' : 'run'](author, reachOf(drafts), async () =>
      this.items.sites(await this.intake.install(drafts)),
    );
  }
}
