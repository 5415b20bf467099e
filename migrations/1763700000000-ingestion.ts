import type { MigrationInterface, QueryRunner } from 'typeorm';

const DATASETS = `
  CREATE SEQUENCE import_fence AS bigint;
  CREATE TABLE dataset (
    name text CONSTRAINT dataset_pk PRIMARY KEY,
    generation bigint NOT NULL DEFAULT 0,
    changed_at timestamptz,
    checked_at timestamptz,
    published_run_id bigint,
    cursor jsonb,
    validators jsonb NOT NULL DEFAULT '{}',
    synthetic boolean NOT NULL DEFAULT false,
    CONSTRAINT dataset_name_shape CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(name) <= 40),
    CONSTRAINT dataset_generation_counts_up CHECK (generation >= 0));
  CREATE TABLE dataset_schedule (
    dataset text NOT NULL CONSTRAINT dataset_schedule_dataset_fk REFERENCES dataset,
    channel text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    next_due_at timestamptz NOT NULL,
    CONSTRAINT dataset_schedule_pk PRIMARY KEY (dataset, channel));`;

const RUNS = `
  CREATE TABLE import_run (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT import_run_pk PRIMARY KEY,
    dataset text NOT NULL CONSTRAINT import_run_dataset_fk REFERENCES dataset,
    part text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT 'requested',
    trigger text NOT NULL,
    actor text NOT NULL,
    request_id text,
    batch_id uuid,
    channel text,
    scheduled_for timestamptz,
    dry_run boolean NOT NULL DEFAULT false,
    force boolean NOT NULL DEFAULT false,
    options jsonb NOT NULL DEFAULT '{}',
    accepted_guards text[] NOT NULL DEFAULT '{}',
    reason text,
    source jsonb NOT NULL,
    scope text NOT NULL DEFAULT '',
    replay_of bigint CONSTRAINT import_run_replay_fk REFERENCES import_run,
    same_as_run bigint CONSTRAINT import_run_same_as_fk REFERENCES import_run,
    sha256 bytea,
    content_sha256 bytea,
    bytes bigint,
    encoding text,
    contract text,
    code_version text NOT NULL,
    generation bigint,
    synthetic boolean NOT NULL DEFAULT false,
    attempt smallint NOT NULL DEFAULT 1,
    abort_requested boolean NOT NULL DEFAULT false,
    worker text,
    lease_token bigint,
    lease_expires_at timestamptz,
    backend_pid integer,
    backend_start timestamptz,
    read bigint NOT NULL DEFAULT 0,
    inserted bigint NOT NULL DEFAULT 0,
    updated bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    duplicates bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    skipped bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    skipped_by_reason jsonb NOT NULL DEFAULT '{}',
    rejected_by_code jsonb NOT NULL DEFAULT '{}',
    profile jsonb NOT NULL DEFAULT '{}',
    details jsonb NOT NULL DEFAULT '{}',
    guards jsonb NOT NULL DEFAULT '[]',
    progress jsonb NOT NULL DEFAULT '{}',
    problem jsonb,
    requested_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    CONSTRAINT import_run_state_known CHECK (state IN ('requested','fetching','staged','validated','published','unchanged','rejected','failed','aborted')),
    CONSTRAINT import_run_trigger_known CHECK (trigger IN ('cli','http','schedule','replay','start')),
    CONSTRAINT import_run_counts_are_not_negative CHECK (least(read, inserted, updated, unchanged, duplicates, rejected, skipped, removed) >= 0),
    CONSTRAINT import_run_balances CHECK (state NOT IN ('published','unchanged') OR read = inserted + updated + unchanged + duplicates + rejected + skipped),
    CONSTRAINT import_run_over_has_end CHECK (CASE WHEN state IN ('published','unchanged','rejected','failed','aborted') THEN finished_at IS NOT NULL
      WHEN state = 'validated' AND dry_run THEN true ELSE finished_at IS NULL END),
    CONSTRAINT import_run_under_way_is_leased CHECK (state NOT IN ('fetching','staged','validated') OR finished_at IS NOT NULL
      OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND worker IS NOT NULL)),
    CONSTRAINT import_run_override_is_reasoned CHECK (accepted_guards = '{}' OR reason IS NOT NULL),
    CONSTRAINT import_run_hashes_are_32_bytes CHECK (octet_length(sha256) = 32 AND octet_length(content_sha256) = 32),
    CONSTRAINT import_run_refusal_is_explained CHECK (state NOT IN ('rejected','failed','aborted') OR problem IS NOT NULL));
  CREATE UNIQUE INDEX one_run_under_way_per_dataset ON import_run (dataset) WHERE state IN ('fetching','staged','validated') AND finished_at IS NULL AND NOT dry_run;
  CREATE UNIQUE INDEX one_run_queued_per_dataset ON import_run (dataset) WHERE state = 'requested' AND NOT dry_run;
  CREATE INDEX import_run_by_dataset ON import_run (dataset, id DESC);
  CREATE INDEX import_run_by_slot ON import_run (dataset, channel, scheduled_for) WHERE scheduled_for IS NOT NULL;
  ALTER TABLE dataset ADD CONSTRAINT dataset_published_run_fk FOREIGN KEY (published_run_id) REFERENCES import_run;`;

const REJECTS = `
  CREATE TABLE import_reject (
    run_id bigint NOT NULL CONSTRAINT import_reject_run_fk REFERENCES import_run ON DELETE CASCADE,
    line bigint NOT NULL,
    ordinal smallint NOT NULL DEFAULT 1,
    field text,
    code text NOT NULL,
    value text,
    params jsonb NOT NULL DEFAULT '{}',
    message_fr text NOT NULL,
    message_en text NOT NULL,
    hint text,
    cells jsonb,
    resolved_by bigint CONSTRAINT import_reject_resolved_fk REFERENCES import_run,
    CONSTRAINT import_reject_pk PRIMARY KEY (run_id, line, ordinal),
    CONSTRAINT import_reject_value_is_short CHECK (length(value) <= 200),
    CONSTRAINT import_reject_cells_are_small CHECK (pg_column_size(cells) <= 8192));
  CREATE INDEX import_reject_by_code ON import_reject (run_id, code);`;

/** The ledger of the imports: datasets with their generation, runs, rejects. */
export class Ingestion1763700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [DATASETS, RUNS, REJECTS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE dataset DROP CONSTRAINT dataset_published_run_fk;
      DROP TABLE import_reject;
      DROP TABLE import_run;
      DROP TABLE dataset_schedule;
      DROP TABLE dataset;
      DROP SEQUENCE import_fence;`);
  }
}
