/** What was asked, taken apart once: adapters never see raw syntax. Texts are as typed, white space collapsed. */
export interface ParsedQuery {
  /** All of it without the syntax: for exact equality of a name, and for meaning. */
  readonly text: string;
  /** Each must match, in any field. */
  readonly terms: readonly string[];
  /** Each must match as it stands. */
  readonly phrases: readonly string[];
  /** None may match. */
  readonly exclusions: readonly string[];
}
