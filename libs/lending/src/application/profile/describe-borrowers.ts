import { Generations, PublishedRuns } from '@hexagone/ingestion';
import { UseCase } from '@hexagone/kernel';
import type { Cross, Dimension } from '../../domain/profile/axes';
import { type Condition, folded, isLargeEnough, neighboursOf, type Population } from '../../domain/profile/population';
import { type Profile, profileOf } from '../../domain/profile/profile';
import { PopulationTooSmall } from '../../domain/profile/profile.errors';
import { BorrowerCounts } from './borrower-counts';
import { KeptAnswers } from './kept-answers';

/** A real file of any of them makes an end of what was generated of all. */
const DATASETS = ['opportunities', 'proposals', 'banks'] as const;
const EVERYBODY: Population = { conditions: [], plausibleAge: false };
const LEDGER = ['read', 'rejected', 'duplicates', 'skipped'] as const;

export interface ProfileQuestion {
  readonly population: Population;
  readonly crosses: readonly Cross[];
  /** One profile for each value of it. */
  readonly by?: Dimension;
  /** Counts of fewer people than this are not told. */
  readonly k: number;
}

/** What the last published file of opportunities held; `stored`: how many there are now. Null: none was published. */
export interface Loaded extends Readonly<Record<(typeof LEDGER)[number], number | null>> {
  readonly generation: number;
  readonly synthetic: boolean;
  readonly stored: number;
}

export interface GroupProfile extends Profile {
  /** Null: the values that few have, together. */
  readonly value: string | null;
  readonly values: readonly string[];
}

/** One profile of all, or one of each value and how many have none. */
export type BorrowerProfile = { readonly loaded: Loaded } & (
  { readonly profile: Profile } | { readonly profiles: readonly GroupProfile[]; readonly missing: number }
);

/**
 * The profile of borrowers, all of it of one version of the data, and kept until the next one. Throws PopulationTooSmall
 * where it would be about a few.
 */
@UseCase()
export class DescribeBorrowers {
  private readonly kept = new KeptAnswers<BorrowerProfile>();

  constructor(
    private readonly counts: BorrowerCounts,
    private readonly runs: PublishedRuns,
    private readonly generations: Generations,
  ) {}

  /** The version first: what is younger than it says is worked out once more, what is older would stay. */
  async execute(question: ProfileQuestion): Promise<BorrowerProfile> {
    const version = await this.generations.of(...DATASETS);
    return this.kept.of(`${version} ${JSON.stringify(question)}`, () =>
      this.counts.atOnce(() => this.describe(question)),
    );
  }

  private async describe(question: ProfileQuestion): Promise<BorrowerProfile> {
    const { population, by, k } = question;
    const asked = [EVERYBODY, population, ...neighboursOf(population)];
    const [stored = 0, size = 0, ...neighbours] = await this.counts.sizes(asked);
    if (!isLargeEnough(size, neighbours, k)) throw new PopulationTooSmall();
    const loaded = { ...(await this.published()), stored };
    if (by === undefined) return { loaded, profile: await this.profile(population, question) };
    const groups = await this.counts.byValue(population, by);
    const known = groups.reduce((sum, { count }) => sum + count, 0);
    if (known < k) throw new PopulationTooSmall();
    const profiles: GroupProfile[] = [];
    for (const fold of folded(groups, k)) {
      const condition: Condition = { dimension: by, values: fold.values };
      const part = { ...population, conditions: [...population.conditions, condition] };
      profiles.push({ ...fold, ...(await this.profile(part, question)) });
    }
    return { loaded, profiles, missing: size - known };
  }

  private async profile(population: Population, { crosses, k }: ProfileQuestion): Promise<Profile> {
    const together = crosses.map(({ rows, columns }) => [rows, columns]);
    const medians = crosses.map(({ rows }) => rows);
    return profileOf(await this.counts.count(population, { together, medians }), crosses, k);
  }

  private async published(): Promise<Omit<Loaded, 'stored'>> {
    const run = await this.runs.of(DATASETS[0]);
    const { generation = 0, synthetic = false } = run ?? {};
    const ledger = LEDGER.map((name) => [name, run?.[name] ?? null]);
    const told = Object.fromEntries(ledger) as Record<(typeof LEDGER)[number], number | null>;
    return { generation, synthetic, ...told };
  }
}
