import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every change of sites, groups, links and nestings, whoever makes it; the entries themselves never change. */
export class SitesHistory1763700240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [CHANGES, APPEND_ONLY, OF_ITEMS, OF_LINKS, DETACHED_FIRST]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER t90_history ON sites;
      DROP TRIGGER t90_history ON groups;
      DROP TRIGGER t90_history ON site_groups;
      DROP TRIGGER t91_history ON site_groups;
      DROP TRIGGER t90_history ON group_children;
      DROP TRIGGER t91_history ON group_children;
      DROP TRIGGER t40_detached_first ON sites;
      DROP TRIGGER t40_detached_first ON groups;
      DROP FUNCTION record_item_change;
      DROP FUNCTION record_link_change;
      DROP FUNCTION detach_site;
      DROP FUNCTION detach_group;
      DROP TABLE site_changes;
      DROP FUNCTION refuse_site_changes_change`);
  }
}

// The writer says who it is; whoever does not is known by the role it connected as.
const CHANGES = `
  CREATE TABLE site_changes (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT site_changes_pkey PRIMARY KEY,
    entity text NOT NULL,
    entity_id integer NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT now(),
    actor text NOT NULL DEFAULT coalesce(nullif(current_setting('hexagone.actor', true), ''), 'database:' || session_user),
    request_id text DEFAULT nullif(current_setting('hexagone.request_id', true), ''),
    action text NOT NULL,
    changes jsonb NOT NULL,
    CONSTRAINT site_changes_entity_ck CHECK (entity IN ('site', 'group')),
    CONSTRAINT site_changes_action_ck CHECK (action IN ('created', 'updated', 'retyped', 'deleted', 'linked', 'unlinked')));
  CREATE INDEX site_changes_entity_ix ON site_changes (entity, entity_id, id)`;

const APPEND_ONLY = `
  CREATE FUNCTION refuse_site_changes_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE restrict_violation USING MESSAGE = 'the history is only added to', CONSTRAINT = 'site_changes_append_only', TABLE = 'site_changes';
  END $$;
  CREATE TRIGGER t10_append_only BEFORE UPDATE OR DELETE ON site_changes FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_site_changes_change()`;

// {"field": [from, to]}: only what differs; a field that is not there is null.
const OF_ITEMS = `
  CREATE FUNCTION record_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    before jsonb := coalesce(to_jsonb(OLD), '{}');
    after jsonb := coalesce(to_jsonb(NEW), '{}');
    differing jsonb := (
      SELECT jsonb_object_agg(field, jsonb_build_array(before -> field, after -> field))
      FROM jsonb_object_keys(before || after) AS field
      WHERE field NOT IN ('id', 'version', 'created_at', 'updated_at')
        AND coalesce(before -> field, 'null') <> coalesce(after -> field, 'null'));
  BEGIN
    IF differing IS NOT NULL THEN
      INSERT INTO site_changes (entity, entity_id, action, changes) VALUES (
        TG_ARGV[0],
        coalesce(NEW.id, OLD.id),
        CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'DELETE' THEN 'deleted' ELSE
          CASE WHEN differing ? TG_ARGV[1] THEN 'retyped' ELSE 'updated' END END,
        differing);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER t90_history AFTER INSERT OR UPDATE OR DELETE ON sites FOR EACH ROW
    EXECUTE FUNCTION record_item_change('site', 'country');
  CREATE TRIGGER t90_history AFTER INSERT OR UPDATE OR DELETE ON groups FOR EACH ROW
    EXECUTE FUNCTION record_item_change('group', 'type')`;

// One entry on each side. Arguments: kind and column of one end, kind and column of the other.
const OF_LINKS = `
  CREATE FUNCTION record_link_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO site_changes (entity, entity_id, action, changes)
    SELECT side.entity, (event.link ->> side.own)::integer, event.action,
      jsonb_build_object(side.other, event.link -> side.other)
    FROM (VALUES ('unlinked', to_jsonb(OLD)), ('linked', to_jsonb(NEW))) AS event(action, link),
      (VALUES (TG_ARGV[0], TG_ARGV[1], TG_ARGV[3]), (TG_ARGV[2], TG_ARGV[3], TG_ARGV[1])) AS side(entity, own, other)
    WHERE event.link IS NOT NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER t90_history AFTER INSERT OR DELETE ON site_groups FOR EACH ROW
    EXECUTE FUNCTION record_link_change('site', 'site_id', 'group', 'group_id');
  CREATE TRIGGER t91_history AFTER UPDATE ON site_groups FOR EACH ROW
    WHEN ((OLD.site_id, OLD.group_id) IS DISTINCT FROM (NEW.site_id, NEW.group_id))
    EXECUTE FUNCTION record_link_change('site', 'site_id', 'group', 'group_id');
  CREATE TRIGGER t90_history AFTER INSERT OR DELETE ON group_children FOR EACH ROW
    EXECUTE FUNCTION record_link_change('group', 'parent_id', 'group', 'child_id');
  CREATE TRIGGER t91_history AFTER UPDATE ON group_children FOR EACH ROW
    WHEN ((OLD.parent_id, OLD.child_id) IS DISTINCT FROM (NEW.parent_id, NEW.child_id))
    EXECUTE FUNCTION record_link_change('group', 'parent_id', 'group', 'child_id')`;

// The cascade alone would note the links after the end of what they belonged to.
const DETACHED_FIRST = `
  CREATE FUNCTION detach_site() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM site_groups WHERE site_id = OLD.id;
    RETURN OLD;
  END $$;
  CREATE FUNCTION detach_group() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM site_groups WHERE group_id = OLD.id;
    DELETE FROM group_children WHERE parent_id = OLD.id OR child_id = OLD.id;
    RETURN OLD;
  END $$;
  CREATE TRIGGER t40_detached_first BEFORE DELETE ON sites FOR EACH ROW EXECUTE FUNCTION detach_site();
  CREATE TRIGGER t40_detached_first BEFORE DELETE ON groups FOR EACH ROW EXECUTE FUNCTION detach_group()`;
