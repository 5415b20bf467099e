/** Who erases, and why. */
export interface ErasureTerms {
  /** `account:<uuid>`, `client:<uuid>`, `anonymous`, `cli`, `housekeeping`. */
  readonly actor: string;
  readonly reason: string;
  readonly requestId?: string | undefined;
}

/** What was there and is no more. */
export interface Erased {
  /** Opportunities of which there was anything. */
  readonly ids: readonly string[];
  readonly opportunities: number;
  readonly proposals: number;
}

/** Opportunities with their proposals, as far as they can be erased. */
export abstract class ErasableOpportunities {
  /**
   * Removes them, keeps the bare ids so that no import brings them back, and writes that down in the access log; within
   * the transaction in progress. What a file that is being published holds of them goes too, whichever comes first.
   * Throws `lending.access-not-recorded`.
   */
  abstract erase(ids: readonly string[], terms: ErasureTerms): Promise<Erased>;

  /** Whether that one was erased, by whomever. */
  abstract isErased(id: string): Promise<boolean>;
}
