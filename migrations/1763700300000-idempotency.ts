import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Used by plain SQL alone, hence not mapped. Of key and caller, and of the request, only a hash is kept. */
const KEYS = `
  CREATE TABLE idempotency_key (
    id bytea CONSTRAINT idempotency_key_pkey PRIMARY KEY,
    request bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_id_ck CHECK (octet_length(id) = 32),
    CONSTRAINT idempotency_key_request_ck CHECK (octet_length(request) = 32),
    CONSTRAINT idempotency_key_status_ck CHECK (status BETWEEN 200 AND 299));
  CREATE INDEX idempotency_key_created_ix ON idempotency_key (created_at);`;

export class Idempotency1763700300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_key');
  }
}
