import { AuditLog, UseCase } from '@hexagone/kernel';
import { NothingToJoin, ReviewNotFound, ReviewSettled } from '../../domain/decisions/decision.errors';
import { pairOf } from '../../domain/decisions/pairs';
import { GoldenCatalogue } from '../catalogue/golden-catalogue';
import type { Decider } from './decider';
import { type DoubtedPair, GameDecisions } from './game-decisions';

export interface Settlement {
  readonly review: number;
  /** `accepted`: both records are one game; `rejected`: they are not. */
  readonly state: 'accepted' | 'rejected';
  readonly reason: string;
}

/** A person settles a doubt. Both records keep to it whatever is imported later. */
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
        await this.decisions.decide([pairOf(record, candidate)], { verdict, reason });
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

  private async open(id: number): Promise<DoubtedPair> {
    const review = await this.decisions.review(id);
    if (!review) throw new ReviewNotFound(id);
    if (review.state !== 'open') throw new ReviewSettled(id, review.state);
    return review;
  }
}
