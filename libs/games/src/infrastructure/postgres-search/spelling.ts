import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type Corrections, lexemesQuery, type StemsOf, wordsOfQuery } from '../../domain/search/text-query';
import type { WordList } from '../../domain/search/word-list';
import { GameWords } from './game-words';

interface Doubt {
  readonly word: string;
  readonly neighbours: ReturnType<WordList['neighbours']>;
}

const MOST_WORDS = 10;

/** A word of so many texts is no slip, whatever titles have. */
const MANY_TEXTS = 50;

const MOST_KEPT = 5_000;

/** What a word of the query may have been meant for, judged by the titles of the catalogue. */
@Injectable()
export class Spelling {
  /** Of each word that no title has: its corrections, as long as the catalogue stays as it is. */
  private judged = new Map<string, readonly string[]>();
  private judgedBy: WordList | undefined;

  constructor(
    private readonly database: Database,
    private readonly words: GameWords,
  ) {}

  /**
   * Corrections of words that no title has, as one word or as several. One that as many texts have as titles have its best
   * correction is no slip.
   */
  async corrections(query: ParsedQuery, stemsOf: StemsOf): Promise<Corrections> {
    const known = await this.words.current();
    const judged = this.judgedIn(known);
    const words = wordsOfQuery(query).filter(({ typed, folded }) => !known.has(folded) && !stemsOf(typed).stop);
    const unknown = [...new Set(words.map(({ folded }) => folded))];
    const doubts = unknown
      .filter((word) => !judged.has(word))
      .map((word): Doubt => ({ word, neighbours: known.neighbours(word, MOST_WORDS) }));
    await this.judge(doubts, stemsOf, judged);
    return new Map(
      unknown.flatMap((word) => {
        const corrections = judged.get(word) ?? [];
        return corrections.length === 0 ? [] : [[word, corrections] as const];
      }),
    );
  }

  private judgedIn(known: WordList): Map<string, readonly string[]> {
    if (this.judgedBy !== known || this.judged.size > MOST_KEPT) this.judged = new Map();
    this.judgedBy = known;
    return this.judged;
  }

  private async judge(
    doubts: readonly Doubt[],
    stemsOf: StemsOf,
    judged: Map<string, readonly string[]>,
  ): Promise<void> {
    const open = doubts.filter(({ neighbours }) => neighbours.length > 0);
    const slips = open.length > 0 ? await this.slips(open, stemsOf) : [];
    for (const { word } of doubts) judged.set(word, []);
    for (const { word, neighbours } of open.filter((_, i) => slips[i]))
      judged.set(
        word,
        neighbours.map((neighbour) => neighbour.word),
      );
  }

  private async slips(doubts: readonly Doubt[], stemsOf: StemsOf): Promise<readonly boolean[]> {
    const to = new SqlParameters();
    const columns = doubts.map(({ word, neighbours }, i) => {
      const asItIs = `${to.add(lexemesQuery([word]))}::tsquery`;
      const stemmed = `${to.add(lexemesQuery(stemsOf(word).lexemes))}::tsquery`;
      const enough = to.add(Math.min(neighbours[0]?.games ?? 0, MANY_TEXTS));
      return `(NOT EXISTS (SELECT FROM game_search s WHERE s.names @@ ${asItIs})
        AND (SELECT count(*) FROM (SELECT FROM game_document s WHERE s.document @@ ${stemmed} LIMIT ${enough}) d) < ${enough}) AS w${i}`;
    });
    const { rows } = await this.database.query<Record<string, boolean>>(`SELECT ${columns.join(', ')}`, to.values);
    return doubts.map((_, i) => rows[0]?.[`w${i}`] === true);
  }
}
