import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every change of sites, groups, links and nestings, whoever makes it; the entries themselves never change. */
export class SitesHistory1763700240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [CHANGES, APPEND_ONLY, OF_ITEMS, OF_LINKS, DETACHED_FIRST]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION record_item_changes, record_link_changes, detach_site, detach_group CASCADE;
      DROP TABLE site_changes;
      DROP FUNCTION refuse_site_changes_change`);
  }
}

const noted = (table: string, changed: string, by: string): string => `
  CREATE TRIGGER t90_come AFTER INSERT ON ${table} REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION ${by};
  CREATE TRIGGER t90_gone AFTER DELETE ON ${table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ${by};
  CREATE TRIGGER t90_changed AFTER UPDATE ON ${table} FOR EACH ROW WHEN (${changed}) EXECUTE FUNCTION ${by}`;

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

// {"field": [from, to]}: only what differs; a field that is not there is null. OFFSET 0: a row becomes JSON once.
const itemChanges = (items: string): string => `
    INSERT INTO site_changes (entity, entity_id, action, changes)
    SELECT TG_ARGV[0], item.id, CASE WHEN item.action = 'updated' AND differing.changes ? TG_ARGV[1] THEN 'retyped' ELSE item.action END,
      differing.changes
    FROM (${items} OFFSET 0) AS item(id, action, before, after) CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(field, jsonb_build_array(item.before -> field, item.after -> field)) AS changes
      FROM jsonb_object_keys(item.before || item.after) AS field
      WHERE field NOT IN ('id', 'version', 'created_at', 'updated_at')
        AND item.before -> field IS DISTINCT FROM item.after -> field) AS differing
    WHERE differing.changes IS NOT NULL`;

// What comes or goes is noted once per statement, so that an import of many rows stays quick; rows that change, one by one.
const OF_ITEMS = `
  CREATE FUNCTION record_item_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN ${itemChanges(`SELECT id, 'created', '{}'::jsonb, jsonb_strip_nulls(to_jsonb(n)) FROM come n`)};
    WHEN 'DELETE' THEN ${itemChanges(`SELECT id, 'deleted', jsonb_strip_nulls(to_jsonb(o)), '{}'::jsonb FROM gone o`)};
    ELSE ${itemChanges(`VALUES (NEW.id, 'updated', jsonb_strip_nulls(to_jsonb(OLD)), jsonb_strip_nulls(to_jsonb(NEW)))`)};
    END CASE;
    RETURN NULL;
  END $$;
  ${noted('sites', 'OLD.* IS DISTINCT FROM NEW.*', `record_item_changes('site', 'country')`)};
  ${noted('groups', 'OLD.* IS DISTINCT FROM NEW.*', `record_item_changes('group', 'type')`)}`;

// One entry on each side. Arguments: kind and column of one end, kind and column of the other.
const linkChanges = (links: string): string => `
    INSERT INTO site_changes (entity, entity_id, action, changes)
    SELECT side.entity, (link.ids ->> side.own)::integer, link.action, jsonb_build_object(side.other, link.ids -> side.other)
    FROM (${links} OFFSET 0) AS link(action, ids),
      (VALUES (TG_ARGV[0], TG_ARGV[1], TG_ARGV[3]), (TG_ARGV[2], TG_ARGV[3], TG_ARGV[1])) AS side(entity, own, other)`;

const MOVED_SITE = '(OLD.site_id, OLD.group_id) IS DISTINCT FROM (NEW.site_id, NEW.group_id)';
const MOVED_CHILD = '(OLD.parent_id, OLD.child_id) IS DISTINCT FROM (NEW.parent_id, NEW.child_id)';

const OF_LINKS = `
  CREATE FUNCTION record_link_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN ${linkChanges(`SELECT 'linked', to_jsonb(n) FROM come n`)};
    WHEN 'DELETE' THEN ${linkChanges(`SELECT 'unlinked', to_jsonb(o) FROM gone o`)};
    ELSE ${linkChanges(`VALUES ('unlinked', to_jsonb(OLD)), ('linked', to_jsonb(NEW))`)};
    END CASE;
    RETURN NULL;
  END $$;
  ${noted('site_groups', MOVED_SITE, `record_link_changes('site', 'site_id', 'group', 'group_id')`)};
  ${noted('group_children', MOVED_CHILD, `record_link_changes('group', 'parent_id', 'group', 'child_id')`)}`;

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
