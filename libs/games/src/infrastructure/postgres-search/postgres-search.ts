import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  GameSearch,
  type Highlights,
  type LexicalAnswer,
  type LexicalQuestion,
  type Suggestion,
} from '../../application/search/game-search';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { compactOf, queryWords } from '../../domain/search/query-words';
import { titleFeatures } from '../../domain/title/title-key';
import { GameHighlights } from './game-highlights';
import { GameSuggestions } from './game-suggestions';
import { searchStatement, type Wanted } from './search-statement';
import { Spelling } from './spelling';
import { type Corrections, WordsQuery } from './words-query';

interface Found {
  readonly total: number;
  readonly hits: readonly (readonly [id: number, score: number])[] | null;
}

/** Games by words, by PostgreSQL's own means: nothing else needs to run. */
@Injectable()
export class PostgresSearch extends GameSearch {
  readonly engine = 'postgresql';

  constructor(
    private readonly database: Database,
    private readonly spelling: Spelling,
    private readonly found: GameHighlights,
    private readonly suggestions: GameSuggestions,
  ) {
    super();
  }

  async search(question: LexicalQuestion): Promise<LexicalAnswer> {
    const { query, mode, filters, offset, limit } = question;
    if (query.text === '') return { hits: [], total: 0, suggestions: [] };
    const corrections = await this.spelling.corrections(query);
    const to = new SqlParameters();
    const words = new WordsQuery(query, to);
    const asked = mode === 'exact' ? exactly(query, words) : loosely(query, words, corrections);
    const wanted = { ...asked, exclusions: words.exclusions(), filters, offset, limit };
    const { rows } = await this.database.query<Found>(searchStatement(wanted, to), to.values);
    const { total = 0, hits = [] } = rows[0] ?? {};
    return {
      hits: (hits ?? []).map(([id, score]) => ({ id, score })),
      total,
      suggestions: [...corrections.values()].flat(),
    };
  }

  async highlights(query: ParsedQuery, games: readonly number[]): Promise<ReadonlyMap<number, Highlights>> {
    return this.found.of(query, await this.spelling.corrections(query), games);
  }

  suggest(text: string, limit: number): Promise<readonly Suggestion[]> {
    return this.suggestions.of(text, limit);
  }
}

type Asked = Pick<Wanted, 'query' | 'nearest' | 'forms' | 'exactly'>;

/** A name as it is compared as a whole: without blanks, and by the key of titles. */
const formsOf = (text: string): readonly string[] =>
  [compactOf(text), titleFeatures(text).key.replaceAll(' ', '')].filter((form) => form !== '');

function exactly(query: ParsedQuery, words: WordsQuery): Asked {
  const folded = queryWords(query.text).map((word) => word.folded);
  return { query: words.asTyped(), forms: formsOf(query.text), exactly: folded };
}

function loosely(query: ParsedQuery, words: WordsQuery, corrections: Corrections): Asked {
  const corrected = queryWords(query.text).map(({ folded }) => corrections.get(folded)?.[0] ?? folded);
  const forms = [...new Set([...formsOf(query.text), ...formsOf(corrected.join(' '))])];
  const nearest = corrections.size > 0 ? words.sql(corrections, 1) : undefined;
  return { query: words.sql(corrections), nearest, forms };
}
