import type { CatalogueSession } from '../../application/catalogue-session';
import { DerivedTables } from '../../application/derived-tables';
import type { Mappings } from '../../domain/mapping/mappings';

/** Far beyond any text of a source; a search vector has a limit of its own. */
const MOST_OF_TEXT = 50_000;

const text = (of: string): string => `left(${of}, ${MOST_OF_TEXT})`;
const spaced = (words: string): string => `array_to_string(${words}, ' ')`;
/** Stop words in front keep one part from being read as if it followed the other. */
const stems = (name: string): string =>
  `to_tsvector('public.hx_en', 'the the ' || ${name}) || to_tsvector('public.hx_fr', 'le la ' || ${name})`;

/** Two or three words as others write them, in one: `far cry` is found by `farcry`. */
const joinedWords = (words: string): string => `(SELECT string_agg(concat(${words}[i], ${words}[i + 1])
    || coalesce(' ' || ${words}[i] || ${words}[i + 1] || ${words}[i + 2], ''), ' ')
  FROM generate_series(1, cardinality(${words}) - 1) i)`;

/** Initials without their dots. */
const initials = (folded: string): string =>
  `CASE WHEN ${folded} LIKE '%.%.%' THEN (SELECT string_agg(replace(m[1], '.', ''), ' ')
    FROM regexp_matches(${folded}, '((?:\\m[a-z0-9]\\.){2,}[a-z0-9]?)', 'g') m) END`;

/** Each game with the words of its name and of its other names: as they are, and what stands for them. */
const NAMED = `
  SELECT g.*, d.*, w.words, concat_ws(' ', ${joinedWords('w.words')}, ${initials('g.folded')}, g.title_key) AS joined, o.*
  FROM (SELECT g.id, g.kind, g.name, g.title_key, g.detail, g.genres, hexagone_fold(g.name) AS folded,
          coalesce(g.rating_count, 0) + 50 * coalesce(g.sales_million, 0) AS popularity
        FROM game g WHERE g.id = ANY($1::integer[]) AND g.state = 'live' OFFSET 0) g
  CROSS JOIN LATERAL jsonb_to_record(g.detail)
    AS d ("alternativeTitles" jsonb, keywords jsonb, themes jsonb, summary jsonb, storyline jsonb)
  CROSS JOIN LATERAL (SELECT hexagone_words(g.folded) AS words OFFSET 0) w
  CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(n.name, ' . '), '') AS other_names, coalesce(string_agg(${spaced('n.words')}, ' '), '') AS other_words,
      coalesce(string_agg(concat_ws(' ', ${joinedWords('n.words')}, ${initials('n.folded')}), ' '), '') AS other_joined
    FROM (SELECT a.name, f.folded, hexagone_words(f.folded) AS words
          FROM jsonb_to_recordset(d."alternativeTitles") AS a (name text),
            LATERAL (SELECT hexagone_fold(a.name) AS folded OFFSET 0) f OFFSET 0) n) o`;

const VECTORS = `
  SELECT n.id, n.kind, n.popularity, n.words AS name_words, n.title_key, n.other_words,
    to_tsvector('simple', ${spaced('n.words')}) AS name, ${stems('n.name')} || to_tsvector('simple', n.joined) AS name_stems,
    to_tsvector('simple', n.other_words) AS others, ${stems('n.other_names')} || to_tsvector('simple', n.other_joined) AS other_stems,
    to_tsvector('public.hx_en', concat_ws(' ', n.keywords, n.themes, t.en)) || to_tsvector('public.hx_fr', coalesce(t.fr, '')) AS tags,
    to_tsvector('public.hx_en', concat_ws(' ', ${text(`n.summary ->> 'en'`)}, ${text(`n.storyline ->> 'en'`)}))
      || to_tsvector('public.hx_fr', concat_ws(' ', ${text(`n.summary ->> 'fr'`)}, ${text(`n.storyline ->> 'fr'`)})) AS texts
  FROM (${NAMED}) n
  CROSS JOIN LATERAL (SELECT string_agg(x.en, ' ') AS en, string_agg(x.fr, ' ') AS fr
    FROM jsonb_to_recordset($2::jsonb) AS x (slug text, en text, fr text) WHERE x.slug = ANY(n.genres)) t`;

const FOUND_BY = `
  WITH made AS MATERIALIZED (${VECTORS}),
  names AS (
    INSERT INTO game_search (game_id, kind, popularity, compact, key, names)
    SELECT id, kind, popularity, array_to_string(name_words, ''), replace(title_key, ' ', ''),
      setweight(name, 'A') || setweight(others, 'B') || setweight(name_stems, 'C') || setweight(other_stems, 'D') FROM made)
  INSERT INTO game_document (game_id, kind, popularity, title_words, document)
  SELECT id, kind, popularity, ARRAY(SELECT DISTINCT unnest(name_words || string_to_array(other_words, ' '))),
    setweight(name || name_stems, 'A') || setweight(others || other_stems, 'B') || setweight(tags, 'C') || texts FROM made`;

/** A word with a digit is another word with another digit: none of them is ever meant for the other. */
const WORDS = `
  SELECT word, count(*) AS games FROM game_document d, unnest(d.title_words) word
  WHERE d.game_id = ANY($1::integer[]) AND length(word) BETWEEN 2 AND 40 AND word !~ '[0-9]' GROUP BY word`;

const FORGET_WORDS = `UPDATE game_word w SET df = w.df - f.games FROM (${WORDS}) f WHERE w.word = f.word`;

const COUNT_WORDS = `
  INSERT INTO game_word AS w (word, df) SELECT word, games FROM (${WORDS}) f
  ON CONFLICT (word) DO UPDATE SET df = w.df + excluded.df`;

const FORGET = `
  WITH names AS (DELETE FROM game_search WHERE game_id = ANY($1::integer[]))
  DELETE FROM game_document WHERE game_id = ANY($1::integer[])`;

const FORGOTTEN_WORDS = 'DELETE FROM game_word WHERE df <= 0';

/** Of so many games the words are held in memory at once. */
const BATCH = 5_000;

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
    for (let at = 0; at < games.length; at += BATCH)
      await session.query(FOUND_BY, [games.slice(at, at + BATCH), this.genres]);
    await session.query(COUNT_WORDS, [games]);
    await session.query(FORGOTTEN_WORDS);
  }
}
