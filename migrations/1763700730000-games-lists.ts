import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that lists of games are sorted by; what lacks one is read by its id. */
const SORTS = ['first_release_date', 'rating', 'rating_count', 'critic_rating', 'sales_million'];

/** What lists of games are read by: counted, sorted, filtered; and the additions of a game, which name it. */
export class GamesLists1763700730000 implements MigrationInterface {
  readonly name = 'GamesLists1763700730000';

  async up(runner: QueryRunner): Promise<void> {
    for (const key of SORTS)
      await runner.query(`CREATE INDEX game_${key} ON game (${key} DESC, id) WHERE state = 'live'`);
    await runner.query(`
      CREATE INDEX game_kind ON game (kind) WHERE state = 'live';
      CREATE INDEX game_slugs ON game USING gin (platforms, genres, developers, publishers, companies) WHERE state = 'live';
      CREATE INDEX game_record_parent ON game_record ((raw ->> 'parent_game'))
        WHERE source = 'igdb' AND raw ->> 'parent_game' IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX ${SORTS.map((key) => `game_${key}`).join(', ')}, game_kind, game_slugs, game_record_parent`,
    );
  }
}
