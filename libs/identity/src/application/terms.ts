import type { By } from './by';

/** Who changes something, and on what condition. */
export interface Terms extends By {
  /** Refuses, by throwing, what is not the version that the caller knows. Asked under the row's lock. */
  readonly guard?: (() => Promise<void>) | undefined;
}

/** Members that differ, as `[from, to]`; none where nothing does. */
export function changesOf<T extends object>(present: T, wanted: Partial<T>): Readonly<Record<string, unknown>> {
  const before = present as Record<string, unknown>;
  const differing = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(differing.map(([name, value]) => [name, [before[name], value]]));
}
