import type { OverridableField, OverrideState } from '../domain/override-state';

export type KeptState = Exclude<OverrideState, 'agreed'>;

export const KEPT_STATES = ['active', 'conflict', 'orphaned'] as const satisfies readonly KeptState[];

/** What is set by hand, as it is published. */
export interface OverrideView {
  readonly code: string;
  readonly field: OverridableField;
  readonly value: unknown;
  readonly base_value: unknown;
  readonly source_value: unknown;
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
  readonly state: KeptState;
}

/** Where a field's value comes from. `since` is the instant of the write or import that set it. */
export interface Provenance {
  readonly value: unknown;
  readonly source: string;
  readonly dataset?: string;
  readonly vintage?: string;
  readonly run_id?: number;
  readonly since?: string;
  readonly override?: Omit<OverrideView, 'code' | 'field' | 'value'>;
}

/** The manual layer, and where each value of a commune comes from. */
export abstract class OverrideReads {
  abstract overrides(
    state: KeptState | undefined,
    limit: number,
    offset: number,
  ): Promise<{ items: readonly OverrideView[]; total: number }>;
  /** Per published member; null when there is no such commune. */
  abstract provenance(code: string): Promise<Readonly<Record<string, Provenance>> | null>;
}
