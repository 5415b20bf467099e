import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups hold sites and groups. No site is reached from a group3, and no group from itself: kept by triggers. */
export class Groups1763700230000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, ONE_LOCK, TYPE_OF_LINK, NO_CYCLE, NO_SITE_UNDER_GROUP3]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE group_children;
      DROP TABLE site_groups;
      DROP TABLE groups;
      DROP FUNCTION group3_guard;
      DROP FUNCTION group3_reaches_site;
      DROP FUNCTION group_children_acyclic;
      DROP FUNCTION site_groups_fill_type;
      DROP FUNCTION groups_graph_lock`);
  }
}

const TABLES = `
  CREATE TABLE groups (
    id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT groups_pkey PRIMARY KEY,
    name text NOT NULL,
    type text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT groups_name_ck CHECK (char_length(btrim(name)) BETWEEN 1 AND 200),
    CONSTRAINT groups_type_ck CHECK (type IN ('group1', 'group2', 'group3')),
    CONSTRAINT groups_id_type_uq UNIQUE (id, type));
  CREATE TABLE site_groups (
    site_id integer NOT NULL,
    group_id integer NOT NULL,
    group_type text NOT NULL,
    CONSTRAINT site_groups_pkey PRIMARY KEY (site_id, group_id),
    CONSTRAINT site_groups_not_group3_ck CHECK (group_type <> 'group3'),
    CONSTRAINT site_groups_site_fk FOREIGN KEY (site_id) REFERENCES sites (id) ON DELETE CASCADE,
    CONSTRAINT site_groups_group_fk FOREIGN KEY (group_id, group_type) REFERENCES groups (id, type)
      ON UPDATE CASCADE ON DELETE CASCADE);
  CREATE INDEX site_groups_group_ix ON site_groups (group_id, site_id);
  CREATE TABLE group_children (
    parent_id integer NOT NULL,
    child_id integer NOT NULL,
    CONSTRAINT group_children_pkey PRIMARY KEY (parent_id, child_id),
    CONSTRAINT group_children_not_self_ck CHECK (parent_id <> child_id),
    CONSTRAINT group_children_parent_fk FOREIGN KEY (parent_id) REFERENCES groups (id) ON DELETE CASCADE,
    CONSTRAINT group_children_child_fk FOREIGN KEY (child_id) REFERENCES groups (id) ON DELETE CASCADE);
  CREATE INDEX group_children_child_ix ON group_children (child_id, parent_id);
  CREATE TRIGGER t50_version BEFORE UPDATE ON groups FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION raise_row_version()`;

// Taken per statement, before any row is locked: links shared, shape and types alone. A snapshot older than the lock
// would not see what the lock waited for.
const ONE_LOCK = `
  CREATE FUNCTION groups_graph_lock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
      RAISE feature_not_supported USING MESSAGE = 'the groups graph is not written under repeatable read';
    END IF;
    IF TG_ARGV[0] = 'x' THEN PERFORM pg_advisory_xact_lock(7302, 1);
    ELSE PERFORM pg_advisory_xact_lock_shared(7302, 1);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER t10_lock BEFORE INSERT OR UPDATE ON site_groups FOR EACH STATEMENT EXECUTE FUNCTION groups_graph_lock('s');
  CREATE TRIGGER t10_lock BEFORE INSERT OR UPDATE ON group_children FOR EACH STATEMENT EXECUTE FUNCTION groups_graph_lock('x');
  CREATE TRIGGER t10_lock BEFORE UPDATE OF type ON groups FOR EACH STATEMENT EXECUTE FUNCTION groups_graph_lock('x')`;

// The type beside a link is written by the database: no writer can lie.
const TYPE_OF_LINK = `
  CREATE FUNCTION site_groups_fill_type() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    SELECT type INTO NEW.group_type FROM groups WHERE id = NEW.group_id;
    IF NOT FOUND THEN
      RAISE foreign_key_violation USING MESSAGE = 'unknown group', CONSTRAINT = 'site_groups_group_fk', TABLE = 'site_groups';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER t15_type BEFORE INSERT OR UPDATE OF group_id ON site_groups FOR EACH ROW EXECUTE FUNCTION site_groups_fill_type()`;

// UNION, not path arrays: each group is visited once however many ways lead to it.
const NO_CYCLE = `
  CREATE FUNCTION group_children_acyclic() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (
      WITH RECURSIVE down(id) AS (
        SELECT NEW.child_id UNION SELECT e.child_id
        FROM down, LATERAL (SELECT child_id FROM group_children WHERE parent_id = down.id OFFSET 0) e)
      SELECT 1 FROM down WHERE id = NEW.parent_id)
    THEN
      RAISE check_violation USING MESSAGE = 'cycle', CONSTRAINT = 'group_children_acyclic_ck', TABLE = 'group_children';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER t20_acyclic BEFORE INSERT OR UPDATE ON group_children FOR EACH ROW EXECUTE FUNCTION group_children_acyclic()`;

// OFFSET 0 keeps each step a look-up by index: a plan made while the tables were small would read them whole for ever.
const NO_SITE_UNDER_GROUP3 = `
  CREATE FUNCTION group3_reaches_site(g integer) RETURNS boolean LANGUAGE sql VOLATILE AS $$
    WITH RECURSIVE up(id) AS (
        SELECT g UNION SELECT e.parent_id
        FROM up, LATERAL (SELECT parent_id FROM group_children WHERE child_id = up.id OFFSET 0) e),
      down(id) AS (
        SELECT g UNION SELECT e.child_id
        FROM down, LATERAL (SELECT child_id FROM group_children WHERE parent_id = down.id OFFSET 0) e)
    SELECT EXISTS (SELECT FROM up, LATERAL (SELECT type FROM groups WHERE id = up.id OFFSET 0) x WHERE x.type = 'group3')
      AND EXISTS (SELECT FROM down, LATERAL (SELECT FROM site_groups WHERE group_id = down.id LIMIT 1) s) $$;
  CREATE FUNCTION group3_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE g integer := (to_jsonb(NEW) ->> TG_ARGV[0])::integer;
  BEGIN
    IF group3_reaches_site(g) THEN
      RAISE check_violation USING MESSAGE = 'a site under a group3', CONSTRAINT = TG_ARGV[1], TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER t30_group3 AFTER INSERT OR UPDATE ON site_groups FOR EACH ROW
    EXECUTE FUNCTION group3_guard('group_id', 'site_groups_no_group3_ancestor_ck');
  CREATE TRIGGER t30_group3 AFTER INSERT OR UPDATE ON group_children FOR EACH ROW
    EXECUTE FUNCTION group3_guard('child_id', 'group_children_no_group3_ancestor_ck');
  CREATE TRIGGER t30_group3 AFTER UPDATE OF type ON groups FOR EACH ROW
    WHEN (NEW.type = 'group3' AND OLD.type <> 'group3')
    EXECUTE FUNCTION group3_guard('id', 'groups_group3_without_sites_ck')`;
