/** Every record after the header, and what became of it. */
export interface Balance {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly skipped: number;
}

/** `read = inserted + updated + unchanged + duplicates + rejected + skipped`, each a count. */
export function balances(balance: Balance): boolean {
  const { read, inserted, updated, unchanged, duplicates, rejected, skipped } = balance;
  const parts = [inserted, updated, unchanged, duplicates, rejected, skipped];
  const counts = [read, ...parts].every((count) => Number.isSafeInteger(count) && count >= 0);
  return counts && read === parts.reduce((sum, part) => sum + part, 0);
}
