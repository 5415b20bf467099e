import type { Mapped } from '../record/game-record';

export interface Platform {
  /** kebab-case: `nintendo-ds`. */
  readonly slug: string;
  readonly name: string;
  /** Platforms of one family count as one when records are compared. */
  readonly family: string;
}

export interface Genre {
  readonly slug: string;
  readonly en: string;
  readonly fr: string;
}

/** What the words and numbers of sources stand for; read from `config/games`. */
export interface Mappings {
  readonly platforms: readonly Platform[];
  readonly genres: readonly Genre[];
  /** By IGDB's id, or by the code or name that a source writes, folded; null where nothing fits. */
  platform(said: string | number): Platform | null;
  /** By IGDB's id, or by name, folded; null for what stands for no genre (`Misc`), undefined where nothing fits. */
  genre(said: string | number): Genre | null | undefined;
  /** Slug of the platform → its family; the word itself where it is unmapped. */
  family(platform: string): string;
  /** Key of a company: folded, without its legal form, aliases followed; '' for `Unknown` and `N/A`. */
  companyKey(name: string): string;
}

/** `said` as a member of a record. */
export const mapped = (found: { readonly slug: string } | null | undefined, name: string): Mapped => ({
  slug: found?.slug ?? null,
  name,
});
