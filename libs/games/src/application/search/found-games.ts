import { UseCase } from '@hexagone/kernel';
import { parseQuery } from '../../domain/search/parse-query';
import { SearchEngines } from './engines';
import type { EveryGame, WordsQuestion } from './game-search';
import { MeantGames } from './meant-games';
import type { SearchQuestion } from './search-games';

/** So many games by meaning, the nearest. */
const MOST_NEAR = 1_000;

/** All games that a search finds, also those beyond what can be paged through: what its facets count. */
@UseCase()
export class FoundGames {
  constructor(
    private readonly engines: SearchEngines,
    private readonly meant: MeantGames,
  ) {}

  async execute({ q, mode, filters }: Omit<SearchQuestion, 'offset' | 'limit'>): Promise<readonly number[]> {
    const query = parseQuery(q);
    if (mode === 'lexical' || mode === 'exact') return (await this.byWords({ query, mode, filters })).games;
    const words = { query, mode: 'lexical', filters } as const;
    if (mode === 'semantic') return (await this.byMeaning(words, query.text)) ?? (await this.byWords(words)).games;
    const { games, corrected } = await this.byWords(words);
    return [...new Set([...games, ...((await this.byMeaning(words, corrected ?? query.text)) ?? [])])];
  }

  private async byWords(question: WordsQuestion): Promise<EveryGame> {
    const { answer } = await this.engines.ask((search) => search.every(question));
    return answer;
  }

  /** Null: meaning cannot be asked now. */
  private async byMeaning({ query, filters }: WordsQuestion, text: string): Promise<readonly number[] | null> {
    const { state, near } = await this.meant.near(query, { text, filters, limit: MOST_NEAR });
    return state === 'ready' ? near.map(({ id }) => id) : null;
  }
}
