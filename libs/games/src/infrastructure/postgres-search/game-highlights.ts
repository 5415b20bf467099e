import type { Database } from '@hexagone/platform';
import type { Highlights } from '../../application/search/game-search';

/** Signs that no text of a source holds; they become tags when everything else is escaped. */
const [FROM, UNTIL, CUT] = ['\u0002', '\u0003', '\u0004'];
const TAGS = `StartSel=${FROM}, StopSel=${UNTIL}`;
const FRAGMENTS = `${TAGS}, FragmentDelimiter=${CUT}, MaxFragments=2, MaxWords=25, MinWords=8`;
const MOST_OF_TEXT = 4000;

const headline = (language: string, text: string, options: string): string =>
  `ts_headline('public.hx_${language}', left(${text}, ${MOST_OF_TEXT}), $1::tsquery, '${options}')`;

/** In French where there is no English. */
const inText = (name: string): string =>
  `CASE WHEN s.names @@ $1::tsquery THEN NULL WHEN g.detail #>> '{${name},en}' IS NOT NULL
    THEN ${headline('en', `g.detail #>> '{${name},en}'`, FRAGMENTS)}
    ELSE ${headline('fr', `g.detail #>> '{${name},fr}'`, FRAGMENTS)} END`;

/** Texts are only looked at where the names do not have all words already. */
const HIGHLIGHTS = `
  SELECT g.id, ${headline('en', 'g.name', `${TAGS}, HighlightAll=true`)} AS name, ${inText('summary')} AS summary,
    ${inText('storyline')} AS storyline
  FROM game g JOIN game_search s ON s.game_id = g.id WHERE g.id = ANY($2::integer[])`;

const FIELDS = ['name', 'summary', 'storyline'] as const;

type Row = Readonly<Record<(typeof FIELDS)[number], string | null>> & { readonly id: number };

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const asHtml = (fragment: string): string =>
  fragment
    .trim()
    .replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)
    .replaceAll(FROM, '<em>')
    .replaceAll(UNTIL, '</em>');

const fragmentsOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(CUT)
    .filter((fragment) => fragment.includes(FROM))
    .map(asHtml);

/** Where the words of a `tsquery` stand in these games; one without any is left out. */
export async function highlightsIn(
  database: Database,
  query: string,
  games: readonly number[],
): Promise<ReadonlyMap<number, Highlights>> {
  const { rows } = await database.query<Row>(HIGHLIGHTS, [query, games]);
  const found = rows.map((row) => {
    const fields = FIELDS.map((field) => [field, fragmentsOf(row[field])] as const);
    return [row.id, Object.fromEntries(fields.filter(([, fragments]) => fragments.length > 0))] as const;
  });
  return new Map(found.filter(([, fields]) => Object.keys(fields).length > 0));
}
