import type { CatalogueSession } from '../../application/catalogue-session';
import type { Neighbour } from '../../domain/matching/match-record';
import { allRows, type MatchRow, matchRows, ROW, type Told } from './match-rows';

/** From so many records on, it costs less to look at all others than to seek the ones alike. */
const MANY = 300;

/** Least similarity of titles, a little below what matching asks: the last digit of a quotient is not its last word. */
const ALIKE = `SELECT set_config('pg_trgm.similarity_threshold', '0.74', true)`;

const WITHIN = 'n.withdrawn_at IS NULL AND n.families && c.families AND n.source <> c.source';

/** `key || '!'` is the first text after all that begin with `key || ' '`. */
const LONGER = (key: string): string => `n.title_key > ${key} || ' ' AND n.title_key < ${key} || '!'`;

const RESEMBLING = `SELECT ${ROW} WHERE r.withdrawn_at IS NULL AND NOT r.id = ANY($1) AND m.game_id IN (
  WITH c AS MATERIALIZED (
    SELECT *, split_part(title_key, ' ', 1) COLLATE "C" AS word FROM game_record WHERE id = ANY($1) AND title_key <> '')
  SELECT game_id FROM game_member WHERE record_id IN (
    SELECT n.id FROM c JOIN game_record n ON n.title_key % c.title_key AND n.numbers = c.numbers AND ${WITHIN}
    UNION SELECT n.id FROM c JOIN game_record n
      ON (n.title_key = c.word OR (${LONGER('c.word')})) AND n.company_keys && c.company_keys AND ${WITHIN}
    UNION SELECT n.id FROM c JOIN game_record n
      ON ${LONGER('c.title_key')} AND n.title_key LIKE '% edition' AND n.withdrawn_at IS NULL
    UNION SELECT id FROM game_record WHERE title_key = ANY($2) AND withdrawn_at IS NULL))`;

/** Live records outside that may resemble one of these, with all others of their games. May tell of more than needed. */
export async function neighboursOf(
  session: CatalogueSession,
  rows: readonly MatchRow[],
): Promise<readonly Neighbour[]> {
  const inside = new Set(rows.map(({ record }) => record.id));
  const found = rows.length < MANY ? await resembling(session, rows, [...inside]) : await allRows(session);
  return found.flatMap(({ record, place }) => (place && !inside.has(record.id) ? [{ record, game: place.game }] : []));
}

async function resembling(
  session: CatalogueSession,
  rows: readonly MatchRow[],
  inside: readonly number[],
): Promise<readonly MatchRow[]> {
  await session.query(ALIKE);
  const bases = rows.flatMap(({ record: { key } }) => (key.endsWith(' edition') ? beginnings(key) : []));
  const { rows: found } = await session.query<Told>(RESEMBLING, [inside, [...new Set(bases)]]);
  return matchRows(found);
}

/** What an edition of an unknown name may be an edition of: `far cry gold` → `far`, `far cry`. */
function beginnings(key: string): readonly string[] {
  const words = key.split(' ');
  return words.slice(1).map((_, i) => words.slice(0, i + 1).join(' '));
}
