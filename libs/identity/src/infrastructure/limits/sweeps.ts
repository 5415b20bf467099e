import { Database, Housekeeping } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';

const SWEEPS = {
  'identity.throttle': `DELETE FROM auth_throttle WHERE window_start < now() - interval '24 h'`,
  'identity.one-time-tokens': 'DELETE FROM one_time_token WHERE expires_at < now()',
};

/** What nobody asks for any more: counts of wrong guesses after a day, links that are no longer good. */
@Injectable()
export class Sweeps implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const [name, statement] of Object.entries(SWEEPS)) {
      const run = async (): Promise<void> => {
        await this.database.query(statement);
      };
      this.housekeeping.add({ name, every: 600, run });
    }
  }
}
