import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events, and beside them the chain of hashes that ties each to all before it. */
const TABLES = `
  CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_event_pkey PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    target text,
    outcome text NOT NULL,
    request_id text,
    detail jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT audit_event_outcome_ck CHECK (outcome IN ('success', 'failure', 'denied')),
    CONSTRAINT audit_event_detail_ck CHECK (jsonb_typeof(detail) = 'object'));
  CREATE INDEX audit_event_at_ix ON audit_event (at, id);
  CREATE INDEX audit_event_actor_ix ON audit_event (actor, at, id);
  CREATE INDEX audit_event_action_ix ON audit_event (action, at, id);
  CREATE INDEX audit_event_target_ix ON audit_event (target, at, id);
  CREATE INDEX audit_event_outcome_ix ON audit_event (outcome, at, id) WHERE outcome <> 'success';
  CREATE TABLE audit_unsealed (event_id bigint CONSTRAINT audit_unsealed_pkey PRIMARY KEY);
  CREATE TABLE audit_chain (
    pos bigint CONSTRAINT audit_chain_pkey PRIMARY KEY,
    event_id bigint NOT NULL CONSTRAINT audit_chain_event_key UNIQUE,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_ck CHECK (octet_length(hash) = 32));
  CREATE TABLE audit_checkpoint (
    pos bigint CONSTRAINT audit_checkpoint_pkey PRIMARY KEY,
    hash bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT audit_checkpoint_hash_ck CHECK (octet_length(hash) = 32));
  REVOKE ALL ON audit_event, audit_unsealed, audit_chain, audit_checkpoint FROM PUBLIC;`;

/**
 * Writers never wait for the chain: they leave the number of their event, and one sealer at a time takes those that are
 * committed. An event committed late gets a later position; one that somebody removed meanwhile gets its position too,
 * where verification misses it.
 */
const SEAL = `
  CREATE FUNCTION audit_enqueue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO public.audit_unsealed VALUES (NEW.id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER audit_event_enqueue AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_enqueue();
  CREATE FUNCTION audit_seal(max_rows integer DEFAULT 1000) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    waiting bigint;
    e public.audit_event%ROWTYPE;
    p bigint;
    h bytea;
    n integer := 0;
  BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('hexagone.audit', 0)) THEN RETURN 0; END IF;
    SELECT t.pos, t.hash INTO p, h
      FROM (SELECT pos, hash FROM public.audit_chain UNION ALL SELECT pos, hash FROM public.audit_checkpoint) t
      ORDER BY t.pos DESC LIMIT 1;
    p := coalesce(p, 0);
    h := coalesce(h, decode(repeat('00', 32), 'hex'));
    FOR waiting IN SELECT event_id FROM public.audit_unsealed ORDER BY event_id LIMIT max_rows LOOP
      IF NOT EXISTS (SELECT FROM public.audit_chain WHERE event_id = waiting) THEN
        SELECT * INTO e FROM public.audit_event WHERE id = waiting;
        p := p + 1;
        h := sha256(h || convert_to(jsonb_build_array(p, e.id, extract(epoch FROM e.at)::text, e.actor, e.action,
          e.target, e.outcome, e.request_id, e.detail)::text, 'UTF8'));
        INSERT INTO public.audit_chain VALUES (p, waiting, h);
      END IF;
      DELETE FROM public.audit_unsealed WHERE event_id = waiting;
      n := n + 1;
    END LOOP;
    RETURN n;
  END $$;
  REVOKE ALL ON FUNCTION audit_seal FROM PUBLIC;`;

/**
 * Nothing is altered, and only a prefix of the chain is removed: what a checkpoint vouches for. A checkpoint is taken
 * only of positions that are all older than six months, whatever the caller says, and only with the hash of the chain.
 * This holds for every statement, the owner's own functions included. Who may alter tables can switch triggers off: what
 * is changed then, the chain tells; a chain that is written anew from there on, a head that was noted elsewhere tells.
 */
const GUARDS = `
  CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: the audit log is append-only', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME;
  END $$;
  CREATE FUNCTION audit_event_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM gone g LEFT JOIN public.audit_chain c ON c.event_id = g.id
      WHERE c.pos IS NULL OR c.pos > coalesce((SELECT max(pos) FROM public.audit_checkpoint), 0)) THEN
      RAISE EXCEPTION 'DELETE of audit_event is refused: the audit log is append-only'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_event';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION audit_chain_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM gone WHERE pos > coalesce((SELECT max(pos) FROM public.audit_checkpoint), 0)) THEN
      RAISE EXCEPTION 'DELETE of audit_chain is refused: the audit log is append-only'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_chain';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION audit_unsealed_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM gone g WHERE NOT EXISTS (SELECT FROM public.audit_chain c WHERE c.event_id = g.event_id)) THEN
      RAISE EXCEPTION 'DELETE of audit_unsealed is refused: the event is not in the chain yet'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_unsealed';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION audit_checkpoint_taken() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM public.audit_chain WHERE pos = NEW.pos AND hash = NEW.hash)
      OR EXISTS (SELECT FROM public.audit_chain c JOIN public.audit_event e ON e.id = c.event_id
        WHERE c.pos <= NEW.pos AND e.at >= clock_timestamp() - interval '6 months') THEN
      RAISE EXCEPTION 'INSERT of audit_checkpoint is refused: not a position of the chain older than six months'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_checkpoint';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_event_removed AFTER DELETE ON audit_event REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_removed();
  CREATE TRIGGER audit_chain_removed AFTER DELETE ON audit_chain REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_removed();
  CREATE TRIGGER audit_unsealed_removed AFTER DELETE ON audit_unsealed REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION audit_unsealed_removed();
  CREATE TRIGGER audit_checkpoint_taken BEFORE INSERT ON audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit_checkpoint_taken();
  CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
  CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
  CREATE TRIGGER audit_unsealed_append_only BEFORE UPDATE OR TRUNCATE ON audit_unsealed
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
  CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();`;

/** Removes what is older, up to so many events from the start of the chain; how many. */
const TRIM = `
  CREATE FUNCTION audit_trim(before timestamptz, max_rows integer DEFAULT 5000) RETURNS integer LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    cut bigint;
    n integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('hexagone.audit', 0));
    SELECT max(t.pos) INTO cut FROM (
      SELECT w.pos, bool_and(w.old) OVER (ORDER BY w.pos) AS all_old FROM (
        SELECT c.pos, coalesce(e.at < least(before, clock_timestamp() - interval '6 months'), true) AS old
        FROM public.audit_chain c LEFT JOIN public.audit_event e ON e.id = c.event_id
        ORDER BY c.pos LIMIT max_rows) w) t
      WHERE t.all_old;
    IF cut IS NULL THEN RETURN 0; END IF;
    INSERT INTO public.audit_checkpoint (pos, hash) SELECT pos, hash FROM public.audit_chain WHERE pos = cut;
    DELETE FROM public.audit_event e USING public.audit_chain c WHERE c.event_id = e.id AND c.pos <= cut;
    DELETE FROM public.audit_chain WHERE pos <= cut;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
  END $$;
  REVOKE ALL ON FUNCTION audit_trim FROM PUBLIC;`;

const FUNCTIONS = [
  'audit_trim',
  'audit_seal',
  'audit_enqueue',
  'audit_refuse',
  'audit_event_removed',
  'audit_chain_removed',
  'audit_unsealed_removed',
  'audit_checkpoint_taken',
];

export class Audit1763700510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TABLES, SEAL, GUARDS, TRIM]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_checkpoint, audit_chain, audit_unsealed, audit_event');
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}`);
  }
}
