/** Owned by a process, or left by one that died. */
export const UNDER_WAY_SQL = `state IN ('fetching', 'staged', 'validated') AND finished_at IS NULL`;

export const RESERVE = `SELECT nextval(pg_get_serial_sequence('import_run', 'id')) AS id`;

export const KNOWN_DATASET = 'INSERT INTO dataset (name) VALUES ($1) ON CONFLICT DO NOTHING';

/** No row: another run of the dataset is queued already. */
export const request = (names: string): string => `
  INSERT INTO import_run (${names}, code_version) OVERRIDING SYSTEM VALUE
  SELECT ${names}, $2 FROM jsonb_populate_record(NULL::import_run, $1::jsonb) ON CONFLICT DO NOTHING RETURNING id`;

/** A run whose owner's lease has expired is in nobody's way. */
export const IN_THE_WAY = `WHERE dataset = $1 AND NOT dry_run
  AND (state = 'requested' OR (${UNDER_WAY_SQL} AND lease_expires_at > clock_timestamp()))
  ORDER BY state = 'requested', id LIMIT 1`;

export const WAITING = `SELECT id, dataset FROM import_run
  WHERE state = 'requested' OR (${UNDER_WAY_SQL} AND lease_expires_at < clock_timestamp() AND NOT dry_run)
  ORDER BY state = 'requested', id`;

export const END_FORGOTTEN = `
  UPDATE import_run SET state = 'aborted', finished_at = clock_timestamp(), lease_token = nextval('import_fence'),
    problem = CASE state WHEN 'requested' THEN $1::jsonb ELSE $2::jsonb END
  WHERE (state = 'requested' AND requested_at < clock_timestamp() - interval '5 minutes')
    OR (dry_run AND ${UNDER_WAY_SQL} AND lease_expires_at < clock_timestamp())`;

export const ABORT = `
  UPDATE import_run SET abort_requested = true, state = CASE state WHEN 'requested' THEN 'aborted' ELSE state END,
    problem = CASE state WHEN 'requested' THEN $2::jsonb END,
    finished_at = CASE state WHEN 'requested' THEN clock_timestamp() END
  WHERE id = $1 AND finished_at IS NULL`;

/** Parameters: run, token, states that it may come from, whether it is over, columns as JSON. */
export const record = (names: string): string => `
  UPDATE import_run SET (${names}) = (SELECT ${names} FROM jsonb_populate_record(NULL::import_run, $5::jsonb)),
    finished_at = CASE WHEN $4 OR (dry_run AND $5::jsonb ->> 'state' = 'validated') THEN clock_timestamp() END
  WHERE id = $1 AND lease_token = $2 AND state = ANY ($3) AND finished_at IS NULL`;

export const CHECKED = `UPDATE dataset SET checked_at = clock_timestamp()
  WHERE name = (SELECT dataset FROM import_run WHERE id = $1)`;

export const BEAT = `
  UPDATE import_run SET lease_expires_at = clock_timestamp() + make_interval(secs => $3), progress = $4
  WHERE id = $1 AND lease_token = $2 AND finished_at IS NULL RETURNING abort_requested AS abort`;

/** Nothing changed what the run `r` of the dataset `d` wrote; where scopes are disjoint, only its own scope could. */
const unmoved = (
  disjoint: string,
): string => `(r.generation = d.generation OR (${disjoint} AND r.synthetic = d.synthetic
  AND NOT EXISTS (SELECT FROM import_run l WHERE l.dataset = r.dataset AND l.id > r.id AND l.part = r.part
    AND l.scope = r.scope AND l.state = 'published')))`;

/** The run that did this very work last, if what it wrote is unmoved since. */
export const SAME = `
  WHERE dataset = $1 AND part = $2 AND options = $3::jsonb AND content_sha256 = decode($4, 'hex') AND contract = $5
    AND code_version = $6 AND state IN ('published', 'unchanged') AND replay_of IS NULL
    AND EXISTS (SELECT FROM import_run r JOIN dataset d ON d.name = r.dataset WHERE r.id = import_run.id AND ${unmoved('$7')})
  ORDER BY id DESC LIMIT 1`;

export const LAST = `
  SELECT inserted + updated + unchanged + duplicates AS taken, profile FROM import_run
  WHERE dataset = $1 AND part = $2 AND scope = $3 AND state IN ('published', 'unchanged') AND replay_of IS NULL
    AND content_sha256 IS NOT NULL
  ORDER BY id DESC LIMIT 1`;

/** Only those of a run that this code would repeat, the data unmoved since: else "not modified" would prove nothing. */
export const VALIDATORS = `
  SELECT d.validators -> $2 AS known FROM dataset d JOIN import_run r ON r.id = (d.validators -> $2 ->> 'run')::bigint
  WHERE d.name = $1 AND r.code_version = $3 AND ${unmoved('$4')}`;

export const CURSOR = 'SELECT cursor FROM import_cursor WHERE dataset = $1 AND reader = $2';

/** A record whose cells are too large is kept without them. */
export const ADD_REJECTS = `
  INSERT INTO import_reject (run_id, line, ordinal, field, code, value, params, message_fr, message_en, hint, cells)
  SELECT $1, line, ordinal, field, code, value, params, message_fr, message_en, hint,
    CASE WHEN jsonb_typeof(cells) = 'array' AND pg_column_size(cells) <= 8192 THEN cells END
  FROM jsonb_to_recordset($2::jsonb) AS r (line bigint, ordinal smallint, field text, code text, value text,
    params jsonb, message_fr text, message_en text, hint text, cells jsonb)
  ON CONFLICT DO NOTHING`;

export const UNRESOLVED = `SELECT line, cells FROM import_reject
  WHERE run_id = $1 AND cells IS NOT NULL AND resolved_by IS NULL ORDER BY line`;

export const FORGET_CELLS = `
  UPDATE import_reject j SET value = NULL, cells = NULL FROM import_run r
  WHERE r.id = j.run_id AND r.finished_at < now() - interval '90 days' AND (j.value IS NOT NULL OR j.cells IS NOT NULL)`;

export const KEPT_FILES = `
  SELECT dataset, array_agg(sha256 ORDER BY id DESC) AS files FROM (
    SELECT dataset, encode(sha256, 'hex') AS sha256, max(id) AS id,
      row_number() OVER (PARTITION BY dataset ORDER BY max(id) DESC) AS rank
    FROM import_run WHERE sha256 IS NOT NULL AND (state = 'published' OR finished_at IS NULL)
    GROUP BY dataset, sha256) AS file
  WHERE rank <= 5 GROUP BY dataset`;
