import { UseCase } from '@hexagone/kernel';
import { SiteJudge } from '../domain/site-judge';
import type { Document, Terms, Written } from './item-reads';
import { LockedItems } from './locked-items';
import { SiteIntake } from './site-intake';
import { reachOf, SiteWrites } from './site-writes';

export interface InstallOptions {
  /** Code of the only country that is taken; a document without `country` is of that one. */
  readonly country?: string | undefined;
  /** Judged to the end, then undone. */
  readonly rehearsal?: boolean | undefined;
}

/** Installs one site, from the document of a caller, under the rules of its country. */
@UseCase()
export class InstallSite {
  constructor(
    private readonly writes: SiteWrites,
    private readonly judge: SiteJudge,
    private readonly intake: SiteIntake,
    private readonly items: LockedItems,
  ) {}

  async execute(document: Document, { author }: Terms, { country, rehearsal }: InstallOptions = {}): Promise<Written> {
    const drafts = this.judge.read([{ document, place: '' }], country);
    return this.writes[rehearsal ? 'rehearse' : 'run'](author, reachOf(drafts), async () => {
      const [id] = (await this.intake.install(drafts)) as [number];
      return this.items.writtenSite(id);
    });
  }
}
