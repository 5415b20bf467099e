/** Who saw which records of whom. */
export interface SeenRecords {
  /** `account:<uuid>`, `client:<uuid>`, `anonymous`, `cli`. */
  readonly actor: string;
  readonly action: 'opportunity' | 'opportunities' | 'proposals' | 'best-proposals' | 'quality' | 'erasure';
  readonly responseId?: string;
  /** Absent for an export: `filter` says what it held. */
  readonly opportunityIds?: readonly string[];
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly rows?: number;
  readonly requestId?: string;
}

/** Insert only. Nothing personal is shown that is not written down here: when it cannot be, nothing is shown. */
export abstract class AccessLog {
  abstract record(seen: SeenRecords): Promise<void>;
}
