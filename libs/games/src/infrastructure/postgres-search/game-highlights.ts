import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Highlights } from '../../application/search/game-search';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type Corrections, WordsQuery } from './words-query';

/** Members that fragments are cut from, with the language of their words. */
const FIELDS = [
  ['name', 'g.name', 'en'],
  ['summary', `g.detail #>> '{summary,en}'`, 'en'],
  ['summary', `g.detail #>> '{summary,fr}'`, 'fr'],
  ['storyline', `g.detail #>> '{storyline,en}'`, 'en'],
  ['storyline', `g.detail #>> '{storyline,fr}'`, 'fr'],
] as const;

/** Signs that no text of a source holds; they become tags when everything else is escaped. */
const [FROM, UNTIL, CUT] = ['\u0002', '\u0003', '\u0004'];
const OPTIONS = `StartSel=${FROM}, StopSel=${UNTIL}, FragmentDelimiter=${CUT}, MaxFragments=2, MaxWords=25, MinWords=8`;
const MOST_OF_TEXT = 4000;

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  [FROM]: '<em>',
  [UNTIL]: '</em>',
};

const asHtml = (fragment: string): string =>
  fragment.trim().replace(/[&<>"\u0002\u0003]/g, (sign) => ESCAPED[sign] ?? sign);

/** Where the words of a query stand in names and texts. */
@Injectable()
export class GameHighlights {
  constructor(private readonly database: Database) {}

  async of(
    query: ParsedQuery,
    corrections: Corrections,
    games: readonly number[],
  ): Promise<ReadonlyMap<number, Highlights>> {
    if (games.length === 0 || query.text === '') return new Map();
    const to = new SqlParameters();
    const asked = new WordsQuery(query, to).sql(corrections);
    const headlines = FIELDS.map(
      ([, sql, language], i) =>
        `ts_headline('public.hx_${language}', left(${sql}, ${MOST_OF_TEXT}), q.asked, '${OPTIONS}') AS f${i}`,
    );
    const { rows } = await this.database.query<Record<string, string | null> & { id: number }>(
      `SELECT g.id, ${headlines.join(', ')} FROM (SELECT ${asked} AS asked OFFSET 0) q, game g WHERE g.id = ANY(${to.add(games)}::integer[])`,
      to.values,
    );
    return new Map(
      rows.map((row) => [row.id, fragmentsOf(row)] as const).filter(([, found]) => Object.keys(found).length > 0),
    );
  }
}

function fragmentsOf(row: Readonly<Record<string, string | number | null>>): Highlights {
  const found: Record<string, string[]> = {};
  for (const [i, [field]] of FIELDS.entries()) {
    const fragments = String(row[`f${i}`] ?? '')
      .split(CUT)
      .filter((fragment) => fragment.includes(FROM));
    if (fragments.length > 0) (found[field] ??= []).push(...fragments.map(asHtml));
  }
  return found;
}
