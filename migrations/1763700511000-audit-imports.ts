import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs change their state in several sessions, and in some statements change many at once: the database itself writes
 * each change down, in the transaction that makes it. Who works at the terminal is not named.
 */
const FUNCTION = `
  CREATE FUNCTION import_run_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    who text := CASE WHEN NEW.actor ~ '^(account|client):' OR NEW.actor = 'anonymous' THEN NEW.actor
      WHEN NEW.trigger IN ('schedule', 'start') THEN 'housekeeping' ELSE 'cli' END;
    it text := 'run:' || NEW.id;
    asked jsonb := jsonb_build_object('dataset', NEW.dataset, 'trigger', NEW.trigger, 'dry_run', NEW.dry_run);
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.state = 'requested' THEN
        INSERT INTO public.audit_event (actor, action, target, outcome, request_id, detail)
          VALUES (who, 'import.requested', it, 'success', NEW.request_id, asked);
      END IF;
      IF NEW.replay_of IS NOT NULL THEN
        INSERT INTO public.audit_event (actor, action, target, outcome, request_id, detail)
          VALUES (who, 'import.replay', it, 'success', NEW.request_id, asked || jsonb_build_object('of', NEW.replay_of));
      END IF;
      IF NEW.accepted_guards <> '{}' THEN
        INSERT INTO public.audit_event (actor, action, target, outcome, request_id, detail)
          VALUES (who, 'import.guards_overridden', it, 'success', NEW.request_id,
            asked || jsonb_build_object('guards', to_jsonb(NEW.accepted_guards)));
      END IF;
    END IF;
    IF NEW.state = 'fetching' AND (TG_OP = 'INSERT' OR OLD.state = 'requested') THEN
      INSERT INTO public.audit_event (actor, action, target, outcome, request_id, detail)
        VALUES (who, 'import.started', it, 'success', NEW.request_id, asked);
    END IF;
    IF NEW.finished_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.finished_at IS NULL) THEN
      INSERT INTO public.audit_event (actor, action, target, outcome, request_id, detail)
        VALUES (who, 'import.' || NEW.state, it,
          CASE WHEN NEW.state IN ('rejected', 'failed', 'aborted') THEN 'failure' ELSE 'success' END, NEW.request_id,
          asked || jsonb_build_object('read', NEW.read, 'inserted', NEW.inserted, 'updated', NEW.updated,
            'unchanged', NEW.unchanged, 'duplicates', NEW.duplicates, 'rejected', NEW.rejected,
            'skipped', NEW.skipped, 'removed', NEW.removed)
          || jsonb_strip_nulls(jsonb_build_object('problem', NEW.problem ->> 'code')));
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER import_run_audit_begun AFTER INSERT ON import_run FOR EACH ROW EXECUTE FUNCTION import_run_audit();
  CREATE TRIGGER import_run_audit_changed AFTER UPDATE ON import_run FOR EACH ROW
    WHEN (OLD.finished_at IS NULL AND (OLD.state <> NEW.state OR NEW.finished_at IS NOT NULL))
    EXECUTE FUNCTION import_run_audit();`;

export class AuditImports1763700511000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER import_run_audit_begun ON import_run');
    await runner.query('DROP TRIGGER import_run_audit_changed ON import_run');
    await runner.query('DROP FUNCTION import_run_audit');
  }
}
