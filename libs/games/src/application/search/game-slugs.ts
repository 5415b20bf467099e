/** Ids and codes of the catalogue's words, as slugs. */
export abstract class GameSlugs {
  /** Ids of companies → their slugs; an id that nobody has is left out. */
  abstract companies(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** IGDB's id of a platform → its slug. */
  abstract platform(id: string): string | undefined;
  abstract genre(id: string): string | undefined;
}
