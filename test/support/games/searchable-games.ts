import type { Generations } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import { titleFeatures } from '../../../libs/games/src/domain/title/title-key';
import { gameMappings } from '../../../libs/games/src/infrastructure/mapping/mapping-files';
import { SearchTables } from '../../../libs/games/src/infrastructure/postgres-search/search-tables';

export interface SearchableGame {
  readonly id: number;
  readonly name: string;
  readonly state?: 'live' | 'gone';
  readonly kind?: string;
  readonly year?: number;
  readonly rating?: number;
  readonly ratingCount?: number;
  readonly sales?: number;
  readonly platforms?: readonly string[];
  readonly genres?: readonly string[];
  readonly developers?: readonly string[];
  readonly countries?: readonly string[];
  readonly alternatives?: readonly string[];
  readonly keywords?: readonly string[];
  readonly summary?: { readonly en?: string; readonly fr?: string };
}

const INSERT = `
  INSERT INTO game (id, state, name, name_fold, title_key, kind, first_release_year, rating, rating_count, sales_million,
    platforms, genres, developers, publishers, companies, countries, sources, detail, synthetic)
  VALUES ($1, $2, $3, hexagone_fold($3), $4, $5, $6, $7, $8, $9, $10, $11, $12, '{}', $12, $13, '{igdb}', $14::text::jsonb, true)
  ON CONFLICT (id) DO UPDATE SET (state, name, name_fold, title_key, kind, first_release_year, rating, platforms, genres, detail)
    = (EXCLUDED.state, EXCLUDED.name, EXCLUDED.name_fold, EXCLUDED.title_key, EXCLUDED.kind, EXCLUDED.first_release_year,
       EXCLUDED.rating, EXCLUDED.platforms, EXCLUDED.genres, EXCLUDED.detail)`;

const columnsOf = ({ id, name, state = 'live', kind = 'game', ...game }: SearchableGame): readonly unknown[] => [
  ...[id, state, name, titleFeatures(name).key, kind, game.year ?? null, game.rating ?? null],
  ...[game.ratingCount ?? null, game.sales ?? null, game.platforms ?? [], game.genres ?? []],
  ...[game.developers ?? [], game.countries ?? []],
  JSON.stringify({
    name,
    alternativeTitles: (game.alternatives ?? []).map((other) => ({ name: other, comment: null })),
    ...{ keywords: game.keywords ?? [], themes: [], storyline: null },
    summary: game.summary ? { en: null, fr: null, ...game.summary } : null,
  }),
];

export interface Catalogue {
  readonly database: Database;
  readonly generations: Generations;
}

/** Golden games as a publication leaves them: found by words, and in the outbox. */
export async function publishGames(
  { database, generations }: Catalogue,
  games: readonly SearchableGame[],
): Promise<void> {
  const tables = new SearchTables(gameMappings());
  await database.run(async () => {
    for (const game of games) await database.query(INSERT, columnsOf(game));
    const ids = games.map(({ id }) => id);
    await database.query('INSERT INTO game_outbox (game_id) SELECT unnest($1::integer[])', [ids]);
    await tables.refresh(database, ids);
    await generations.touch('games');
  });
}
