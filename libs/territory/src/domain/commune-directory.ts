/** What is needed of a commune to tell it from others. */
export interface CommuneIdentity {
  readonly code: string;
  readonly departementCode: string;
}

/** Looks communes up by what a file or a person says of them. Names are given as search keys, codes cleaned. */
export abstract class CommuneDirectory {
  /** The current commune of that code; else the one that a former code leads to; null when the code is unknown. */
  abstract findByCode(code: string): Promise<CommuneIdentity | null>;
  /** The current commune of which this code is an arrondissement municipal. */
  abstract findParentOfArrondissement(code: string): Promise<CommuneIdentity | null>;
  abstract findNamedWithPostalCode(key: string, postalCode: string): Promise<readonly CommuneIdentity[]>;
  abstract findNamedInDepartement(key: string, departementCode: string): Promise<readonly CommuneIdentity[]>;
  abstract findByPostalCode(postalCode: string): Promise<readonly CommuneIdentity[]>;
  abstract departementExists(code: string): Promise<boolean>;
}
