import { conditionsOf, type FieldTable, SqlParameters } from '@hexagone/platform';
import type { GameFilter } from '../../application/search/game-filter';
import { GAME_FIELDS } from '../listing/game-fields';

/** The kind of a game stands beside its words: most searches need nothing else of it. */
const FIELDS: FieldTable = { ...GAME_FIELDS, kind: { ...GAME_FIELDS['kind'], sql: 's.kind' } };

/** Name 4, other names 3, keywords and genres 1.5, texts 1; in the order that ts_rank wants. */
const IN_DOCUMENT = `'{0.25, 0.375, 0.75, 1}'::real[]`;
/** The same of names, where what stands for a word counts a little less than the word itself. */
const IN_NAMES = `'{0.6, 0.8, 0.75, 1}'::real[]`;

/** More names than that are not all judged: the best known are. */
const MOST_JUDGED = 2_000;

/** What is looked for; texts are `tsquery`s. */
export interface Wanted {
  readonly query: string;
  /** The same with the nearest correction of each word alone; null: nothing was corrected. */
  readonly nearest: string | null;
  readonly exclusions: string | null;
  /** What a name may be equal to, or begin with, without blanks. */
  readonly forms: readonly string[];
  /** Other fields do not count. */
  readonly namesAlone: boolean;
  readonly filters: readonly GameFilter[];
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** FROM and further conditions of `table s`. */
function sourceOf(table: string, { filters, exclusions }: Wanted, to: SqlParameters): { from: string; where: string } {
  const beyond = filters.some(({ field }) => field !== 'kind');
  const conditions = conditionsOf(
    filters.map((filter) => ({ ...filter, sql: '' })),
    FIELDS,
    to,
  );
  const excluded = (query: string): string =>
    `NOT EXISTS (SELECT FROM game_document x WHERE x.game_id = s.game_id AND x.document @@ ${query}::tsquery)`;
  const all = exclusions === null ? conditions : [...conditions, excluded(to.add(exclusions))];
  return {
    from: `${table} s${beyond ? ' JOIN game g ON g.id = s.game_id' : ''}`,
    where: all.map((condition) => ` AND ${condition}`).join(''),
  };
}

/** How good a name is: equal 4, it begins so 3, all words are in it 2 (by the nearest corrections) or 1. */
function nameTier({ forms, nearest }: Wanted, to: SqlParameters): string {
  const known = `${to.add(forms)}::text[]`;
  const within = nearest === null ? 'ELSE 2' : `WHEN names @@ ${to.add(nearest)}::tsquery THEN 2 ELSE 1`;
  return `CASE WHEN compact = ANY(${known}) OR key = ANY(${known}) THEN 4
    WHEN compact ^@ ANY(${known}) OR key ^@ ANY(${known}) THEN 3 ${within} END`;
}

/** Games whose names have all words: id, score, best first, and how many there are in all. */
export function namedStatement(wanted: Wanted, most: number): Statement {
  const to = new SqlParameters();
  const query = `${to.add(wanted.query)}::tsquery`;
  const { from, where } = sourceOf('game_search', wanted, to);
  const sql = `SELECT id, ${nameTier(wanted, to)} + ts_rank(${IN_NAMES}, names, ${query}, 1) AS score, count(*) OVER ()::integer AS named
    FROM (SELECT s.game_id AS id, s.compact, s.key, s.names FROM ${from} WHERE s.names @@ ${query}${where}
      ORDER BY s.popularity DESC, s.game_id LIMIT ${MOST_JUDGED}) n
    ORDER BY score DESC, id LIMIT ${to.add(most)}`;
  return { sql, values: to.values };
}

export interface OthersWanted {
  /** Those whose names have all words. */
  readonly without: readonly number[];
  /** So many at most, of which the first `ranked` are told apart. */
  readonly most: number;
  readonly ranked: number;
  /** More are not counted. */
  readonly counted: number;
}

/** The other games, the best known first, with how well they fit, and how many there are. */
export function othersStatement(wanted: Wanted, { without, most, ranked, counted }: OthersWanted): Statement {
  const to = new SqlParameters();
  const query = `${to.add(wanted.query)}::tsquery`;
  const { from, where } = sourceOf('game_document', wanted, to);
  const sql = `WITH found AS MATERIALIZED (
      SELECT s.game_id AS id, row_number() OVER (ORDER BY s.popularity DESC, s.game_id) AS place
      FROM ${from} WHERE s.document @@ ${query}${where} AND s.game_id <> ALL(${to.add(without)}::integer[])
      ORDER BY s.popularity DESC, s.game_id LIMIT ${to.add(counted)})
    SELECT f.id, CASE WHEN f.place <= ${to.add(ranked)} THEN ts_rank(${IN_DOCUMENT}, d.document, ${query}, 1) END AS score,
      (SELECT count(*)::integer FROM found) AS found
    FROM found f JOIN game_document d ON d.game_id = f.id WHERE f.place <= ${to.add(most)} ORDER BY f.place`;
  return { sql, values: to.values };
}

/** The games that are wanted, in no order. */
function everySql(wanted: Wanted, to: SqlParameters): string {
  const table = wanted.namesAlone ? 'game_search' : 'game_document';
  const { from, where } = sourceOf(table, wanted, to);
  const words = wanted.namesAlone ? 's.names' : 's.document';
  return `SELECT s.game_id AS id FROM ${from} WHERE ${words} @@ ${to.add(wanted.query)}::tsquery${where}`;
}

export function everyStatement(wanted: Wanted): Statement {
  const to = new SqlParameters();
  return { sql: everySql(wanted, to), values: to.values };
}

/** How many games there are in all; beyond `most` that is not looked at. */
export function totalStatement(wanted: Wanted, most: number): Statement {
  const to = new SqlParameters();
  const sql = `SELECT count(*)::integer AS total FROM (${everySql(wanted, to)} LIMIT ${to.add(most)}) found`;
  return { sql, values: to.values };
}

/** Those of these games without what is excluded. */
export const allowedStatement = (exclusions: string, games: readonly number[]): Statement => ({
  sql: `SELECT game_id AS id FROM game_document WHERE game_id = ANY($1::integer[]) AND NOT document @@ $2::tsquery`,
  values: [games, exclusions],
});
