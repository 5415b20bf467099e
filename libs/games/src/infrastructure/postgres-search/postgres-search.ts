import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type EveryGame,
  GameSearch,
  type Highlights,
  type LexicalAnswer,
  type LexicalHit,
  type LexicalQuestion,
  MOST_FOUND,
  type Suggestion,
  type WordsQuestion,
} from '../../application/search/game-search';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import {
  asTyped,
  correctedText,
  type Corrections,
  excludedBy,
  stemmedWords,
  type StemsOf,
  textQuery,
} from '../../domain/search/text-query';
import { wholeForms } from '../../domain/search/query-words';
import { highlightsIn } from './game-highlights';
import { GameSuggestions } from './game-suggestions';
import {
  allowedStatement,
  everyStatement,
  namedStatement,
  othersStatement,
  type Statement,
  totalStatement,
  type Wanted,
} from './search-statements';
import { Spelling } from './spelling';
import { WordStems } from './word-stems';

/** Of more games that are found by their texts, only the best known are told apart by how often the words occur. */
const RANKED = 300;

/** Games by words, by PostgreSQL's own means: nothing else needs to run. */
@Injectable()
export class PostgresSearch extends GameSearch {
  readonly engine = 'postgresql';

  constructor(
    private readonly database: Database,
    private readonly spelling: Spelling,
    private readonly stems: WordStems,
    private readonly suggestions: GameSuggestions,
  ) {
    super();
  }

  async search(question: LexicalQuestion): Promise<LexicalAnswer> {
    const { query, offset, limit, counted = true } = question;
    if (query.text === '') return { hits: [], total: 0, capped: false, suggestions: [] };
    const { wanted, corrections } = await this.wanted(question);
    const { hits, total } = await this.first(wanted, Math.min(offset + limit, MOST_FOUND), counted);
    return {
      hits: hits.slice(offset),
      total: Math.min(total, MOST_FOUND),
      capped: total > MOST_FOUND,
      suggestions: [...corrections.values()].flat(),
      ...(corrections.size > 0 && { corrected: correctedText(query, corrections) }),
    };
  }

  async every(question: WordsQuestion): Promise<EveryGame> {
    const { query } = question;
    if (query.text === '') return { games: [] };
    const { wanted, corrections } = await this.wanted(question);
    const rows = await this.rows<{ id: number }>(everyStatement(wanted));
    return {
      games: rows.map(({ id }) => id),
      ...(corrections.size > 0 && { corrected: correctedText(query, corrections) }),
    };
  }

  async allowed(query: ParsedQuery, games: readonly number[]): Promise<readonly number[]> {
    const exclusions = excludedBy(query, await this.stems.of(stemmedWords(query)));
    if (exclusions === null) return games;
    return (await this.rows<{ id: number }>(allowedStatement(exclusions, games))).map(({ id }) => id);
  }

  async highlights(query: ParsedQuery, games: readonly number[]): Promise<ReadonlyMap<number, Highlights>> {
    if (games.length === 0 || query.text === '') return new Map();
    const stemsOf = await this.stems.of(stemmedWords(query));
    const corrections = await this.spelling.corrections(query, stemsOf);
    return highlightsIn(this.database, textQuery(query, stemsOf, corrections), games);
  }

  suggest(text: string, limit: number): Promise<readonly Suggestion[]> {
    return this.suggestions.of(text, limit);
  }

  private async wanted({ query, mode, filters }: WordsQuestion): Promise<{ wanted: Wanted; corrections: Corrections }> {
    const stemsOf = await this.stems.of(stemmedWords(query));
    const corrections = await this.spelling.corrections(query, stemsOf);
    const asked = mode === 'exact' ? exactly(query) : loosely(query, stemsOf, corrections);
    return { wanted: { ...asked, exclusions: excludedBy(query, stemsOf), filters }, corrections };
  }

  /**
   * Names come first, from short rows; the other games, which may be half of the catalogue, are only looked at where names
   * do not fill the page.
   */
  private async first(wanted: Wanted, most: number, counted: boolean): Promise<Pick<LexicalAnswer, 'hits' | 'total'>> {
    const names = await this.rows<LexicalHit & { named: number }>(namedStatement(wanted, most));
    const named = names[0]?.named ?? 0;
    const hits = names.map(({ id, score }) => ({ id, score }));
    if (wanted.namesAlone) return { hits, total: named };
    const missing = most - hits.length;
    if (missing <= 0) return { hits, total: counted ? await this.total(wanted) : named };
    const others = await this.others(wanted, hits, missing);
    return { hits: [...hits, ...others.hits.slice(0, missing)], total: named + others.total };
  }

  /** In front those that are told apart. */
  private async others(
    wanted: Wanted,
    named: readonly LexicalHit[],
    missing: number,
  ): Promise<Pick<LexicalAnswer, 'hits' | 'total'>> {
    const rows = await this.rows<{ id: number; score: number | null; found: number }>(
      othersStatement(wanted, {
        without: named.map(({ id }) => id),
        most: Math.max(missing, RANKED),
        ...{ ranked: RANKED, counted: MOST_FOUND + 1 },
      }),
    );
    const best = rows.slice(0, RANKED).map(({ id, score }) => ({ id, score: score ?? 0 }));
    best.sort((a, b) => b.score - a.score || a.id - b.id);
    const rest = rows.slice(RANKED).map(({ id }, i) => ({ id, score: -i }));
    return { hits: [...best, ...rest], total: rows[0]?.found ?? 0 };
  }

  private async total(wanted: Wanted): Promise<number> {
    const [row] = await this.rows<{ total: number }>(totalStatement(wanted, MOST_FOUND + 1));
    return row?.total ?? 0;
  }

  private async rows<Row extends object>({ sql, values }: Statement): Promise<readonly Row[]> {
    return (await this.database.query<Row>(sql, values)).rows;
  }
}

type Asked = Pick<Wanted, 'query' | 'nearest' | 'forms' | 'namesAlone'>;

const exactly = (query: ParsedQuery): Asked => ({
  query: asTyped(query, true),
  nearest: null,
  forms: wholeForms(query.text),
  namesAlone: true,
});

function loosely(query: ParsedQuery, stemsOf: StemsOf, corrections: Corrections): Asked {
  const corrected = correctedText(query, corrections);
  return {
    query: textQuery(query, stemsOf, corrections),
    nearest: corrections.size > 0 ? textQuery(query, stemsOf, corrections, 1) : null,
    forms: [...new Set([...wholeForms(query.text), ...wholeForms(corrected)])],
    namesAlone: false,
  };
}
