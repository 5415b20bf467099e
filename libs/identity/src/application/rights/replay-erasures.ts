import { DomainError, PersonalDataHolders, UseCase } from '@hexagone/kernel';
import { ErasesAccounts } from '../erase-account';
import { LastingErasureMarks } from './lasting-erasure-marks';

export interface ReplayedErasures {
  /** Marks that the database had lost. */
  readonly marks: number;
  readonly erased: readonly string[];
  /** Context → records of people without an account. */
  readonly records: Readonly<Record<string, number>>;
  /** Accounts that could not be erased again, with the code of the reason. */
  readonly kept: readonly { readonly account: string; readonly code: string }[];
}

/** After a backup was brought back: what was erased since it was made is erased again. Nothing happens the second time. */
@UseCase()
export class ReplayErasures {
  constructor(
    private readonly marks: LastingErasureMarks,
    private readonly erasing: ErasesAccounts,
    private readonly holders: PersonalDataHolders,
  ) {}

  /** `files`: copies of marks made elsewhere, besides the one of this machine. */
  async execute(files: readonly string[]): Promise<ReplayedErasures> {
    const marks = await this.marks.bringBack(files);
    const erased: string[] = [];
    const kept: { account: string; code: string }[] = [];
    for (const account of await this.marks.accountsThatCameBack()) {
      const code = await this.erase(account);
      if (code === undefined) erased.push(account);
      else kept.push({ account, code });
    }
    return { marks, erased, records: await this.eraseRecords(), kept };
  }

  private async eraseRecords(): Promise<Readonly<Record<string, number>>> {
    const records: Record<string, number> = {};
    for (const holder of this.holders.all)
      if (holder.eraseAgain) records[holder.context] = await holder.eraseAgain(this.marks);
    return records;
  }

  private async erase(account: string): Promise<string | undefined> {
    try {
      await this.erasing.execute(account, 'cli');
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }
}
