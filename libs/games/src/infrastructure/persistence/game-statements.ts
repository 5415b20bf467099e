import { jsonInstant, jsonObject } from '@hexagone/platform';
import { MEMBER_JSON } from '../catalogue/member-json';
import { RULES_IN_FORCE } from '../catalogue/rules-in-force';
import { GAME_MEMBERS } from './game-members';

const listOf = (item: string, order: string, from: string): string =>
  `(SELECT coalesce(json_agg(${item} ORDER BY ${order}), '[]') FROM ${from})`;

/** The live records of the game `g`. */
const RECORDS = 'game_member m JOIN game_record r ON r.id = m.record_id AND r.withdrawn_at IS NULL';

const COMPANIES = listOf(
  `json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'country', c.country, 'website', c.website)`,
  'c.slug',
  'game_company c WHERE c.slug = ANY(g.companies)',
);

const EDITIONS = listOf(
  'to_json(e)',
  'e.year, e.name COLLATE "C"',
  `(SELECT r.title AS name, r.edition, min(r.first_year) AS year,
      coalesce(array_agg(DISTINCT coalesce(p ->> 'slug', p ->> 'name')) FILTER (WHERE p IS NOT NULL), '{}') AS platforms,
      array_agg(DISTINCT r.source) AS sources
    FROM ${RECORDS} LEFT JOIN LATERAL jsonb_array_elements(r.facts -> 'platforms') p ON true
    WHERE m.game_id = g.id AND m.role = 'edition' GROUP BY r.title, r.edition) e`,
);

/** IGDB names the game that an addition belongs to; their index is in the order of the database. */
const PARENT = `r.raw ->> 'parent_game'`;

const SAID = `
  SELECT r.id, 'edition_of' AS relation FROM own o JOIN game_record r ON r.source = o.source AND r.source_key = o.edition_of
  UNION SELECT r.id, 'has_edition' FROM own o JOIN game_record r ON r.source = o.source AND r.edition_of = o.source_key
  UNION SELECT r.id, 'port_of' FROM own o JOIN game_record r ON r.source = o.source AND r.source_key = o.port_of
  UNION SELECT r.id, 'has_port' FROM own o JOIN game_record r ON r.source = o.source AND r.port_of = o.source_key
  UNION SELECT r.id, o.kind || '_of' FROM own o JOIN game_record r ON r.source = o.source AND r.source_key = o.parent
    WHERE o.source = 'igdb' AND o.kind <> 'game'
  UNION SELECT r.id, 'has_' || r.kind FROM own o JOIN game_record r ON r.source = 'igdb' AND ${PARENT} = o.source_key COLLATE "default"
    WHERE o.source = 'igdb' AND r.kind <> 'game'
  UNION SELECT v.candidate_id, v.reason FROM own o JOIN game_review v ON v.record_id = o.id WHERE v.state = 'open'
  UNION SELECT v.record_id, v.reason FROM own o JOIN game_review v ON v.candidate_id = o.id WHERE v.state = 'open'`;

const RELATED = `(WITH own AS (SELECT r.id, r.source, r.source_key, r.edition_of, r.port_of, r.kind, ${PARENT} AS parent
      FROM ${RECORDS} WHERE m.game_id = g.id),
    said AS (${SAID}),
    related AS (SELECT DISTINCT h.id, h.name, said.relation FROM said JOIN game_member m ON m.record_id = said.id
      JOIN game_record r ON r.id = said.id AND r.withdrawn_at IS NULL
      JOIN game h ON h.id = m.game_id AND h.state = 'live' WHERE h.id <> g.id)
  SELECT coalesce(json_agg(related ORDER BY id, relation), '[]') FROM related)`;

const HOMONYMS = listOf(
  `json_build_object('id', h.id, 'name', h.name, 'year', h.first_release_year)`,
  'h.first_release_year, h.id',
  `game h WHERE h.title_key = g.title_key AND h.title_key <> '' AND h.state = 'live' AND h.id <> g.id`,
);

const ONE = `FROM game g WHERE g.id = $1::bigint AND g.state <> 'gone'`;

export const VIEW = `SELECT g.merged_into AS "mergedInto", ${jsonObject(GAME_MEMBERS)} AS item, g.detail AS golden,
  ${COMPANIES} AS companies, ${EDITIONS} AS editions, ${RELATED} AS related, ${HOMONYMS} AS homonyms ${ONE}`;

const PLACED = listOf(
  `jsonb_build_object('member', ${MEMBER_JSON}::jsonb || jsonb_build_object('role', m.role), 'url', r.url, 'licence',
    CASE WHEN r.source = 'sql' THEN r.raw ->> 'licence' END, 'rule', m.rule, 'confidence', m.confidence, 'run', r.run_id)`,
  'r.source COLLATE "C", r.source_key',
  `${RECORDS} WHERE m.game_id = g.id`,
);

const PLACED_RECORDS = `g.merged_into AS "mergedInto", g.name, ${RULES_IN_FORCE} AS rules, ${PLACED} AS records`;

export const MEMBERS = `SELECT ${PLACED_RECORDS} ${ONE}`;

const instant = (sql: string): string => `${jsonInstant(sql)}::json`;

const named = (record: string): string =>
  `(SELECT json_build_object('source', n.source, 'source_key', n.source_key) FROM game_record n WHERE n.id = ${record})`;

/** Decisions about any record that is placed in the game, live or not. */
const DECIDED = `game_decision d WHERE EXISTS
  (SELECT FROM game_member m WHERE m.game_id = g.id AND m.record_id IN (d.record_a, d.record_b))`;

const DECISIONS = listOf(
  `json_build_object('id', d.id, 'verdict', d.verdict, 'reason', d.reason, 'decided_at', ${instant('d.decided_at')},
    'records', json_build_array(${named('d.record_a')}, ${named('d.record_b')}))`,
  'd.id',
  `${DECIDED} AND d.revoked_at IS NULL`,
);

const EVENT = `r.source, r.source_key`;

/**
 * When people held `h` and `g` for one: by a decision about a record that was of `h` and one that was never of another
 * game than `g`. Null where a rule joined them.
 */
const MERGED_AT = `(SELECT min(d.decided_at) FROM game_member a JOIN game_member b ON a.game_id = b.game_id
  JOIN game_decision d ON d.record_a = least(a.record_id, b.record_id) AND d.record_b = greatest(a.record_id, b.record_id)
  WHERE a.game_id = g.id AND h.id = ANY(a.former_ids) AND b.former_ids = '{}'
    AND d.verdict = 'must_link' AND d.revoked_at IS NULL)`;

const HISTORY = listOf(
  `json_strip_nulls(json_build_object('at', ${instant('e.at')}, 'event', e.event, 'source', e.source,
    'source_key', e.source_key, 'run', e.run, 'decision', e.decision, 'game_id', e.game_id))`,
  'e.at DESC NULLS LAST, e.source, e.source_key COLLATE "C", e.decision, e.game_id',
  `(SELECT v.fetched_at AS at, 'changed' AS event, ${EVENT}, v.run_id AS run, NULL::integer AS decision, NULL::integer AS game_id
      FROM game_member m JOIN game_record r ON r.id = m.record_id JOIN game_record_version v ON v.record_id = r.id
      WHERE m.game_id = g.id
    UNION ALL SELECT r.withdrawn_at, 'withdrawn', ${EVENT}, NULL, NULL, NULL
      FROM game_member m JOIN game_record r ON r.id = m.record_id WHERE m.game_id = g.id AND r.withdrawn_at IS NOT NULL
    UNION ALL SELECT d.revoked_at, 'revoked', NULL, NULL, NULL, d.id, NULL FROM ${DECIDED} AND d.revoked_at IS NOT NULL
    UNION ALL SELECT ${MERGED_AT}, 'merged', NULL, NULL, NULL, NULL, h.id FROM game h WHERE h.merged_into = g.id) e`,
);

export const TRAIL = `SELECT ${PLACED_RECORDS}, ${DECISIONS} AS decisions, ${HISTORY} AS history ${ONE}`;
