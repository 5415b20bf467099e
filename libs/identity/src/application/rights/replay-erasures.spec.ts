import { PersonalDataHolders } from '@hexagone/kernel';
import { LastAdmin } from '../../domain/account.errors';
import { ErasesAccounts } from '../erase-account';
import { LastingErasureMarks } from './lasting-erasure-marks';
import { ReplayErasures } from './replay-erasures';

class Marks extends LastingErasureMarks {
  constructor(private readonly back: readonly string[]) {
    super();
  }
  remember = (): Promise<void> => Promise.resolve();
  among = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set<string>());
  copy = (): Promise<void> => Promise.resolve();
  drop = (): Promise<number> => Promise.resolve(0);
  bringBack = (files: readonly string[]): Promise<number> => Promise.resolve(files.length);
  accountsThatCameBack = (): Promise<readonly string[]> => Promise.resolve(this.back);
}

class Erasing extends ErasesAccounts {
  readonly asked: string[] = [];
  constructor(private readonly failures: Readonly<Record<string, Error>>) {
    super();
  }
  execute(account: string, by: string): Promise<void> {
    this.asked.push(`${account} by ${by}`);
    const failure = this.failures[account];
    return failure ? Promise.reject(failure) : Promise.resolve();
  }
}

describe('erasures after a backup was brought back', () => {
  const replay = (erasing: Erasing): Promise<unknown> =>
    new ReplayErasures(new Marks(['a', 'b', 'c']), erasing, new PersonalDataHolders()).execute(['one file', 'another']);

  it('go on where one account has to stay, and tell of it', async () => {
    const erasing = new Erasing({ b: new LastAdmin() });
    const kept = [{ account: 'b', code: 'identity.last-admin' }];
    expect(await replay(erasing)).toEqual({ marks: 2, erased: ['a', 'c'], kept, records: {} });
    expect(erasing.asked).toEqual(['a by cli', 'b by cli', 'c by cli']);
  });

  it('end where something is broken', async () => {
    await expect(replay(new Erasing({ a: new Error('broken') }))).rejects.toThrow('broken');
  });
});
