import type { Database } from '@hexagone/platform';
import { GameSlugs } from '../../application/search/game-slugs';
import type { Mappings } from '../../domain/mapping/mappings';

/** A slug may be made of digits alone (`989`): then it is no id. */
const COMPANIES = `SELECT c.id::text AS said, c.slug AS meant FROM game_company c WHERE c.id::text = ANY($1)
  AND NOT EXISTS (SELECT FROM game_company o WHERE o.slug = c.id::text)`;

/** Companies are a table, platforms and genres configuration. */
export class SqlGameSlugs extends GameSlugs {
  constructor(
    private readonly database: Database,
    private readonly mappings: Pick<Mappings, 'platform' | 'genre'>,
  ) {
    super();
  }

  async companies(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.database.query<{ said: string; meant: string }>(COMPANIES, [ids]);
    return new Map(rows.map(({ said, meant }) => [said, meant]));
  }

  platform(id: string): string | undefined {
    return this.mappings.platform(Number(id))?.slug;
  }

  genre(id: string): string | undefined {
    return this.mappings.genre(Number(id))?.slug;
  }
}
