import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unlogged: after a crash of the database everybody has the whole quota again, and no write waits for the disk. */
const RATE_LIMIT = `
  CREATE UNLOGGED TABLE rate_limit (
    key text CONSTRAINT rate_limit_pk PRIMARY KEY,
    tat timestamptz NOT NULL)
    WITH (fillfactor = 50);
  COMMENT ON COLUMN rate_limit.key IS 'personal:security'`;

export class RateLimit1763700520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RATE_LIMIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limit');
  }
}
