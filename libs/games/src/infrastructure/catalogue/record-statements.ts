import { RECORD_STAGE } from '../../application/import/record-row';

const STAGE = 'pg_temp.stage';

/** What a record says; `raw_sha256` follows from `raw`. */
const COLUMNS = Object.keys(RECORD_STAGE).filter((column) => column !== 'source_key');

const row = (of: string): string => `(${COLUMNS.map((column) => `${of}.${column}`).join(', ')})`;

const SHA256 = `encode(sha256(convert_to(s.raw::text, 'UTF8')), 'hex')`;

/** What a run speaks of as a whole: what of it is not staged is gone from the source. `$1` source, `$2` run is synthetic. */
export interface Extent {
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

export const NOTHING: Extent = { condition: 'false', parameters: [] };
export const EVERYTHING: Extent = { condition: 'true', parameters: [] };

/** Records whose key is a number in that range, `after` excluded, `to` included; null: without end. */
export const keysBetween = (after: number, to: number | null): Extent => ({
  condition: `CASE WHEN t.source_key ~ '^[0-9]{1,18}$'
    THEN t.source_key::bigint > $3 AND ($4::bigint IS NULL OR t.source_key::bigint <= $4) END`,
  parameters: [after, to],
});

/** A real run leaves no generated record of its source behind. */
const absent = (extent: Extent): string => `t.source = $1 AND t.withdrawn_at IS NULL
  AND ((${extent.condition}) OR (t.synthetic AND NOT $2::boolean))
  AND NOT EXISTS (SELECT FROM ${STAGE} s WHERE s.source_key = t.source_key)`;

const differs = `(t.withdrawn_at IS NOT NULL OR t.synthetic <> $2::boolean OR ${row('t')} IS DISTINCT FROM ${row('s')})`;

/** Generated records that give way to real ones do not count. */
const counts = `(t.synthetic = $2::boolean OR $2::boolean)`;

const matching = `t.source = $1 AND t.source_key = s.source_key`;

/** How many real records `$1` has. */
export const REAL = `SELECT count(*) AS real FROM game_record WHERE source = $1 AND withdrawn_at IS NULL AND NOT synthetic`;

/** Counts of what publishing would do. */
export const foreseen = (extent: Extent): string => `SELECT
  (SELECT count(*) FROM ${STAGE}) AS staged,
  (SELECT count(*) FROM ${STAGE} s WHERE NOT EXISTS (SELECT FROM game_record t WHERE ${matching})) AS inserted,
  (SELECT count(*) FROM ${STAGE} s JOIN game_record t ON ${matching} WHERE ${differs}) AS updated,
  (SELECT count(*) FROM game_record t WHERE ${absent(extent)} AND ${counts}) AS removed,
  (SELECT count(*) FROM game_record t WHERE ${absent(extent)} AND NOT ${counts}) AS given_way,
  (SELECT count(*) FROM game_record t WHERE t.source = $1 AND t.withdrawn_at IS NULL AND ${counts}) AS stored`;

export const CHANGES = `CREATE TEMP TABLE game_change
  (id bigint PRIMARY KEY, line bigint, raw_changed boolean NOT NULL) ON COMMIT DROP`;

/** Stored records that this run changes, and (without a line) those that it withdraws. */
export const noteChanges = (extent: Extent): string => `
  INSERT INTO game_change (id, line, raw_changed)
  SELECT t.id, s.line, t.raw IS DISTINCT FROM s.raw FROM ${STAGE} s JOIN game_record t ON ${matching} WHERE ${differs}
  UNION ALL SELECT t.id, NULL, false FROM game_record t WHERE ${absent(extent)}`;

/** What a record said before it said something else. */
export const KEEP_VERSIONS = `
  INSERT INTO game_record_version (record_id, run_id, raw, raw_sha256, fetched_at)
  SELECT t.id, t.run_id, t.raw, t.raw_sha256, t.fetched_at FROM game_record t JOIN game_change c USING (id)
  WHERE c.raw_changed`;

export const WITHDRAW = `
  UPDATE game_record t SET withdrawn_at = now() FROM game_change c WHERE c.id = t.id AND c.line IS NULL`;

/** `$1` run, `$2` synthetic. */
export const UPDATE = `
  UPDATE game_record t SET ${COLUMNS.map((column) => `${column} = s.${column}`).join(', ')}, raw_sha256 = ${SHA256},
    synthetic = $2, fetched_at = now(), withdrawn_at = NULL, run_id = $1, source_line = s.line
  FROM ${STAGE} s JOIN game_change c ON c.line = s.line WHERE t.id = c.id`;

/** `$1` source, `$2` synthetic, `$3` run. */
export const INSERT = `
  INSERT INTO game_record (source, source_key, ${COLUMNS.join(', ')}, raw_sha256, synthetic, fetched_at, run_id, source_line)
  SELECT $1, s.source_key, ${COLUMNS.map((column) => `s.${column}`).join(', ')}, ${SHA256}, $2, now(), $3, s.line
  FROM ${STAGE} s WHERE NOT EXISTS (SELECT FROM game_record t WHERE ${matching}) ORDER BY s.line RETURNING id`;

export const REPEATED = `CREATE TEMP TABLE repeated AS
  SELECT source_key FROM ${STAGE} GROUP BY source_key HAVING count(*) > 1`;

/** One row of each key stays, the same for any order of the file; which of the others say something else. */
export const TAKE_APART = `
  WITH ranked AS (
      SELECT line, facts, first_value(line) OVER (ordered) AS kept_line, first_value(facts) OVER (ordered) AS kept_facts
      FROM ${STAGE} JOIN pg_temp.repeated USING (source_key)
      WINDOW ordered AS (PARTITION BY source_key ORDER BY raw::text COLLATE "C", line)),
    gone AS (DELETE FROM ${STAGE} s USING ranked r WHERE s.line = r.line AND r.line <> r.kept_line)
  SELECT line, kept_line, facts = kept_facts AS same FROM ranked WHERE line <> kept_line ORDER BY line`;

/** A record without a title tells of a game that another record must name. `$1` source. */
export const UNKNOWN = `
  DELETE FROM ${STAGE} s WHERE s.title = '' AND NOT EXISTS (
    SELECT FROM game_record t WHERE t.source <> $1 AND t.withdrawn_at IS NULL AND t.external_ids && s.external_ids)
  RETURNING s.line`;

/** Words that the mapping lacks, the most frequent first. */
export const UNMAPPED = `
  SELECT field, said -> 'name' AS name, count(*)::integer AS records FROM ${STAGE} s
  CROSS JOIN (VALUES ('platforms', '$.platforms[*] ? (@.slug == null)'), ('genres', '$.genres[*] ? (@.slug == null)'))
    AS asked (field, path)
  CROSS JOIN LATERAL jsonb_path_query(s.facts, asked.path::jsonpath) AS said
  WHERE s.facts @> '{"platforms": [{"slug": null}]}' OR s.facts @> '{"genres": [{"slug": null}]}'
  GROUP BY field, said -> 'name' ORDER BY records DESC, name LIMIT 50`;
