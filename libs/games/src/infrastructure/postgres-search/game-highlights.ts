import type { Database } from '@hexagone/platform';
import type { Highlights } from '../../application/search/game-search';
import { FROM, fragmentsOf, UNTIL } from '../../domain/search/fragments';

const MOST_OF_TEXT = 2_000;

/** Every word of a text that is meant, marked; PostgreSQL's own fragments take five times as long. */
const marked = (language: string, text: string): string =>
  `ts_headline('public.hx_${language}', left(${text}, ${MOST_OF_TEXT}), $1::tsquery, 'HighlightAll=true, StartSel=${FROM}, StopSel=${UNTIL}')`;

/** In French where there is no English. */
const inText = (text: string): string =>
  `coalesce(${marked('en', `${text} ->> 'en'`)}, ${marked('fr', `${text} ->> 'fr'`)})`;

/** Texts are only looked at where the names do not have all words already. */
const HIGHLIGHTS = `
  SELECT g.id, ${marked('en', 'g.name')} AS name, ${inText('d.summary')} AS summary, ${inText('d.storyline')} AS storyline
  FROM game g JOIN game_search s ON s.game_id = g.id
    LEFT JOIN LATERAL jsonb_to_record(g.detail) AS d (summary jsonb, storyline jsonb) ON NOT s.names @@ $1::tsquery
  WHERE g.id = ANY($2::integer[])`;

const FIELDS = ['name', 'summary', 'storyline'] as const;

type Row = Readonly<Record<(typeof FIELDS)[number], string | null>> & { readonly id: number };

/** Where the words of a `tsquery` stand in these games; one without any is left out. */
export async function highlightsIn(
  database: Database,
  query: string,
  games: readonly number[],
): Promise<ReadonlyMap<number, Highlights>> {
  const { rows } = await database.query<Row>(HIGHLIGHTS, [query, games]);
  const found = rows.map((row) => {
    const fields = FIELDS.map((field) => [field, fragmentsOf(row[field] ?? '')] as const);
    return [row.id, Object.fromEntries(fields.filter(([, fragments]) => fragments.length > 0))] as const;
  });
  return new Map(found.filter(([, fields]) => Object.keys(fields).length > 0));
}
