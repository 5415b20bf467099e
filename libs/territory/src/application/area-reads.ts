import type { AreaKind, CommuneType, Zone } from '../domain/areas';
import type { PostalCodeReading } from '../domain/postal-code-reading';
import type { RankedCommune } from '../domain/rank-communes';

/** What an area must be to be listed: every criterion given holds. Codes are as the reference writes them. */
export interface AreaCriteria {
  readonly code?: string;
  readonly siren?: string;
  readonly departementCode?: string;
  readonly regionCode?: string;
  readonly epciCode?: string;
  /** The commune that an arrondissement, a delegated or an associated commune is part of. */
  readonly parentCode?: string;
  /** The seat of a région. */
  readonly seat?: string;
  readonly formerCode?: string;
  readonly postalCode?: PostalCodeReading;
  /** Communes only; default: current ones. */
  readonly types?: readonly CommuneType[];
  readonly zones?: readonly Zone[];
}

export interface Shape {
  /** Members in the order asked. */
  readonly fields: readonly string[];
  /** A GeoJSON Feature around the members, with this geometry. */
  readonly geometry?: 'centre' | 'mairie';
  /** How each item was found is said, where that is not plain; after a search by name it always is. */
  readonly note?: 'former-code' | 'postal-code';
  /** With the note goes a score, by population alone. */
  readonly scored?: boolean;
}

/** What finds one area. */
export interface FoundBy extends Pick<AreaCriteria, 'types'> {
  readonly code: string;
  /** A code that led here, for the note. */
  readonly asked?: string;
}

type SortField = 'code' | 'nom' | 'population' | 'score';

export interface SortKey {
  readonly field: SortField;
  readonly descending: boolean;
}

export interface AreaListing {
  readonly kind: AreaKind;
  readonly criteria: AreaCriteria;
  readonly shape: Shape;
  /** Ties are broken by code; absent values come last both ways. */
  readonly sort: readonly SortKey[];
  readonly offset: number;
  /** Absent: every match. */
  readonly limit?: number;
  /** Only these, which a search by name found under the same criteria, best first. */
  readonly ranked?: readonly RankedCommune[];
  /** False: nobody asks for the total. */
  readonly counted: boolean;
}

/** Items are JSON texts built by the database, as they are to be published, without line breaks. */
export interface AreaPage {
  /** Joined by line breaks; empty when there is none. */
  readonly items: string;
  readonly rows: number;
  readonly total: number | null;
  readonly more: boolean;
}

/** What is published of the territory, ready to be sent. One call sees one publication, never a mix. */
export abstract class AreaReads {
  /** One area in the shape asked, or null. */
  abstract find(kind: AreaKind, criteria: FoundBy, shape: Shape): Promise<string | null>;

  /** The current commune that a former code leads to, or null. */
  abstract findSuccessor(formerCode: string): Promise<string | null>;

  abstract exists(kind: AreaKind, criteria: AreaCriteria): Promise<boolean>;

  /** At most 1000 items, in one statement. */
  abstract page(listing: AreaListing & { readonly limit: number }): Promise<AreaPage>;

  /**
   * Every item from the offset on, in batches joined by line breaks, and their number. Reading slowly holds a
   * connection: ending the iteration early frees it.
   */
  abstract stream(listing: AreaListing): Promise<{ total: number; batches: AsyncIterable<string> }>;
}
