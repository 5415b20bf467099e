import { Generations, type PublishedRun, PublishedRuns } from '@hexagone/ingestion';
import { AMOUNTS, DIMENSIONS, NUMBERS, type NumberField } from '../../domain/profile/axes';
import type { Counted, NumberFacts } from '../../domain/profile/counted';
import type { Population } from '../../domain/profile/population';
import { type Group, Tally } from '../../domain/profile/tally';
import { BorrowerCounts } from './borrower-counts';
import { DescribeBorrowers, type ProfileQuestion } from './describe-borrowers';

const NOTHING: NumberFacts = { n: 0, missing: 0, implausible: 0, mean: null, stdev: null, percentiles: [] };
const AXES = [...DIMENSIONS, ...AMOUNTS, 'month'] as const;

/** Borrowers of whom nothing is known but where they come from. */
class Origins extends BorrowerCounts {
  asked = 0;

  constructor(private readonly origins: readonly (string | null)[]) {
    super();
  }

  atOnce<T>(work: () => Promise<T>): Promise<T> {
    this.asked++;
    return work();
  }

  sizes(populations: readonly Population[]): Promise<readonly number[]> {
    return Promise.resolve(populations.map((population) => this.of(population).length));
  }

  byValue(population: Population): Promise<readonly Group[]> {
    return Promise.resolve(this.tally(population).by('origin'));
  }

  count(population: Population): Promise<Counted> {
    const numbers = Object.fromEntries(NUMBERS.map((field) => [field, NOTHING])) as Record<NumberField, NumberFacts>;
    return Promise.resolve({ tally: this.tally(population), numbers, unmatchedBanks: 0, medianRevenues: {} });
  }

  private of({ conditions }: Population): readonly (string | null)[] {
    return this.origins.filter((origin) =>
      conditions.every(({ values }) => origin !== null && values.includes(origin)),
    );
  }

  private tally(population: Population): Tally {
    const own = this.of(population);
    const rows = own.map((origin) => ({ values: AXES.map((axis) => (axis === 'origin' ? origin : null)), count: 1 }));
    return new Tally(own.length, [{ axes: AXES, rows }]);
  }
}

class Runs extends PublishedRuns {
  run: PublishedRun | null = null;

  of(): Promise<PublishedRun | null> {
    return Promise.resolve(this.run);
  }
}

class Versions extends Generations {
  version = 1;

  of(): Promise<string> {
    return Promise.resolve(String(this.version));
  }

  touch(): Promise<void> {
    return Promise.reject(new Error('a profile changes nothing'));
  }
}

const many = (count: number, origin: string | null): (string | null)[] => Array.from({ length: count }, () => origin);
const QUESTION: ProfileQuestion = { population: { conditions: [], plausibleAge: false }, crosses: [], k: 11 };
const from = (...values: string[]): ProfileQuestion => ({
  ...QUESTION,
  population: { ...QUESTION.population, conditions: [{ dimension: 'origin', values }] },
});

describe('describing borrowers', () => {
  const origins = new Origins([...many(30, 'Web'), ...many(12, 'Franchise'), ...many(4, 'Mail'), ...many(2, null)]);
  const runs = new Runs();
  const versions = new Versions();
  const describing = new DescribeBorrowers(origins, runs, versions);

  it('tells what was loaded, and what is stored', async () => {
    const nothing = { generation: 0, synthetic: false, read: null, rejected: null, duplicates: null, skipped: null };
    expect((await describing.execute(QUESTION)).loaded).toEqual({ ...nothing, stored: 48 });
    const counted = { read: 50, rejected: 1, duplicates: 1, skipped: 0, inserted: 48, updated: 0, unchanged: 0 };
    runs.run = { generation: 2, runId: 7, synthetic: true, ...counted };
    versions.version = 2;
    const { loaded } = await describing.execute(QUESTION);
    const told = { generation: 2, synthetic: true, read: 50, rejected: 1, duplicates: 1, skipped: 0 };
    expect(loaded).toEqual({ ...told, stored: 48 });
  });

  it('works it out once for each version and question, even for those who ask at once', async () => {
    const before = origins.asked;
    await Promise.all([1, 2, 3].map(() => describing.execute({ ...QUESTION, k: 12 })));
    await describing.execute({ ...QUESTION, k: 12 });
    expect(origins.asked).toBe(before + 1);
    versions.version++;
    await describing.execute({ ...QUESTION, k: 12 });
    expect(origins.asked).toBe(before + 2);
  });

  it('keeps the answers to the last two hundred questions', async () => {
    const before = origins.asked;
    for (let k = 5; k < 45; k++)
      for (let version = 100; version < 106; version++) {
        versions.version = version;
        await describing.execute({ ...QUESTION, k });
      }
    expect(origins.asked).toBe(before + 240);
    await describing.execute({ ...QUESTION, k: 44 });
    expect(origins.asked).toBe(before + 240);
    await describing.execute({ ...QUESTION, k: 5 });
    expect(origins.asked).toBe(before + 241);
  });

  it.each([
    ['a few', from('Mail')],
    ['all but a few', from('Web', 'Franchise', 'Mail')],
    ['some, with a few of another value', from('Franchise', 'Mail')],
    ['nobody', from('Pigeon')],
  ])('refuses to tell of %s', async (_, question) => {
    await expect(describing.execute(question)).rejects.toMatchObject({ code: 'lending.population-too-small' });
  });

  it('describes each value by itself, and those that few have together', async () => {
    const found = await describing.execute({ ...QUESTION, by: 'origin' });
    if (!('profiles' in found)) throw new Error('one profile');
    expect(found.missing).toBe(2);
    expect(found.profiles.map(({ value, values, afterFilters }) => [value, values, afterFilters])).toEqual([
      ['Web', ['Web'], 30],
      [null, ['Franchise', 'Mail'], 16],
    ]);
  });

  it('refuses values of which too few have any', async () => {
    const few = new DescribeBorrowers(new Origins([...many(5, 'Web'), ...many(20, null)]), runs, new Versions());
    await expect(few.execute({ ...QUESTION, by: 'origin' })).rejects.toMatchObject({
      code: 'lending.population-too-small',
    });
  });
});
