import { Housekeeping } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PurgePersonalData } from '../../application/purge-personal-data';

const DAY = 86_400;

/** Every day, what is kept no longer goes. */
@Injectable()
export class PurgeChore implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly purging: PurgePersonalData,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add({ name: 'privacy.purge', every: DAY, run: () => this.purge() });
  }

  private async purge(): Promise<void> {
    await this.purging.execute({ now: new Date(), rehearsal: false, actor: 'housekeeping' });
  }
}
