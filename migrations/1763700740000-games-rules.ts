import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules of survivorship that are in force in place of the configured ones: one row, or none. */
export class GamesRules1763700740000 implements MigrationInterface {
  readonly name = 'GamesRules1763700740000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE game_rules (
      single boolean NOT NULL DEFAULT true CONSTRAINT game_rules_pk PRIMARY KEY CONSTRAINT game_rules_single CHECK (single),
      rules jsonb NOT NULL,
      since timestamptz NOT NULL DEFAULT now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE game_rules');
  }
}
