import { Database } from '@hexagone/platform';
import { GameSlugs } from '../../application/search/game-slugs';
import type { Mappings } from '../../domain/mapping/mappings';

/** A slug may be made of digits alone (`989`): then it is no id. */
const COMPANIES = `SELECT c.id::text AS said, c.slug AS meant FROM game_company c WHERE c.id::text = ANY($1)
  AND NOT EXISTS (SELECT FROM game_company o WHERE o.slug = c.id::text)`;

type Known = ReadonlyMap<string, string>;

/** Companies and countries are tables, platforms and genres configuration. */
export class SqlGameSlugs extends GameSlugs {
  constructor(
    private readonly database: Database,
    private readonly mappings: Pick<Mappings, 'platform' | 'genre'>,
  ) {
    super();
  }

  companies(ids: readonly string[]): Promise<Known> {
    return this.known(COMPANIES, ids);
  }

  countries(codes: readonly string[]): Promise<Known> {
    const sql = 'SELECT numeric_code AS said, alpha2 AS meant FROM game_country WHERE numeric_code = ANY($1)';
    return this.known(`${sql} AND alpha2 IS NOT NULL`, codes);
  }

  platform(id: string): string | undefined {
    return this.mappings.platform(Number(id))?.slug;
  }

  genre(id: string): string | undefined {
    return this.mappings.genre(Number(id))?.slug;
  }

  private async known(sql: string, said: readonly string[]): Promise<Known> {
    const { rows } = await this.database.query<{ said: string; meant: string }>(sql, [said]);
    return new Map(rows.map((row) => [row.said, row.meant]));
  }
}
