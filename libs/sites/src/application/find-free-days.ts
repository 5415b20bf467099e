import { type Day, UseCase } from '@hexagone/kernel';

export interface FreeDaysQuestion {
  /** Code, slug or alias. */
  readonly country?: string | undefined;
  /** Today in that country unless told. */
  readonly from?: string | undefined;
  /** Thirty days after `from` unless told; both included, 366 days at most. */
  readonly to?: string | undefined;
}

export interface FreeDays {
  /** The code. */
  readonly country: string;
  readonly from: Day;
  readonly to: Day;
  readonly days: readonly Day[];
}

/** The days on which a country lets a site in. Throws InvalidPeriod, naming each faulty parameter. */
@UseCase()
export class FindFreeDays {
  execute(_question: FreeDaysQuestion): Promise<FreeDays> {
    throw new Error('Not written yet');
  }
}
