import type { CatalogueSession } from '../../application/catalogue-session';
import type { Surroundings } from '../../domain/matching/match-record';
import { firstWordOf } from '../../domain/matching/same-beginnings';
import { allRows, type MatchRow, matchRows, ROW, type Told } from './match-rows';

/** From so many records on, it costs less to look at all others than to seek the ones alike. */
const MANY = 300;

/** Least similarity of titles, a little below what matching asks: the last digit of a quotient is not its last word. */
const ALIKE = `SELECT set_config('pg_trgm.similarity_threshold', '0.74', true)`;

const WITHIN = `n.source <> c.source AND n.families && c.families AND n.numbers = c.numbers AND n.withdrawn_at IS NULL`;

/** Where the locale is C, other letters than a to z are none to pg_trgm. */
const HAS_OTHER_LETTERS = (key: string): string => `octet_length(${key}) <> char_length(${key})`;

/**
 * Titles are taken whole: which rows are one work is seen by all rows of the title. `w.word || '!'` is the first text
 * after all that begin with `w.word || ' '`. OFFSET 0: one title or word after the other, each by its index.
 */
const RESEMBLING = `
  WITH c AS MATERIALIZED (SELECT * FROM game_record WHERE id = ANY($1) AND title_key <> ''),
    other AS MATERIALIZED (SELECT * FROM c WHERE ${HAS_OTHER_LETTERS('title_key')}),
    alike AS (
      SELECT n.title_key FROM c CROSS JOIN LATERAL (
        SELECT * FROM game_record r WHERE r.title_key % c.title_key AND r.withdrawn_at IS NULL OFFSET 0) n WHERE ${WITHIN}
      UNION SELECT n.title_key FROM other c JOIN game_record n ON ${WITHIN} AND ${HAS_OTHER_LETTERS('n.title_key')})
  SELECT id FROM game_record WHERE title_key IN (SELECT title_key FROM alike) AND withdrawn_at IS NULL
  UNION SELECT n.id FROM unnest($2::text[]) AS w (word) CROSS JOIN LATERAL (
    SELECT id FROM game_record WHERE withdrawn_at IS NULL
      AND (title_key = w.word OR (title_key > w.word || ' ' AND title_key < w.word || '!')) OFFSET 0) n`;

/** Asked apart: of ids that are given the database knows how few they are. */
const WITH_GAMES = `SELECT ${ROW} WHERE r.withdrawn_at IS NULL
  AND m.game_id IN (SELECT game_id FROM game_member WHERE record_id = ANY($1))`;

/**
 * Live records outside that may resemble one of these, or whose title begins with a word of these or of the touched ones,
 * as they are and as they were; with all others of their games. May tell of more than needed.
 */
export async function surroundingsOf(
  session: CatalogueSession,
  rows: readonly MatchRow[],
  touched: readonly MatchRow[],
): Promise<Surroundings> {
  const inside = new Set(rows.map(({ record }) => record.id));
  const firstWords = new Set([...rows, ...touched].map(({ record }) => firstWordOf(record.key)));
  firstWords.delete('');
  const found = rows.length < MANY ? await around(session, [...inside], [...firstWords]) : await allRows(session);
  return {
    neighbours: found.flatMap(({ record, place }) =>
      place && !inside.has(record.id) ? [{ record, game: place.game }] : [],
    ),
    firstWords,
  };
}

async function around(
  session: CatalogueSession,
  inside: readonly number[],
  firstWords: readonly string[],
): Promise<readonly MatchRow[]> {
  await session.query(ALIKE);
  const { rows: found } = await session.query<{ id: string }>(RESEMBLING, [inside, firstWords]);
  const { rows } = await session.query<Told>(WITH_GAMES, [found.map(({ id }) => id)]);
  return matchRows(rows);
}
