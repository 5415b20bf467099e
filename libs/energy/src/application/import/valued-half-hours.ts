import { instantsAt, type WallSeconds } from '../../domain/paris-time';

const DAY = 86_400;
const HALF_HOUR = 1800;

/** Which half-hours of its years a file that does not say its nature has a load for. */
export class ValuedHalfHours {
  private readonly valued = new Set<WallSeconds>();
  private readonly years = new Set<number>();

  add(wall: WallSeconds, valued: boolean): void {
    this.years.add(new Date(wall * 1000).getUTCFullYear());
    if (valued && wall % HALF_HOUR === 0) this.valued.add(wall);
  }

  get isEmpty(): boolean {
    return this.years.size === 0;
  }

  /** Every half-hour that exists on the clock, of every year of which there is a record. */
  fillsItsYears(): boolean {
    return !this.isEmpty && [...this.years].every((year) => this.fills(year));
  }

  private fills(year: number): boolean {
    const [from, to] = [Date.UTC(year) / 1000, Date.UTC(year + 1) / 1000];
    for (let day = from; day < to; day += DAY) if (!this.fillsDay(day)) return false;
    return true;
  }

  private fillsDay(day: WallSeconds): boolean {
    for (let wall = day; wall < day + DAY; wall += HALF_HOUR)
      if (!this.valued.has(wall) && instantsAt(wall).length > 0) return false;
    return true;
  }
}
