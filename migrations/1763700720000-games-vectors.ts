import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One vector per game and model, of length 1, with the hash of the text that it stands for. */
const EMBEDDING = `
  CREATE TABLE game_embedding (
    game_id integer CONSTRAINT game_embedding_game_fk REFERENCES game ON DELETE CASCADE,
    model text COLLATE "C",
    dimensions integer NOT NULL,
    text_sha256 text NOT NULL,
    vector real[] NOT NULL,
    embedded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT game_embedding_pk PRIMARY KEY (game_id, model),
    CONSTRAINT game_embedding_dimensions_ck CHECK (array_length(vector, 1) = dimensions));`;

/**
 * What needs the extension vector is made on demand, and only where the server has a fit one: a table of one model's
 * vectors, in step with game_embedding, and an index of them. It answers whether there is one now. The extension has
 * iterative scans from 0.8 on: without them a filter would leave too few games.
 */
const INDEX_ON_DEMAND = `
  CREATE FUNCTION game_vectors_prepare(wanted text, width integer) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector'
        AND string_to_array(coalesce(installed_version, default_version), '.')::integer[] >= ARRAY[0, 8]) THEN
      RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('game_vectors_prepare'));
    IF obj_description(to_regclass('public.game_embedding_vector')) = wanted THEN RETURN true; END IF;
    CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
    DROP TABLE IF EXISTS public.game_embedding_vector;
    EXECUTE format('CREATE TABLE public.game_embedding_vector (
      game_id integer CONSTRAINT game_embedding_vector_pk PRIMARY KEY
        CONSTRAINT game_embedding_vector_game_fk REFERENCES public.game ON DELETE CASCADE,
      vector public.vector(%s) NOT NULL)', width);
    EXECUTE format('COMMENT ON TABLE public.game_embedding_vector IS %L', wanted);
    INSERT INTO public.game_embedding_vector
      SELECT e.game_id, e.vector::public.vector FROM public.game_embedding e WHERE e.model = wanted;
    CREATE INDEX game_embedding_vector_near ON public.game_embedding_vector USING hnsw (vector public.vector_cosine_ops);
    EXECUTE format('CREATE OR REPLACE TRIGGER game_embedding_copied AFTER INSERT OR UPDATE ON public.game_embedding
      FOR EACH ROW WHEN (NEW.model = %L) EXECUTE FUNCTION public.game_embedding_copy()', wanted);
    RETURN true;
  EXCEPTION WHEN insufficient_privilege OR undefined_object OR undefined_file THEN RETURN false;
  END $$;
  CREATE FUNCTION game_embedding_copy() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO public.game_embedding_vector VALUES (NEW.game_id, NEW.vector::public.vector)
      ON CONFLICT (game_id) DO UPDATE SET vector = EXCLUDED.vector;
    RETURN NULL;
  END $$;`;

export class GamesVectors1763700720000 implements MigrationInterface {
  readonly name = 'GamesVectors1763700720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EMBEDDING);
    await runner.query(INDEX_ON_DEMAND);
  }

  /** The extension stays: others may use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE IF EXISTS game_embedding_vector; DROP TABLE game_embedding;
      DROP FUNCTION game_embedding_copy; DROP FUNCTION game_vectors_prepare`);
  }
}
