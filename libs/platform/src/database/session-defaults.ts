/**
 * Gives this role, in this database, the settings that every session of the service counts on. They belong to the role
 * and not to the session, so that they reach through a pooler. What an operator decided already is left alone; so are
 * sessions that are open. `work_mem` keeps the sorts of a large recursive list off the disk.
 */
export const SESSION_DEFAULTS = `
DO $$
DECLARE wanted record;
BEGIN
  FOR wanted IN
    SELECT name, value
    FROM (VALUES
      ('statement_timeout', '10s'),
      ('lock_timeout', '3s'),
      ('idle_in_transaction_session_timeout', '30s'),
      ('timezone', 'UTC'),
      ('datestyle', 'ISO,YMD'),
      ('work_mem', '16MB')
    ) AS ours(name, value)
    WHERE NOT EXISTS (
      SELECT FROM pg_db_role_setting s
      CROSS JOIN LATERAL unnest(s.setconfig) AS entry
      WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user))
        AND lower(split_part(entry, '=', 1)) = ours.name
    )
  LOOP
    EXECUTE format(
      'ALTER ROLE %I IN DATABASE %I SET %I TO %L', current_user, current_database(), wanted.name, wanted.value
    );
  END LOOP;
END $$`;
