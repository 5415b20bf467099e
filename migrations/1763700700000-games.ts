import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per thing that a source describes. Changed at its source, the former text goes to game_record_version. */
const RECORD = `
  CREATE TABLE game_record (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT game_record_pk PRIMARY KEY,
    source text NOT NULL,
    source_key text COLLATE "C" NOT NULL,
    raw jsonb NOT NULL,
    raw_sha256 text NOT NULL,
    facts jsonb NOT NULL,
    title text NOT NULL,
    title_key text COLLATE "C" NOT NULL,
    match_keys text[] COLLATE "C" NOT NULL,
    numbers text[] NOT NULL,
    numeral_form text NOT NULL,
    variant text,
    edition text,
    qualifier text,
    title_year smallint,
    composite boolean NOT NULL,
    notes text[] NOT NULL,
    kind text NOT NULL,
    external_ids text[] COLLATE "C" NOT NULL,
    edition_of text COLLATE "C",
    port_of text COLLATE "C",
    first_date date,
    first_precision text,
    first_year integer,
    families text[] NOT NULL,
    company_keys text[] NOT NULL,
    url text,
    synthetic boolean NOT NULL,
    fetched_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    run_id bigint NOT NULL,
    source_line bigint NOT NULL,
    CONSTRAINT game_record_source_key UNIQUE (source, source_key),
    CONSTRAINT game_record_precision_ck CHECK ((first_precision IS NULL) = (first_year IS NULL)
      AND (first_precision <> 'day' OR first_date IS NOT NULL)));
  CREATE INDEX game_record_match_keys ON game_record USING gin (match_keys) WHERE withdrawn_at IS NULL;
  CREATE INDEX game_record_title_key ON game_record (title_key) WHERE withdrawn_at IS NULL;
  CREATE INDEX game_record_title_trigrams ON game_record USING gin (title_key gin_trgm_ops) WHERE withdrawn_at IS NULL;
  CREATE INDEX game_record_external_ids ON game_record USING gin (external_ids) WHERE withdrawn_at IS NULL;
  CREATE INDEX game_record_edition_of ON game_record (source, edition_of) WHERE edition_of IS NOT NULL;
  CREATE INDEX game_record_port_of ON game_record (source, port_of) WHERE port_of IS NOT NULL;
  CREATE TABLE game_record_version (
    record_id bigint NOT NULL CONSTRAINT game_record_version_record_fk REFERENCES game_record ON DELETE CASCADE,
    run_id bigint NOT NULL,
    raw jsonb NOT NULL,
    raw_sha256 text NOT NULL,
    fetched_at timestamptz NOT NULL,
    CONSTRAINT game_record_version_pk PRIMARY KEY (record_id, run_id));`;

/**
 * What the API serves. All of it can be computed again from records, decisions and rules. Ids are allotted by the
 * catalogue, one writer at a time, so that the same records on an empty catalogue get the same ids.
 */
const GAME = `
  CREATE TABLE game (
    id integer CONSTRAINT game_pk PRIMARY KEY,
    state text NOT NULL,
    merged_into integer CONSTRAINT game_merged_into_fk REFERENCES game,
    name text NOT NULL,
    name_fold text NOT NULL,
    title_key text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    first_release_date date,
    first_release_precision text,
    first_release_year integer,
    rating numeric(6,2),
    rating_count integer,
    critic_rating numeric(6,2),
    sales_million numeric(10,2),
    cover text,
    platforms text[] NOT NULL,
    genres text[] NOT NULL,
    developers text[] NOT NULL,
    publishers text[] NOT NULL,
    companies text[] NOT NULL,
    countries text[] NOT NULL,
    sources text[] NOT NULL,
    detail jsonb NOT NULL,
    synthetic boolean NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT game_state_known CHECK (state IN ('live', 'merged', 'gone')),
    CONSTRAINT game_merged_ck CHECK ((state = 'merged') = (merged_into IS NOT NULL) AND merged_into <> id),
    CONSTRAINT game_rating_ck CHECK (rating BETWEEN 0 AND 100 AND critic_rating BETWEEN 0 AND 100));
  CREATE INDEX game_name ON game (name COLLATE "C", id) WHERE state = 'live';
  CREATE INDEX game_title_key ON game (title_key) WHERE state = 'live';
  CREATE INDEX game_name_fold ON game USING gin (name_fold gin_trgm_ops) WHERE state = 'live';
  CREATE TABLE game_company (
    id integer CONSTRAINT game_company_pk PRIMARY KEY,
    slug text COLLATE "C" NOT NULL CONSTRAINT game_company_slug_key UNIQUE,
    name text NOT NULL,
    country text,
    website text);
  CREATE TABLE game_country (
    numeric_code text COLLATE "C" CONSTRAINT game_country_pk PRIMARY KEY,
    alpha2 text,
    name_en text,
    name_fr text,
    latitude double precision,
    longitude double precision,
    run_id bigint NOT NULL,
    source_line bigint NOT NULL);`;

/** A withdrawn record keeps its row in game_member: it comes back to its game. former_ids: of games that it left. */
const MATCHING = `
  CREATE TABLE game_decision (
    id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT game_decision_pk PRIMARY KEY,
    record_a bigint NOT NULL CONSTRAINT game_decision_a_fk REFERENCES game_record,
    record_b bigint NOT NULL CONSTRAINT game_decision_b_fk REFERENCES game_record,
    verdict text NOT NULL,
    reason text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT game_decision_order_ck CHECK (record_a < record_b),
    CONSTRAINT game_decision_verdict_known CHECK (verdict IN ('must_link', 'cannot_link')));
  CREATE UNIQUE INDEX game_decision_live_key ON game_decision (record_a, record_b) WHERE revoked_at IS NULL;
  CREATE TABLE game_member (
    record_id bigint CONSTRAINT game_member_pk PRIMARY KEY
      CONSTRAINT game_member_record_fk REFERENCES game_record ON DELETE CASCADE,
    game_id integer NOT NULL CONSTRAINT game_member_game_fk REFERENCES game,
    role text NOT NULL,
    rule text NOT NULL,
    confidence real NOT NULL,
    decision_id integer CONSTRAINT game_member_decision_fk REFERENCES game_decision,
    former_ids integer[] NOT NULL DEFAULT '{}',
    CONSTRAINT game_member_role_known CHECK (role IN ('main', 'edition', 'port')));
  CREATE INDEX game_member_of_game ON game_member (game_id);
  CREATE TABLE game_review (
    id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT game_review_pk PRIMARY KEY,
    record_id bigint NOT NULL CONSTRAINT game_review_record_fk REFERENCES game_record ON DELETE CASCADE,
    candidate_id bigint CONSTRAINT game_review_candidate_fk REFERENCES game_record ON DELETE CASCADE,
    reason text NOT NULL,
    confidence real NOT NULL,
    evidence jsonb NOT NULL,
    state text NOT NULL DEFAULT 'open',
    opened_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    settled_reason text,
    CONSTRAINT game_review_pair_key UNIQUE NULLS NOT DISTINCT (record_id, candidate_id, reason),
    CONSTRAINT game_review_state_known CHECK (state IN ('open', 'accepted', 'rejected', 'withdrawn')));
  CREATE INDEX game_review_candidate ON game_review (candidate_id);
  CREATE INDEX game_decision_b ON game_decision (record_b);
  CREATE INDEX game_merged_into ON game (merged_into) WHERE merged_into IS NOT NULL;
  CREATE TABLE game_comparison (
    game_id integer NOT NULL CONSTRAINT game_comparison_game_fk REFERENCES game ON DELETE CASCADE,
    field text NOT NULL,
    source_a text NOT NULL,
    source_b text NOT NULL,
    value_a double precision NOT NULL,
    value_b double precision NOT NULL,
    gap double precision NOT NULL,
    CONSTRAINT game_comparison_pk PRIMARY KEY (game_id, field, source_a, source_b));
  CREATE TABLE game_outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT game_outbox_pk PRIMARY KEY,
    game_id integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now());`;

/** Words that sound like a person's, and are not. */
const COMMENTS = `
  COMMENT ON COLUMN game.name IS 'not-personal: name of a game';
  COMMENT ON COLUMN game.name_fold IS 'not-personal: name of a game';
  COMMENT ON COLUMN game_company.name IS 'not-personal: name of a company';
  COMMENT ON COLUMN game_country.name_en IS 'not-personal: name of a country';
  COMMENT ON COLUMN game_country.name_fr IS 'not-personal: name of a country';`;

export class Games1763700700000 implements MigrationInterface {
  readonly name = 'Games1763700700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECORD);
    await runner.query(GAME);
    await runner.query(MATCHING);
    await runner.query(COMMENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE game_outbox, game_comparison, game_review, game_member, game_decision,
      game_country, game_company, game, game_record_version, game_record`);
  }
}
