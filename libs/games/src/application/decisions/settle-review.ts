import { AuditLog, UseCase } from '@hexagone/kernel';
import { NothingToJoin, ReviewNotFound, ReviewSettled } from '../../domain/decisions/decision.errors';
import { pairsAcross } from '../../domain/decisions/pairs';
import { rowsOfWork } from '../../domain/decisions/rows-of-work';
import { GoldenCatalogue } from '../catalogue/golden-catalogue';
import type { Decider } from './decider';
import { type DoubtedPair, GameDecisions } from './game-decisions';

export interface Settlement {
  readonly review: number;
  /** `accepted`: both records are one game; `rejected`: they are not. */
  readonly state: 'accepted' | 'rejected';
  readonly reason: string;
}

/** A person settles a doubt. Both records, and the works that they are of, keep to it whatever is imported later. */
@UseCase()
export class SettleReview {
  constructor(
    private readonly catalogue: GoldenCatalogue,
    private readonly decisions: GameDecisions,
    private readonly audit: AuditLog,
  ) {}

  /** Throws ReviewNotFound; ReviewSettled, also for who came second; NothingToJoin. */
  async execute({ review, state, reason }: Settlement, by: Decider): Promise<void> {
    await this.catalogue.revise(async () => {
      const { record, candidate } = await this.open(review);
      if (candidate !== null) {
        const verdict = state === 'accepted' ? 'must_link' : 'cannot_link';
        const works = [await this.work(record), await this.work(candidate)];
        await this.decisions.decide(pairsAcross(works), { verdict, reason });
      } else if (state === 'accepted') throw new NothingToJoin(review);
      await this.decisions.settle(review, { state, reason });
      await this.audit.record({
        ...by,
        action: 'games.review',
        target: `review:${review}`,
        outcome: 'success',
        detail: { state },
      });
      return { records: candidate === null ? [record] : [record, candidate] };
    });
  }

  /** The record and the other rows of its work: what is decided of it holds for them when it is withdrawn. */
  private async work(id: number): Promise<readonly number[]> {
    const games = await this.decisions.games(await this.decisions.gamesOf([id]));
    const records = [...games.values()].flatMap((game) => game.records);
    const rows = records.filter((record) => record.id === id).flatMap((record) => rowsOfWork(record, records));
    return [...new Set([id, ...rows.map((row) => row.id)])];
  }

  private async open(id: number): Promise<DoubtedPair> {
    const review = await this.decisions.review(id);
    if (!review) throw new ReviewNotFound(id);
    if (review.state !== 'open') throw new ReviewSettled(id, review.state);
    return review;
  }
}
