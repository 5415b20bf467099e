/** Fields of a commune that may be set by hand, above what the sources say. */
export const OVERRIDABLE = ['nom', 'codesPostaux', 'population', 'siren', 'centre', 'codeEpci'] as const;
export type OverridableField = (typeof OVERRIDABLE)[number];

/** A value as it is kept: JSON, null where the sources say nothing. */
export type FieldValue = string | number | readonly string[] | { readonly lat: number; readonly lon: number } | null;

/**
 * `agreed`: the source now says the same, the override dissolves. `active`: the source has not moved since.
 * `conflict`: the source says something else again; the override stays in force until somebody decides.
 * `orphaned`: the commune is gone; the override is kept, should it come back.
 */
export type OverrideState = 'agreed' | 'active' | 'conflict' | 'orphaned';

export interface OverrideClaim {
  readonly value: FieldValue;
  /** What the source said when the override was made. */
  readonly baseValue: FieldValue;
  /** What the source says now; undefined when the commune is gone. */
  readonly sourceValue: FieldValue | undefined;
}

/** How an override stands towards its source: the same rule at each publication and at each write. */
export function overrideState({ value, baseValue, sourceValue }: OverrideClaim): OverrideState {
  if (sourceValue === undefined) return 'orphaned';
  if (sameValue(value, sourceValue)) return 'agreed';
  return sameValue(baseValue, sourceValue) ? 'active' : 'conflict';
}

/** Lists are compared in order: the first postal code is the main one. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((x, i) => x === b[i]);
  return a.lat === b.lat && a.lon === b.lon;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);
