import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of passwords, tokens and secrets only hashes are kept; of signing keys only a sealed form. */
const ACCOUNTS = `
  CREATE TABLE account (
    id uuid CONSTRAINT account_pkey PRIMARY KEY,
    email text NOT NULL,
    email_fold text NOT NULL,
    password_hash text NOT NULL,
    display_name text,
    locale text NOT NULL DEFAULT 'fr',
    scopes text[] NOT NULL,
    state text NOT NULL,
    restricted boolean NOT NULL DEFAULT false,
    email_verified_at timestamptz,
    last_login_at timestamptz,
    inactivity_notice_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT account_email_key UNIQUE (email_fold),
    CONSTRAINT account_email_fold_ck CHECK (email_fold = lower(email_fold) AND length(email_fold) BETWEEN 3 AND 254),
    CONSTRAINT account_password_argon2id_ck CHECK (password_hash LIKE '$argon2id$v=19$%'),
    CONSTRAINT account_locale_ck CHECK (locale IN ('fr', 'en')),
    CONSTRAINT account_state_ck CHECK (state IN ('pending', 'active', 'disabled')));
  CREATE INDEX account_restricted_ix ON account (id) WHERE restricted;
  CREATE FUNCTION account_keep_one_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('hexagone.account.admin', 0));
    IF NOT EXISTS (SELECT FROM public.account WHERE state = 'active' AND 'users:admin' = ANY (scopes)) THEN
      RAISE EXCEPTION 'the last active administrator must stay'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_keep_one_admin', TABLE = 'account';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER account_keep_one_admin_update AFTER UPDATE ON account DEFERRABLE INITIALLY IMMEDIATE
    FOR EACH ROW WHEN (OLD.state = 'active' AND 'users:admin' = ANY (OLD.scopes)
      AND NOT (NEW.state = 'active' AND 'users:admin' = ANY (NEW.scopes)))
    EXECUTE FUNCTION account_keep_one_admin();
  CREATE CONSTRAINT TRIGGER account_keep_one_admin_delete AFTER DELETE ON account DEFERRABLE INITIALLY IMMEDIATE
    FOR EACH ROW WHEN (OLD.state = 'active' AND 'users:admin' = ANY (OLD.scopes))
    EXECUTE FUNCTION account_keep_one_admin();`;

const SESSIONS = `
  CREATE TABLE auth_session (
    id uuid CONSTRAINT auth_session_pkey PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT auth_session_account_fk REFERENCES account ON DELETE CASCADE,
    scopes text[] NOT NULL,
    network text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoke_reason text,
    CONSTRAINT auth_session_reason_ck CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL)));
  CREATE INDEX auth_session_account_ix ON auth_session (account_id);
  CREATE TABLE refresh_token (
    hash bytea CONSTRAINT refresh_token_pkey PRIMARY KEY,
    session_id uuid NOT NULL CONSTRAINT refresh_token_session_fk REFERENCES auth_session ON DELETE CASCADE,
    issued_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT refresh_token_hash_ck CHECK (octet_length(hash) = 32));
  CREATE UNIQUE INDEX refresh_token_one_live_idx ON refresh_token (session_id) WHERE used_at IS NULL;
  CREATE INDEX refresh_token_session_ix ON refresh_token (session_id);
  CREATE TABLE one_time_token (
    hash bytea CONSTRAINT one_time_token_pkey PRIMARY KEY,
    purpose text NOT NULL,
    account_id uuid NOT NULL CONSTRAINT one_time_token_account_fk REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT one_time_token_hash_ck CHECK (octet_length(hash) = 32),
    CONSTRAINT one_time_token_purpose_ck CHECK (purpose IN ('confirm', 'reset')));
  CREATE INDEX one_time_token_account_ix ON one_time_token (account_id);`;

const MACHINES = `
  CREATE TABLE oauth_client (
    id uuid CONSTRAINT oauth_client_pkey PRIMARY KEY,
    name text NOT NULL,
    scopes text[] NOT NULL,
    state text NOT NULL,
    owner_account_id uuid CONSTRAINT oauth_client_owner_fk REFERENCES account ON DELETE SET NULL,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT oauth_client_name_key UNIQUE (name),
    CONSTRAINT oauth_client_state_ck CHECK (state IN ('active', 'disabled')));
  CREATE INDEX oauth_client_owner_ix ON oauth_client (owner_account_id);
  CREATE TABLE client_secret (
    hash bytea CONSTRAINT client_secret_pkey PRIMARY KEY,
    client_id uuid NOT NULL CONSTRAINT client_secret_client_fk REFERENCES oauth_client ON DELETE CASCADE,
    slot smallint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT client_secret_hash_ck CHECK (octet_length(hash) = 32),
    CONSTRAINT client_secret_slot_ck CHECK (slot IN (1, 2)),
    CONSTRAINT client_secret_two_live_uq UNIQUE (client_id, slot));`;

const KEYS = `
  CREATE TABLE signing_key (
    kid text CONSTRAINT signing_key_pkey PRIMARY KEY,
    public_jwk jsonb NOT NULL,
    private_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    sign_from timestamptz NOT NULL,
    sign_until timestamptz,
    retire_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT signing_key_order_ck CHECK (sign_until IS NULL OR retire_at >= sign_until));
  CREATE TABLE auth_revocation (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT auth_revocation_pkey PRIMARY KEY,
    revoked text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX auth_revocation_at_ix ON auth_revocation (at);`;

const PEOPLE = `
  CREATE TABLE consent_event (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT consent_event_pkey PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT consent_event_account_fk REFERENCES account ON DELETE CASCADE,
    purpose text NOT NULL,
    granted boolean NOT NULL,
    text_version text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX consent_event_account_ix ON consent_event (account_id, purpose, id);
  CREATE TABLE erasure (
    subject_hmac bytea CONSTRAINT erasure_pkey PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT erasure_hmac_ck CHECK (octet_length(subject_hmac) = 32));
  CREATE INDEX erasure_at_ix ON erasure (erased_at);
  CREATE TABLE auth_throttle (
    bucket bytea CONSTRAINT auth_throttle_pkey PRIMARY KEY,
    failures integer NOT NULL,
    window_start timestamptz NOT NULL,
    blocked_until timestamptz,
    CONSTRAINT auth_throttle_bucket_ck CHECK (octet_length(bucket) = 32));
  CREATE INDEX auth_throttle_window_ix ON auth_throttle (window_start);`;

const TABLES = [
  'auth_throttle',
  'erasure',
  'consent_event',
  'auth_revocation',
  'signing_key',
  'client_secret',
  'oauth_client',
  'one_time_token',
  'refresh_token',
  'auth_session',
  'account',
];

export class Identity1763700500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [ACCOUNTS, SESSIONS, MACHINES, KEYS, PEOPLE]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION account_keep_one_admin');
  }
}
