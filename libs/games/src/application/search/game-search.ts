import type { GameFilter } from './game-filter';
import type { ParsedQuery } from '../../domain/search/parsed-query';

/** No more of what is found can be paged through, nor is it counted. */
export const MOST_FOUND = 1_000;

export interface WordsQuestion {
  readonly query: ParsedQuery;
  /** `exact`: folded equality, then all tokens as they are: no stemming, no typo. */
  readonly mode: 'lexical' | 'exact';
  readonly filters: readonly GameFilter[];
}

export interface LexicalQuestion extends WordsQuestion {
  readonly offset: number;
  /** At most 200. */
  readonly limit: number;
  /** False: `total` need not be more than what was looked at. */
  readonly counted?: boolean;
}

export interface LexicalHit {
  readonly id: number;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

/** Field → fragments, found words between `<em>` and `</em>`, everything else escaped for HTML. */
export type Highlights = Readonly<Record<string, readonly string[]>>;

export interface LexicalAnswer {
  /** Best first; ties by id. */
  readonly hits: readonly LexicalHit[];
  /** At most MOST_FOUND. */
  readonly total: number;
  /** There are more, which were not counted. */
  readonly capped: boolean;
  /** Words of the catalogue that were taken, or would be (mode `exact`), for words that it lacks. */
  readonly suggestions: readonly string[];
  /** The text with the nearest word of the catalogue in place of each slip; absent: there was none. */
  readonly corrected?: string;
}

export interface EveryGame extends Pick<LexicalAnswer, 'corrected'> {
  /** In no order. */
  readonly games: readonly number[];
}

export interface Suggestion {
  readonly id: number;
  readonly name: string;
  readonly year: number | null;
  readonly platforms: readonly string[];
}

/** Finds games by words. Of live games only. */
export abstract class GameSearch {
  /** `postgresql` or `elasticsearch`. */
  abstract readonly engine: string;
  /** Throws SearchUnavailable where the engine cannot answer now. */
  abstract search(question: LexicalQuestion): Promise<LexicalAnswer>;
  /** Every game that the question finds, however many. */
  abstract every(question: WordsQuestion): Promise<EveryGame>;
  /** Those of these games that have nothing of what the query excludes; in no order. */
  abstract allowed(query: ParsedQuery, games: readonly number[]): Promise<readonly number[]>;
  /** Where the words, or those that were taken for them, stand in these games; a game without any is left out. */
  abstract highlights(query: ParsedQuery, games: readonly number[]): Promise<ReadonlyMap<number, Highlights>>;
  /** Names with a word that begins like the last one of `text`, then names with typos; best first. */
  abstract suggest(text: string, limit: number): Promise<readonly Suggestion[]>;
}

/** The engine cannot answer now; another may. */
export class SearchUnavailable extends Error {
  constructor(
    /** Said in `meta.degraded_reason`: `unreachable`, `timeout`, `index-building` … */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`The search engine cannot answer: ${reason}`, { cause });
  }
}
