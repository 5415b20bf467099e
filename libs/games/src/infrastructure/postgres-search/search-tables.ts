import { DerivedTables } from '../../application/derived-tables';
import type { CatalogueSession } from '../../application/catalogue-session';
import type { Mappings } from '../../domain/mapping/mappings';

/** Far beyond any text of a source; a search vector has a limit of its own. */
const MOST_OF_TEXT = 50_000;

const text = (of: string): string => `left(${of}, ${MOST_OF_TEXT})`;

/** `words`: SQL of the words of a name; `raw`: of the name as it is. Found by its words, by their stems, and as written in one. */
const nameVector = (words: string, raw: string): string =>
  `to_tsvector('simple', concat_ws(' ', ${words})) || to_tsvector('public.hx_en', ${raw}) || to_tsvector('public.hx_fr', ${raw})`;

/** Of each game: the words of its name and of its other names. */
const NAMED = `
  SELECT g.*, w.words, a.raw AS other_names, a.joined, a.words AS other_words
  FROM (SELECT g.id, g.kind, g.name, g.title_key, g.detail, g.genres,
          hexagone_fold(g.name) AS folded, coalesce(g.rating_count, 0) + 50 * coalesce(g.sales_million, 0) AS popularity
        FROM game g WHERE g.id = ANY($1::integer[]) AND g.state = 'live' OFFSET 0) g
  CROSS JOIN LATERAL (SELECT hexagone_words(g.folded) AS words OFFSET 0) w
  CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(o.name, ' . '), '') AS raw,
      string_agg(concat_ws(' ', array_to_string(o.words, ' '), hexagone_joined_words(o.words), hexagone_initials(o.folded)), ' ') AS joined,
      coalesce(string_agg(array_to_string(o.words, ' '), ' '), '') AS words
    FROM (SELECT n.name, f.folded, hexagone_words(f.folded) AS words
          FROM jsonb_to_recordset(g.detail -> 'alternativeTitles') AS n (name text),
            LATERAL (SELECT hexagone_fold(n.name) AS folded OFFSET 0) f OFFSET 0) o) a`;

const DOCUMENTS = `
  SELECT n.id, n.kind, array_to_string(n.words, '') AS compact, replace(n.title_key, ' ', '') AS key, n.popularity,
    ARRAY(SELECT DISTINCT unnest(n.words || string_to_array(n.other_words, ' '))) AS title_words,
    setweight(${nameVector(
      `array_to_string(n.words, ' '), hexagone_joined_words(n.words), hexagone_initials(n.folded), n.title_key`,
      'n.name',
    )}, 'A') || setweight(${nameVector('n.joined', 'n.other_names')}, 'B') AS names,
    setweight(to_tsvector('public.hx_en', concat_ws(' ', n.detail -> 'keywords', n.detail -> 'themes', t.en))
      || to_tsvector('public.hx_fr', coalesce(t.fr, '')), 'C')
    || setweight(to_tsvector('public.hx_en', concat_ws(' ',
        ${text(`n.detail #>> '{summary,en}'`)}, ${text(`n.detail #>> '{storyline,en}'`)}))
      || to_tsvector('public.hx_fr', concat_ws(' ',
        ${text(`n.detail #>> '{summary,fr}'`)}, ${text(`n.detail #>> '{storyline,fr}'`)})), 'D') AS texts
  FROM (${NAMED}) n
  CROSS JOIN LATERAL (SELECT string_agg(x.en, ' ') AS en, string_agg(x.fr, ' ') AS fr
    FROM jsonb_to_recordset($2::jsonb) AS x (slug text, en text, fr text) WHERE x.slug = ANY(n.genres)) t`;

const FORGET_WORDS = `
  UPDATE game_word w SET df = w.df - f.games
  FROM (SELECT word, count(*) AS games FROM game_search s, unnest(s.title_words) word
    WHERE s.game_id = ANY($1::integer[]) GROUP BY word) f
  WHERE w.word = f.word`;

const FORGET = `DELETE FROM game_search s WHERE s.game_id = ANY($1::integer[])`;

const SEARCHED = `
  INSERT INTO game_search (game_id, kind, compact, key, popularity, title_words, names, document)
  SELECT id, kind, compact, key, popularity, title_words, names, names || texts FROM (${DOCUMENTS} OFFSET 0) d`;

/** A word with a digit is another word with another digit: none of them is ever meant for the other. */
const COUNT_WORDS = `
  INSERT INTO game_word AS w (word, df)
  SELECT word, count(*) FROM game_search s, unnest(s.title_words) word
  WHERE s.game_id = ANY($1::integer[]) AND length(word) BETWEEN 2 AND 40 AND word !~ '[0-9]' GROUP BY word
  ON CONFLICT (word) DO UPDATE SET df = w.df + excluded.df`;

const FORGOTTEN_WORDS = 'DELETE FROM game_word WHERE df <= 0';

/** What PostgreSQL finds games by. */
export class SearchTables extends DerivedTables {
  private readonly genres: string;

  constructor({ genres }: Pick<Mappings, 'genres'>) {
    super();
    this.genres = JSON.stringify(genres);
  }

  async refresh(session: CatalogueSession, games: readonly number[]): Promise<void> {
    if (games.length === 0) return;
    await session.query(FORGET_WORDS, [games]);
    await session.query(FORGET, [games]);
    await session.query(SEARCHED, [games, this.genres]);
    await session.query(COUNT_WORDS, [games]);
    await session.query(FORGOTTEN_WORDS);
  }
}
