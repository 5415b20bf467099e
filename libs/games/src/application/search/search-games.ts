import { UseCase } from '@hexagone/kernel';
import { parseQuery } from '../../domain/search/parse-query';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { reciprocalRankFusion } from '../../domain/search/reciprocal-rank';
import type { MeaningAnswer, MeaningState } from '../vectors/meaning-search';
import { SearchEngines } from './engines';
import type { GameFilter } from './game-filter';
import type { Highlights } from './game-search';
import { MeantGames } from './meant-games';

export const SEARCH_MODES = ['hybrid', 'lexical', 'semantic', 'exact'] as const;

export type SearchMode = (typeof SEARCH_MODES)[number];

export interface SearchQuestion {
  readonly q: string;
  readonly mode: SearchMode;
  /** Resolved (`ResolveFilters`). */
  readonly filters: readonly GameFilter[];
  readonly offset: number;
  readonly limit: number;
}

export interface FoundGame {
  readonly id: number;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  /** Place in each list that had it, from 1. */
  readonly ranks: { readonly lexical: number | null; readonly semantic: number | null };
  readonly highlights: Highlights;
}

export interface SearchAnswer {
  readonly games: readonly FoundGame[];
  /** In the modes of meaning: of what is near enough, at most the first hundred of each list. */
  readonly total: number;
  /** There may be more, which were not counted. */
  readonly capped: boolean;
  readonly suggestions: readonly string[];
  /** What was looked for in place of slips; undefined: there was none. */
  readonly corrected?: string | undefined;
  /** What answered for the words; null: they were not asked. */
  readonly engine: string | null;
  /** Why it is not the engine that should have; null: it is. */
  readonly degradedReason: string | null;
  /** Null: meaning was not asked. */
  readonly semantic: MeaningState | null;
  /** Live games that meaning cannot find, for lack of a vector; undefined: not counted. */
  readonly semanticMissing?: number | undefined;
}

/** So many of each list are fused. */
const FUSED = 100;

type Lists = Omit<SearchAnswer, 'games'> & {
  readonly page: readonly Fused[];
};

/**
 * Games by words, by meaning, or by both. Where meaning cannot be asked now, words alone answer, and the answer says so;
 * where the preferred engine cannot, PostgreSQL does.
 */
@UseCase()
export class SearchGames {
  constructor(
    private readonly engines: SearchEngines,
    private readonly meant: MeantGames,
  ) {}

  async execute(question: SearchQuestion): Promise<SearchAnswer> {
    const query = parseQuery(question.q);
    const { page, ...lists } = await this.lists(query, question);
    const found = await this.highlights(
      query,
      page.map(({ id }) => id),
      lists.degradedReason,
    );
    return { ...lists, games: page.map((game) => ({ ...game, highlights: found.get(game.id) ?? {} })) };
  }

  private lists(query: ParsedQuery, question: SearchQuestion): Promise<Lists> {
    const { mode } = question;
    if (mode === 'lexical' || mode === 'exact') return this.byWords(query, question, mode);
    return mode === 'semantic' ? this.byMeaning(query, question) : this.byBoth(query, question);
  }

  private async byWords(
    query: ParsedQuery,
    { filters, offset, limit }: SearchQuestion,
    mode: 'lexical' | 'exact',
    counted = true,
  ): Promise<Lists> {
    const { answer, ...engine } = await this.engines.ask((search) =>
      search.search({ query, mode, filters, offset, limit, counted }),
    );
    const page = answer.hits.map(({ id, score }, i) => ({
      id,
      score,
      ranks: { lexical: offset + i + 1, semantic: null },
    }));
    const { total, capped, suggestions, corrected } = answer;
    return { page, total, capped, suggestions, corrected, ...engine, semantic: null };
  }

  private async byMeaning(query: ParsedQuery, question: SearchQuestion): Promise<Lists> {
    const { state, near, missing } = await this.meant.near(query, {
      text: query.text,
      ...{ filters: question.filters, limit: FUSED },
    });
    const meaning = { semantic: state, semanticMissing: missing };
    if (state !== 'ready') return { ...(await this.byWords(query, question, 'lexical')), ...meaning };
    const games = near.map(({ id, cosine }, i) => ({ id, score: cosine, ranks: { lexical: null, semantic: i + 1 } }));
    const none = { suggestions: [], engine: null, degradedReason: null };
    return { ...found(games, question, games.length === FUSED), ...none, ...meaning };
  }

  private async byBoth(query: ParsedQuery, question: SearchQuestion): Promise<Lists> {
    const first = { ...question, offset: 0, limit: FUSED };
    const meant = (text: string): Promise<MeaningAnswer> =>
      this.meant.near(query, { text, filters: question.filters, limit: FUSED });
    const [words, typed] = await Promise.all([this.byWords(query, first, 'lexical', false), meant(query.text)]);
    // A slip means nothing, or something else.
    const { state, near, missing } =
      words.corrected !== undefined && typed.state === 'ready' ? await meant(words.corrected) : typed;
    const fused = reciprocalRankFusion({
      lexical: words.page.map(({ id }) => id),
      semantic: near.map(({ id }) => id),
    });
    const capped = words.page.length === FUSED || near.length === FUSED;
    return { ...words, ...found(fused, question, capped), semantic: state, semanticMissing: missing };
  }

  private async highlights(
    query: ParsedQuery,
    ids: readonly number[],
    refusal: string | null,
  ): Promise<ReadonlyMap<number, Highlights>> {
    if (ids.length === 0) return new Map();
    const { answer } = await this.engines.ask((search) => search.highlights(query, ids), refusal);
    return answer;
  }
}

type Fused = Omit<FoundGame, 'highlights'>;

const found = (
  games: readonly Fused[],
  { offset, limit }: SearchQuestion,
  capped: boolean,
): Pick<Lists, 'page' | 'total' | 'capped'> => ({
  page: games.slice(offset, offset + limit),
  total: games.length,
  capped,
});
