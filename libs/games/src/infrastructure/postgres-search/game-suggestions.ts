import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Suggestion } from '../../application/search/game-search';
import type { Place } from '../../domain/search/word-list';
import { GameWords } from './game-words';
import { suggested } from './suggested';

/** Names that begin so, then names with a word that begins so, then names with typos, the nearer first; of each the best known first. */
@Injectable()
export class GameSuggestions {
  constructor(
    private readonly database: Database,
    private readonly words: GameWords,
  ) {}

  of(text: string, limit: number): Promise<readonly Suggestion[]> {
    const { words } = this;
    return suggested(text, { limit, words, find: (places, most, without) => this.find(places, most, without) });
  }

  private async find(places: readonly Place[], limit: number, without: readonly number[]): Promise<Suggestion[]> {
    const to = new SqlParameters();
    const asked = to.add(places.map((place, i) => anyOf(place, i === places.length - 1)).join(' & '));
    const begin = `${to.add(places.map(([word = '']) => word).join(''))}::text`;
    const skipped = `${to.add(without)}::integer[]`;
    const most = to.add(limit);
    const { rows } = await this.database.query<Suggestion>(
      `WITH begun AS MATERIALIZED (
         SELECT game_id AS id, popularity, true AS begins FROM game_search s
         WHERE s.compact LIKE ${to.add(`${places.map(([word = '']) => word).join('')}%`)} AND s.compact ^@ ${begin} AND s.game_id <> ALL(${skipped})
         ORDER BY popularity DESC, id LIMIT ${most}),
       within AS MATERIALIZED (
         SELECT game_id AS id, popularity, false AS begins FROM game_search s
         WHERE s.names @@ ${asked}::tsquery AND s.game_id <> ALL(${skipped}) AND NOT EXISTS (SELECT FROM begun b WHERE b.id = s.game_id)
         ORDER BY popularity DESC, id LIMIT greatest(0, ${most}::integer - (SELECT count(*) FROM begun)))
       SELECT g.id, g.name, g.first_release_year AS year, g.platforms
       FROM (SELECT * FROM begun UNION ALL SELECT * FROM within) h JOIN game g ON g.id = h.id
       ORDER BY h.begins DESC, h.popularity DESC, h.id`,
      to.values,
    );
    return rows;
  }
}

/** Words hold letters and digits alone: nothing in them needs to be escaped but by quotes. */
const anyOf = (words: Place, goesOn: boolean): string =>
  `(${words.map((word) => `'${word.replaceAll("'", "''")}'${goesOn ? ':*' : ''}`).join(' | ')})`;
