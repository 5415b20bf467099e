/** One company by its id. */
export abstract class CompanyReads {
  /** As lists show it: JSON, an object. Throws CompanyNotFound: none of that id has a live game. */
  abstract get(id: number): Promise<string>;
}
