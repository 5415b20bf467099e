import type { estypes } from '@elastic/elasticsearch';
import {
  type EveryGame,
  GameSearch,
  type Highlights,
  type LexicalAnswer,
  type LexicalQuestion,
  MOST_FOUND,
  SearchUnavailable,
  type Suggestion,
  type WordsQuestion,
} from '../../application/search/game-search';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { queryWords } from '../../domain/search/query-words';
import { correctedText, type Corrections, stemmedWords } from '../../domain/search/text-query';
import { CircuitBreaker } from './circuit-breaker';
import type { ElasticsearchConnection } from './elasticsearch-connection';
import { searchUnavailable } from './engine-failure';
import { highlightBody, highlightsOf } from './highlight-body';
import { allowedBody, everyBody, searchBody, WINDOW } from './search-body';
import { type Place, suggestBody } from './suggest-body';
import { SHOWN, WordsClause } from './words-clause';
import type { GameWords } from '../postgres-search/game-words';
import type { Spelling } from '../postgres-search/spelling';
import type { WordStems } from '../postgres-search/word-stems';

const PATIENCE_MS = 2000;

export interface Vocabulary {
  readonly stems: WordStems;
  readonly spelling: Spelling;
  readonly words: GameWords;
}

/** Games by words, by Elasticsearch. What a word may have been meant for is judged as PostgreSQL's search does. */
export class ElasticsearchSearch extends GameSearch {
  readonly engine = 'elasticsearch';
  private readonly breaker = new CircuitBreaker();

  constructor(
    private readonly connection: ElasticsearchConnection,
    private readonly alias: string,
    private readonly vocabulary: Vocabulary,
  ) {
    super();
  }

  async search(question: LexicalQuestion): Promise<LexicalAnswer> {
    const { query } = question;
    if (query.text === '') return { hits: [], total: 0, capped: false, suggestions: [] };
    const { words, corrections } = await this.understood(query);
    const { hits } = await this.ask(searchBody(question, words, corrections));
    const total = totalOf(hits);
    return {
      hits: hits.hits.map(({ _id: id, _score: score }) => ({ id: Number(id), score: score ?? 0 })),
      total: Math.min(total, MOST_FOUND),
      capped: total > MOST_FOUND,
      suggestions: [...corrections.values()].flat(),
      ...(corrections.size > 0 && { corrected: correctedText(query, corrections) }),
    };
  }

  async every(question: WordsQuestion): Promise<EveryGame> {
    const { query } = question;
    if (query.text === '') return { games: [] };
    const { words, corrections } = await this.understood(query);
    const { hits } = await this.ask(everyBody(question, words, corrections));
    if (totalOf(hits) > WINDOW) throw new SearchUnavailable('too-many');
    return {
      games: hits.hits.map(({ _id: id }) => Number(id)),
      ...(corrections.size > 0 && { corrected: correctedText(query, corrections) }),
    };
  }

  async allowed(query: ParsedQuery, games: readonly number[]): Promise<readonly number[]> {
    const { words } = await this.understood(query);
    const { hits } = await this.ask(allowedBody(games, words));
    return hits.hits.map(({ _id: id }) => Number(id));
  }

  async highlights(query: ParsedQuery, games: readonly number[]): Promise<ReadonlyMap<number, Highlights>> {
    if (games.length === 0 || query.text === '') return new Map();
    const { words, corrections } = await this.understood(query);
    const { hits } = await this.ask(highlightBody(words.any(SHOWN, corrections), games));
    const found = hits.hits.map(({ _id: id, highlight = {} }) => [Number(id), highlightsOf(highlight)] as const);
    return new Map(found.filter(([, shown]) => Object.keys(shown).length > 0));
  }

  async suggest(text: string, limit: number): Promise<readonly Suggestion[]> {
    const typed = queryWords(text).map(({ folded }) => folded);
    if (typed.length === 0) return [];
    const found = await this.begun(
      typed.map((word) => [word]),
      limit,
      [],
    );
    if (found.length >= limit) return found;
    const meant = (await this.vocabulary.words.current()).meant(typed);
    if (meant.every((words) => words.length === 1)) return found;
    const more = await this.begun(
      meant,
      limit - found.length,
      found.map(({ id }) => id),
    );
    return [...found, ...more];
  }

  private async begun(places: readonly Place[], limit: number, without: readonly number[]): Promise<Suggestion[]> {
    const { hits } = await this.ask<Suggestion>(suggestBody(places, limit, without));
    return hits.hits.flatMap(({ _source: game }) => (game ? [{ ...game, year: game.year ?? null }] : []));
  }

  private async understood(query: ParsedQuery): Promise<{ words: WordsClause; corrections: Corrections }> {
    const stemsOf = await this.vocabulary.stems.of(stemmedWords(query));
    const corrections = await this.vocabulary.spelling.corrections(query, stemsOf);
    return { words: new WordsClause(query, stemsOf), corrections };
  }

  private ask<Source>(body: estypes.SearchRequest): Promise<estypes.SearchResponse<Source>> {
    return this.breaker.run(async () => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        const client = await this.connection.client();
        const answer = await client.search<Source>({ ...body, index: this.alias }, { signal });
        if (answer.timed_out || answer._shards.failed > 0) throw new Error('Elasticsearch answered in part only');
        return answer;
      } catch (error) {
        throw signal.aborted ? new SearchUnavailable('timeout', error) : searchUnavailable(error);
      }
    });
  }
}

const totalOf = ({ total }: estypes.SearchHitsMetadata): number =>
  typeof total === 'number' ? total : (total?.value ?? 0);
