import type { Genre, Platform } from './mappings';

/** A line of a mapping, and where it stands: `config/games/platforms.csv, line 12`. */
interface Standing {
  readonly at: string;
}

export interface PlatformLine extends Platform, Standing {
  readonly igdbIds: readonly number[];
  /** What sources write, beside slug and name. */
  readonly spellings: readonly string[];
}

export interface GenreLine extends Genre, Standing {
  readonly igdbIds: readonly number[];
  readonly spellings: readonly string[];
}

/** The same company under another name. */
export interface CompanyLine extends Standing {
  readonly alias: string;
  readonly company: string;
}

export interface MappingLines {
  readonly platforms: readonly PlatformLine[];
  readonly genres: readonly GenreLine[];
  /** What stands for no genre at all. */
  readonly noGenre: readonly (Standing & { readonly word: string })[];
  readonly companies: readonly CompanyLine[];
}
