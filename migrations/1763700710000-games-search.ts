import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Twins of `fold` and `wordsOf` of the games' titles, written so that neither the server's version nor its locale makes a
 * difference: what is no letter and no digit is listed.
 */
const FOLD = String.raw`
  CREATE FUNCTION hexagone_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT replace(regexp_replace(translate(replace(replace(replace(lower(
      regexp_replace(normalize(translate(t, '™®©℠´', ''), NFKD),
        '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]', '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđ’''ʼ${'`'}′', 'old'), '[\u2010-\u2012]', '-', 'g'), '&', ' and ') $$;
  CREATE FUNCTION hexagone_words(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT string_to_array(trim(regexp_replace(folded,
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u2000-\u206f\u20a0-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufe10-\ufe6f\uff00-\uff0f\uff5f-\uff65\ufff0-\uffff]+',
      ' ', 'g')), ' ') $$;`;

/** Accents and stop words both count: the stop list is asked before accents go, the stem is made after it. What is ASCII has none. */
const CONFIGURATIONS = ['fr french', 'en english']
  .map((both) => both.split(' '))
  .map(
    ([short = '', language = '']) => `
  CREATE TEXT SEARCH DICTIONARY hx_${short}_stop (TEMPLATE = simple, STOPWORDS = ${language}, ACCEPT = false);
  CREATE TEXT SEARCH DICTIONARY hx_${short}_stem (TEMPLATE = snowball, LANGUAGE = ${language}, STOPWORDS = ${language});
  CREATE TEXT SEARCH CONFIGURATION hx_${short} (COPY = ${language});
  ALTER TEXT SEARCH CONFIGURATION hx_${short} ALTER MAPPING FOR asciiword, asciihword, hword_asciipart
    WITH hx_${short}_stem;
  ALTER TEXT SEARCH CONFIGURATION hx_${short} ALTER MAPPING FOR hword, hword_part, word
    WITH hx_${short}_stop, public.unaccent, hx_${short}_stem;`,
  )
  .join('');

/**
 * What games are found by, made anew in each transaction that changes them. Names apart from everything: they are judged
 * in short rows. Weights in `names`: A and B for words of the name and of other names as they are, C and D for what stands
 * for them. Words of titles and how many games have them: game_word.
 */
const TABLES = `
  CREATE TABLE game_search (
    game_id integer CONSTRAINT game_search_pk PRIMARY KEY,
    kind text NOT NULL,
    popularity real NOT NULL,
    compact text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    names tsvector NOT NULL);
  CREATE INDEX game_search_names ON game_search USING gin (names);
  CREATE INDEX game_search_compact ON game_search (compact);
  CREATE INDEX game_search_popularity ON game_search (popularity DESC, game_id);
  CREATE TABLE game_document (
    game_id integer CONSTRAINT game_document_pk PRIMARY KEY,
    kind text NOT NULL,
    popularity real NOT NULL,
    title_words text[] COLLATE "C" NOT NULL,
    document tsvector NOT NULL);
  CREATE INDEX game_document_words ON game_document USING gin (document);
  CREATE INDEX game_document_popularity ON game_document (popularity DESC, game_id);
  ALTER TABLE game ALTER name_fold TYPE text COLLATE "C";
  DROP INDEX game_name;
  CREATE INDEX game_name ON game (name_fold, id) WHERE state = 'live';
  CREATE TABLE game_word (
    word text COLLATE "C" CONSTRAINT game_word_pk PRIMARY KEY,
    df integer NOT NULL);
  COMMENT ON COLUMN game_search.names IS 'not-personal: names of a game';`;

export class GamesSearch1763700710000 implements MigrationInterface {
  readonly name = 'GamesSearch1763700710000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [FOLD, CONFIGURATIONS, TABLES]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE game_word, game_document, game_search;
      ALTER TABLE game ALTER name_fold TYPE text COLLATE "default";
      DROP INDEX game_name;
      CREATE INDEX game_name ON game (name COLLATE "C", id) WHERE state = 'live';
      DROP FUNCTION hexagone_words, hexagone_fold;
      DROP TEXT SEARCH CONFIGURATION hx_fr, hx_en;
      DROP TEXT SEARCH DICTIONARY hx_fr_stop, hx_fr_stem, hx_en_stop, hx_en_stem;`);
  }
}
