import { SearchUnavailable } from '../../application/search/game-search';
import { isOutage } from './engine-failure';

const FAILURES = 3;
const PAUSE_MS = 30_000;

/**
 * Spares everybody the wait for an engine that is down: after three failures in a row nothing is asked for 30 seconds, then
 * one caller tries, and the others go on without until it is answered.
 */
export class CircuitBreaker {
  private failures = 0;
  private closedUntil = -Infinity;
  private reason = '';

  constructor(private readonly now: () => number = () => Date.now()) {}

  /** What `work` answers. Throws SearchUnavailable at once during a pause, with what led to it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.now() < this.closedUntil) throw new SearchUnavailable(this.reason);
    if (this.failures >= FAILURES) this.pause();
    try {
      const answer = await work();
      this.answered();
      return answer;
    } catch (error) {
      if (isOutage(error)) this.failed(error.reason);
      else this.answered();
      throw error;
    }
  }

  private answered(): void {
    this.failures = 0;
    this.closedUntil = -Infinity;
  }

  private failed(reason: string): void {
    this.reason = reason;
    if (++this.failures >= FAILURES) this.pause();
  }

  private pause(): void {
    this.closedUntil = this.now() + PAUSE_MS;
  }
}
