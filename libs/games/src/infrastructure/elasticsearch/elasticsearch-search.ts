import type { Client, estypes } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
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
import type { Place } from '../../domain/search/word-list';
import { correctedText, type Corrections, stemmedWords } from '../../domain/search/text-query';
import { CircuitBreaker } from './circuit-breaker';
import type { ElasticsearchConnection } from './elasticsearch-connection';
import { searchUnavailable } from './engine-failure';
import { highlightBody, highlightsOf } from './highlight-body';
import type { IndexLag } from './index-lag';
import { allowedBody, everyBody, searchBody, WINDOW } from './search-body';
import { suggestBody } from './suggest-body';
import { SHOWN, WordsClause } from './words-clause';
import type { GameWords } from '../postgres-search/game-words';
import { suggested } from '../postgres-search/suggested';
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
    private readonly lag: IndexLag,
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

  suggest(text: string, limit: number): Promise<readonly Suggestion[]> {
    const { words } = this.vocabulary;
    return suggested(text, { limit, words, find: (places, most, without) => this.begun(places, most, without) });
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

  /** Never from an index that lacks much of the catalogue, or all of it: what it does not find may be there all the same. */
  private async ask<Source>(body: estypes.SearchRequest): Promise<estypes.SearchResponse<Source>> {
    if (await this.lag.isLong()) throw new SearchUnavailable('index-behind');
    const answer = await this.request((client, within) =>
      client.search<Source>({ ...body, index: this.alias }, within),
    );
    if (totalOf(answer.hits) === 0 && (await this.lacksAll())) throw new SearchUnavailable('index-behind');
    return answer;
  }

  private async lacksAll(): Promise<boolean> {
    const { count } = await this.request((client, within) => client.count({ index: this.alias }, within));
    return count === 0 && (await this.lag.hasGames());
  }

  private request<Answer extends Shards>(
    send: (client: Client, within: { readonly signal: AbortSignal }) => Promise<Answer>,
  ): Promise<Answer> {
    return this.breaker.run(async () => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        const answer = await send(await this.connection.client(), { signal });
        if (answer.timed_out === true || answer._shards.failed > 0)
          throw new Error('Elasticsearch answered in part only');
        return answer;
      } catch (error) {
        throw signal.aborted ? new SearchUnavailable('timeout', error) : searchUnavailable(error);
      }
    });
  }
}

type Shards = Pick<estypes.CountResponse, '_shards'> & Partial<Pick<estypes.SearchResponse, 'timed_out'>>;

const totalOf = ({ total }: estypes.SearchHitsMetadata): number =>
  typeof total === 'number' ? total : (total?.value ?? 0);
