import { UseCase } from '@hexagone/kernel';
import { Revocations } from '../access-tokens';
import { AccountChanges } from '../account-changes';
import type { By } from '../by';

/** Nothing is done with the data but keep them, until the person says otherwise (GDPR, article 18). */
@UseCase()
export class RestrictProcessing {
  constructor(
    private readonly changes: AccountChanges,
    private readonly revocations: Revocations,
  ) {}

  async execute(id: string, restricted: boolean, by: By): Promise<void> {
    await this.changes.run(id, { ...by, action: 'privacy.restriction' }, (account) => {
      if (account.restricted === restricted) return Promise.resolve(null);
      account.restricted = restricted;
      return Promise.resolve({ restricted });
    });
    this.revocations.heed();
  }
}
