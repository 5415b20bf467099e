import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type Corrections, type StemsOf, wordsOfQuery, lexemesQuery } from '../../domain/search/text-query';
import type { WordList } from '../../domain/search/word-list';
import { GameWords } from './game-words';

interface Doubt {
  readonly word: string;
  readonly neighbours: ReturnType<WordList['neighbours']>;
}

const MOST_WORDS = 10;

/** What a word of the query may have been meant for, judged by the titles of the catalogue. */
@Injectable()
export class Spelling {
  constructor(
    private readonly database: Database,
    private readonly words: GameWords,
  ) {}

  /**
   * Corrections of words that no title has, as one word or as several. One that more texts have than titles have its best
   * correction is no slip.
   */
  async corrections(query: ParsedQuery, stemsOf: StemsOf): Promise<Corrections> {
    const known = await this.words.current();
    const doubts = [...new Set(wordsOfQuery(query).map(({ folded }) => folded))]
      .filter((word) => !known.has(word))
      .map((word): Doubt => ({ word, neighbours: known.neighbours(word, MOST_WORDS) }))
      .filter(({ neighbours }) => neighbours.length > 0);
    if (doubts.length === 0) return new Map();
    const slips = await this.slips(doubts, stemsOf);
    return new Map(
      doubts.filter((_, i) => slips[i]).map((doubt) => [doubt.word, doubt.neighbours.map(({ word }) => word)]),
    );
  }

  private async slips(doubts: readonly Doubt[], stemsOf: StemsOf): Promise<readonly boolean[]> {
    const to = new SqlParameters();
    const columns = doubts.map(({ word, neighbours }, i) => {
      const asItIs = `${to.add(lexemesQuery([word]))}::tsquery`;
      const stemmed = `${to.add(lexemesQuery(stemsOf(word).lexemes))}::tsquery`;
      const enough = to.add(neighbours[0]?.games ?? 0);
      return `(NOT EXISTS (SELECT FROM game_search s WHERE s.names @@ ${asItIs})
        AND (SELECT count(*) FROM (SELECT FROM game_document s WHERE s.document @@ ${stemmed} LIMIT ${enough}) d) < ${enough}) AS w${i}`;
    });
    const { rows } = await this.database.query<Record<string, boolean>>(`SELECT ${columns.join(', ')}`, to.values);
    return doubts.map((_, i) => rows[0]?.[`w${i}`] === true);
  }
}
