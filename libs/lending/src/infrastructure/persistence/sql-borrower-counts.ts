import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { BorrowerCounts, type Wish } from '../../application/profile/borrower-counts';
import { AMOUNTS, type Axis, COMBINED, type Dimension, NUMBERS, type NumberField } from '../../domain/profile/axes';
import type { Counted, Median, NumberFacts } from '../../domain/profile/counted';
import type { Population } from '../../domain/profile/population';
import { type Combinations, type Group, Tally, tallied } from '../../domain/profile/tally';
import { type Stored, valueOf } from './profile-axes';
import {
  countsStatement,
  mediansStatement,
  numbersStatement,
  sizesStatement,
  type Statement,
} from './profile-statements';

/** What every profile counts, in as few sets as serve for its figures. */
const USUAL: readonly (readonly Axis[])[] = [COMBINED, ['stage_name', 'origin', 'property_use'], ['month'], AMOUNTS];

const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

interface StoredFacts extends Pick<NumberFacts, 'n' | 'mean' | 'stdev'> {
  readonly given: number;
  readonly percentiles: readonly number[] | null;
}

interface StoredNumbers {
  readonly size: number;
  readonly unmatchedBanks: number;
  readonly numbers: Readonly<Record<NumberField, StoredFacts>>;
}

type StoredGroup = Readonly<Partial<Record<Axis, Stored>>> & { readonly set: number; readonly count: number };

interface StoredMedian {
  readonly dimension: Dimension;
  readonly value: string | null;
  readonly n: number;
  readonly median: number;
}

/** One scan for all counts, one for all numbers, one for medians by value: everything is summed by PostgreSQL. */
@Injectable()
export class SqlBorrowerCounts extends BorrowerCounts {
  constructor(private readonly database: Database) {
    super();
  }

  atOnce<T>(work: () => Promise<T>): Promise<T> {
    return this.database.run(async () => {
      await this.database.query(SNAPSHOT);
      return work();
    });
  }

  async sizes(populations: readonly Population[]): Promise<readonly number[]> {
    const [row] = await this.rows<{ sizes: readonly number[] }>(sizesStatement(populations));
    return row?.sizes ?? [];
  }

  async byValue(population: Population, dimension: Dimension): Promise<readonly Group[]> {
    const [set] = await this.combinations(population, [[dimension]]);
    return tallied(set?.rows ?? []);
  }

  async count(population: Population, { together, medians }: Wish): Promise<Counted> {
    const sets = together.reduce(
      (all, axes) => (all.some((set) => axes.every((axis) => set.includes(axis))) ? all : [...all, axes]),
      USUAL,
    );
    const { size, ...numbers } = await this.numbers(population);
    const tally = new Tally(size, await this.combinations(population, sets));
    return { tally, ...numbers, medianRevenues: await this.medians(population, [...new Set(medians)]) };
  }

  private async combinations(population: Population, sets: readonly (readonly Axis[])[]): Promise<Combinations[]> {
    const groups = await this.rows<StoredGroup>(countsStatement(population, sets));
    const combinations = sets.map((axes) => ({ axes, rows: [] as Combinations['rows'][number][] }));
    for (const { set, count, ...stored } of groups) {
      const found = combinations[set];
      found?.rows.push({ values: found.axes.map((axis) => valueOf(axis, stored[axis])), count });
    }
    return combinations;
  }

  private async numbers(
    population: Population,
  ): Promise<Pick<Counted, 'numbers' | 'unmatchedBanks'> & { size: number }> {
    const [row] = await this.rows<{ found: StoredNumbers }>(numbersStatement(population));
    if (!row) throw new Error('Numbers were asked, and no row came');
    const { size, unmatchedBanks, numbers } = row.found;
    const facts = NUMBERS.map((field): [NumberField, NumberFacts] => {
      const { given, percentiles, ...own } = numbers[field];
      return [field, { ...own, missing: size - given, implausible: given - own.n, percentiles: percentiles ?? [] }];
    });
    return { size, unmatchedBanks, numbers: Object.fromEntries(facts) as Record<NumberField, NumberFacts> };
  }

  private async medians(population: Population, dimensions: readonly Dimension[]): Promise<Counted['medianRevenues']> {
    if (dimensions.length === 0) return {};
    const found = Object.fromEntries(dimensions.map((dimension) => [dimension, new Map<string, Median>()]));
    for (const { dimension, value, n, median } of await this.rows<StoredMedian>(
      mediansStatement(population, dimensions),
    )) {
      const told = valueOf(dimension, value);
      if (told !== null && n > 0) found[dimension]?.set(told, { n, median });
    }
    return found;
  }

  private async rows<T extends object>({ sql, values }: Statement): Promise<readonly T[]> {
    return (await this.database.query<T>(sql, values)).rows;
  }
}
