import type { Balance } from './balance';

type ByReason = Readonly<Record<string, number>>;

/** What became of the records so far. Every record is counted once. */
export class Tally {
  read = 0;
  taken = 0;
  duplicates = 0;
  private readonly skips = new Map<string, number>();
  private readonly rejects = new Map<string, number>();
  private readonly nulls = new Map<string, number>();

  take(): void {
    this.taken++;
  }

  skip(reason: string, records = 1): void {
    this.skips.set(reason, (this.skips.get(reason) ?? 0) + records);
  }

  /** A record with several faults is one rejected record: it counts under its first. */
  reject(code: string, records = 1): void {
    this.rejects.set(code, (this.rejects.get(code) ?? 0) + records);
  }

  /** A taken row without a value in this column. */
  null(column: string): void {
    this.nulls.set(column, (this.nulls.get(column) ?? 0) + 1);
  }

  get skipped(): number {
    return sum(this.skips);
  }

  get rejected(): number {
    return sum(this.rejects);
  }

  get skippedByReason(): ByReason {
    return Object.fromEntries(this.skips);
  }

  get rejectedByCode(): ByReason {
    return Object.fromEntries(this.rejects);
  }

  /** Share of nulls of these columns among the rows taken. */
  profile(columns: readonly string[]): ByReason {
    return Object.fromEntries(
      columns.map((column) => [column, (this.nulls.get(column) ?? 0) / Math.max(1, this.taken)]),
    );
  }

  /** With what publishing did, or would do. */
  balance(effect: Pick<Balance, 'inserted' | 'updated' | 'unchanged'>): Balance {
    const { inserted, updated, unchanged } = effect;
    const { read, duplicates, rejected, skipped } = this;
    return { read, inserted, updated, unchanged, duplicates, rejected, skipped };
  }
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, n) => total + n, 0);
