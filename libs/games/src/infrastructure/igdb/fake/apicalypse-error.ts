/** A query that IGDB would refuse with 400. */
export class ApicalypseError extends Error {
  constructor(
    readonly title: string,
    override readonly cause: string,
  ) {
    super(cause);
  }
}
