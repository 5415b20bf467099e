import { ErasureMarks, PersonalDataHolders } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { ErasesAccounts } from '../../application/erase-account';

@Injectable()
export class EraseEverywhere extends ErasesAccounts {
  constructor(
    private readonly database: Database,
    private readonly holders: PersonalDataHolders,
    private readonly marks: ErasureMarks,
  ) {
    super();
  }

  execute(accountId: string): Promise<void> {
    return this.database.run(async () => {
      await this.database.query('DELETE FROM account WHERE id = $1', [accountId]);
      for (const { erase } of this.holders.all) await erase(accountId);
      await this.marks.remember([`account:${accountId}`]);
    });
  }
}
