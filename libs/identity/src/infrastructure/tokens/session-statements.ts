const ALIVE = 'revoked_at IS NULL AND expires_at > now()';

/** The account as it was when its password was judged. */
export const LOCK_AS_KNOWN = `
  SELECT FROM account WHERE id = $1 AND password_hash = $2 AND scopes @> $3::text[] AND state = 'active' FOR NO KEY UPDATE`;

export const LOCK = 'SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE';

/** A family lasts 30 days at most, however often it is refreshed. */
export const OPEN = `
  INSERT INTO auth_session (id, account_id, scopes, network, expires_at)
  VALUES ($1, $2, $3, $4, now() + interval '30 days')
  RETURNING id, account_id, scopes, scopes AS held, created_at`;

export const ADD_TOKEN = `
  INSERT INTO refresh_token (hash, session_id, expires_at)
  SELECT $1, id, least(now() + interval '14 days', expires_at) FROM auth_session WHERE id = $2
  RETURNING floor(extract(epoch FROM expires_at - now()))::integer AS expires_in`;

export const LOCK_FAMILY = `
  SELECT s.id, s.account_id, s.scopes, a.scopes AS held, s.created_at
  FROM refresh_token t JOIN auth_session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id
  WHERE t.hash = $1 AND a.state = 'active' FOR NO KEY UPDATE OF a`;

/** A token just used counts as unused within the grace ($2, seconds); the one that followed it then dies. */
export const USE = `
  WITH presented AS (
    SELECT session_id FROM refresh_token
    WHERE hash = $1 AND expires_at > now() AND coalesce(used_at > clock_timestamp() - make_interval(secs => $2), true))
  UPDATE refresh_token t SET used_at = clock_timestamp() FROM presented p
  WHERE t.session_id = p.session_id AND t.used_at IS NULL`;

export const WAS_USED = 'SELECT FROM refresh_token WHERE hash = $1 AND used_at IS NOT NULL';

export const TOUCH = `UPDATE auth_session SET last_used_at = now() WHERE id = $1 AND ${ALIVE}`;

export const OF_TOKEN = `
  SELECT s.id, s.account_id AS "accountId" FROM refresh_token t JOIN auth_session s ON s.id = t.session_id
  WHERE t.hash = $1`;

/** All, or only one ($3), or all but one ($4). */
export const END = `
  UPDATE auth_session SET revoked_at = now(), revoke_reason = $2
  WHERE account_id = $1 AND ${ALIVE} AND coalesce(id = $3::uuid, true) AND coalesce(id <> $4::uuid, true) RETURNING id`;

export const LIST = `
  SELECT id, created_at, last_used_at, expires_at, network, coalesce(id = $2::uuid, false) AS current
  FROM auth_session WHERE account_id = $1 AND ${ALIVE} ORDER BY created_at DESC, id DESC`;
