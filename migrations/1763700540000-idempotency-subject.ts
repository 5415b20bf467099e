import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kept answers are found by who asked, of whom a hash alone is kept. None of those kept so far is a person's. */
export class IdempotencySubject1763700540000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key ADD subject bytea,
        ADD CONSTRAINT idempotency_key_subject_ck CHECK (octet_length(subject) = 32);
      CREATE INDEX idempotency_key_subject_ix ON idempotency_key (subject) WHERE subject IS NOT NULL;
      COMMENT ON COLUMN idempotency_key.subject IS 'personal:security'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP subject');
  }
}
