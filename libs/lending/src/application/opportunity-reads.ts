import type { Offer } from '../domain/proposal-ranking';
import type { SeenRecords } from './access-log';

/** Who reads, as the access log tells it. */
export type Reader = Pick<SeenRecords, 'actor' | 'requestId'>;

/** An offer as it is shown: with the account it comes from. */
export interface StoredOffer extends Offer {
  readonly bankId: string | null;
  /** Null: no bank of that id is known. */
  readonly bankName: string | null;
  readonly bankGroup: string | null;
}

/** What is wanted of one opportunity. */
export interface OpportunityWish {
  /** New for each answer; it is in the access log too. */
  readonly responseId: string;
  /** Members of the record, in their usual order. */
  readonly members: readonly string[];
  /** Also its offers. */
  readonly offers: boolean;
}

export interface FoundOpportunity {
  /** The members as the text of a JSON object. */
  readonly json: string;
  /** In no order; none where none was wanted. */
  readonly offers: readonly StoredOffer[];
}

/**
 * Opportunities one by one, by their 18 characters. Each answer has its row in the access log, written by the statement
 * that reads it: `lending.access-not-recorded` (503) where that fails, and nothing is shown.
 */
export abstract class OpportunityReads {
  /** Null: there is none of that id, and nothing is written down. */
  abstract find(id: string, wish: OpportunityWish, reader: Reader): Promise<FoundOpportunity | null>;

  /** Offers for an opportunity, which itself may be unknown; null: there is neither. */
  abstract offersFor(id: string, reader: Reader): Promise<readonly StoredOffer[] | null>;
}
