import { Housekeeping, ServiceCheck } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PurgePersonalData } from '../../application/purge-personal-data';
import { RetentionRules } from '../../application/retention-rules';

const DAY = 86_400;

/** Every day, what is kept no longer goes. A service whose register and holders disagree does not start. */
@Injectable()
export class PurgeChore extends ServiceCheck implements OnModuleInit {
  readonly name = 'privacy';

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly purging: PurgePersonalData,
    private readonly rules: RetentionRules,
  ) {
    super();
  }

  onModuleInit(): void {
    this.housekeeping.add({ name: 'privacy.purge', every: DAY, run: () => this.purge() });
  }

  mayStart(): Promise<void> {
    this.rules.all();
    return Promise.resolve();
  }

  missing(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  private async purge(): Promise<void> {
    await this.purging.execute({ now: new Date(), rehearsal: false, actor: 'housekeeping' });
  }
}
