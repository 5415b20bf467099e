import { type Database } from '@hexagone/platform';
import type { Genre, Mappings } from '../../domain/mapping/mappings';
import type { Write } from './bulk-writes';
import { gameDocument } from './game-document';
import { gameRows, nextGameRows } from './game-rows';
import type { Change } from './outbox';

/** Games as the index holds them. */
export class GameDocuments {
  private readonly genres: ReadonlyMap<string, Genre>;

  constructor(
    private readonly database: Database,
    { genres }: Pick<Mappings, 'genres'>,
  ) {
    this.genres = new Map(genres.map((genre) => [genre.slug, genre]));
  }

  /** As they are now, which may be later than the change. */
  async of(changes: readonly Change[]): Promise<readonly Write[]> {
    const rows = await gameRows(
      this.database,
      changes.map(({ game }) => game),
    );
    const documents = new Map(rows.map((row) => [row.id, gameDocument(row, this.genres)]));
    return changes.map((change) => ({ ...change, document: documents.get(change.game) ?? null }));
  }

  /** All live games, the least version of each: whatever comes later is newer. */
  async *all(most: number): AsyncIterable<readonly Write[]> {
    for (let after = 0; ;) {
      const rows = await nextGameRows(this.database, after, most);
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
      yield rows.map((row) => ({ game: row.id, seq: 0, document: gameDocument(row, this.genres) }));
    }
  }

  async count(): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM game WHERE state = 'live'`,
    );
    return rows[0]?.count ?? 0;
  }
}
