import type { Database } from '@hexagone/platform';

export interface GoldenRow {
  readonly id: number;
  readonly name: string;
  readonly genres?: readonly string[];
  readonly companies?: readonly string[];
  readonly keywords?: readonly string[];
  readonly platforms?: readonly string[];
  readonly summary?: string;
  readonly year?: number;
  readonly state?: 'live' | 'merged' | 'gone';
  readonly mergedInto?: number;
  readonly kind?: string;
}

const INSERT = `
  INSERT INTO game (id, state, merged_into, name, name_fold, title_key, kind, first_release_year, platforms, genres,
    developers, publishers, companies, countries, sources, detail, synthetic)
  VALUES ($1, $2, $3, $4, lower($4), lower($4), $5, $6, $7, $8, '{}', '{}', $9, '{}', '{igdb}', $10::text::jsonb, true)
  ON CONFLICT (id) DO UPDATE SET (state, merged_into, name, genres, detail)
    = (EXCLUDED.state, EXCLUDED.merged_into, EXCLUDED.name, EXCLUDED.genres, EXCLUDED.detail)`;

/** Golden games as the catalogue would have written them, without their records. */
export async function goldenRows(database: Pick<Database, 'query'>, games: readonly GoldenRow[]): Promise<void> {
  for (const { id, name, ...more } of games) {
    const { state = 'live', mergedInto = null, kind = 'game', year = null, platforms = [], genres = [] } = more;
    const summary = more.summary === undefined ? null : { en: more.summary, fr: null };
    const detail = JSON.stringify({ name, summary, keywords: more.keywords ?? [] });
    const companies = more.companies ?? [];
    await database.query(INSERT, [id, state, mergedInto, name, kind, year, platforms, genres, companies, detail]);
  }
}
