import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What could not be indexed is tried again later, and left alone in the end; a later change of the game begins anew. */
const TRIES = `
  ALTER TABLE game_outbox
    ADD attempts smallint NOT NULL DEFAULT 0,
    ADD retry_at timestamptz,
    ADD parked_at timestamptz,
    ADD error text;`;

export class GamesOutbox1763700715000 implements MigrationInterface {
  readonly name = 'GamesOutbox1763700715000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TRIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE game_outbox DROP attempts, DROP retry_at, DROP parked_at, DROP error');
  }
}
