import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes are text for ever. `run_id` is the import run that last wrote the row; contexts are strangers: no foreign key. */
export class Territory1763700100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [EXTENSIONS, SEARCH_KEY, DIVISIONS, COMMUNES, HISTORY, NAMES_AND_POSITIONS, POSTAL_ENTRIES]) {
      await queryRunner.query(sql);
    }
  }

  /** The extensions stay: others may use them by now. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA territory CASCADE');
  }
}

const EXTENSIONS = `
  CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS cube SCHEMA public;
  CREATE SCHEMA territory`;

// Codes and keys are compared byte by byte: the collation that suits French names costs ten times more.
const CODE = 'text COLLATE "C"';

// unaccent(text) alone is STABLE; with its dictionary named it is safe to index. Twin of domain/search-key.ts.
const SEARCH_KEY = String.raw`
  CREATE FUNCTION territory.search_key(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      ' '||regexp_replace(regexp_replace(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, t)),
      '\ms/s\M','sous','g'),'\ms/','sur ','g'),'[^a-z0-9]+',' ','g')||' ',
      ' st(?= )',' saint','g'),' ste(?= )',' sainte','g'),' sts(?= )',' saints','g'),' stes(?= )',' saintes','g'),
      '(?<=[a-z0-9]) s(?= [a-z0-9])',' sur','g'),' ','') $$`;

const DIVISIONS = `
  CREATE TABLE territory.region (
    code ${CODE} CONSTRAINT region_pkey PRIMARY KEY, nom text NOT NULL, search_key ${CODE} NOT NULL, chef_lieu ${CODE} NOT NULL,
    zone ${CODE} NOT NULL, run_id bigint NOT NULL, source_line bigint NOT NULL);
  CREATE TABLE territory.departement (
    code ${CODE} CONSTRAINT departement_pkey PRIMARY KEY, nom text NOT NULL, search_key ${CODE} NOT NULL, chef_lieu ${CODE} NOT NULL,
    region_code ${CODE} NOT NULL CONSTRAINT departement_region_fk REFERENCES territory.region DEFERRABLE INITIALLY DEFERRED,
    zone ${CODE} NOT NULL, run_id bigint NOT NULL, source_line bigint NOT NULL);
  CREATE TABLE territory.arrondissement (
    code ${CODE} CONSTRAINT arrondissement_pkey PRIMARY KEY, nom text NOT NULL, chef_lieu ${CODE} NOT NULL,
    departement_code ${CODE} NOT NULL, region_code ${CODE} NOT NULL, run_id bigint NOT NULL, source_line bigint NOT NULL);
  CREATE TABLE territory.epci (
    code ${CODE} CONSTRAINT epci_pkey PRIMARY KEY, nom text NOT NULL, search_key ${CODE} NOT NULL, type ${CODE} NOT NULL,
    mode_financement text, population integer, population_totale integer, members text[] NOT NULL,
    run_id bigint NOT NULL, source_line bigint NOT NULL);
  CREATE INDEX epci_by_search_key ON territory.epci (search_key text_pattern_ops);
  CREATE TABLE territory.epci_member (
    commune_code ${CODE} CONSTRAINT epci_member_pkey PRIMARY KEY,
    epci_code ${CODE} NOT NULL CONSTRAINT epci_member_epci_fk REFERENCES territory.epci ON DELETE CASCADE, run_id bigint NOT NULL);
  CREATE INDEX epci_member_by_epci ON territory.epci_member (epci_code);
  CREATE TABLE territory.ept (
    code ${CODE} CONSTRAINT ept_pkey PRIMARY KEY, nom text NOT NULL, members text[] NOT NULL, population_totale integer,
    run_id bigint NOT NULL, source_line bigint NOT NULL)`;

// commune = commune_source ⊕ commune_override (⊕ epci_member), kept so by the transaction that changes either.
// No codes of manual communes are in commune_source; their run_id is null.
const COMMUNES = `
  CREATE TABLE territory.commune_source (
    code ${CODE} CONSTRAINT commune_source_pkey PRIMARY KEY, nom text NOT NULL, nom_majuscule text NOT NULL, search_key ${CODE} NOT NULL,
    departement_code ${CODE} NOT NULL, region_code ${CODE} NOT NULL, arrondissement_code ${CODE}, zone ${CODE} NOT NULL,
    population integer, siren ${CODE}, rang_chef_lieu smallint, codes_postaux text[] NOT NULL, anciens_codes text[] NOT NULL,
    run_id bigint NOT NULL, source_line bigint NOT NULL, changed_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE territory.commune_override (
    code text NOT NULL, field text NOT NULL, value jsonb NOT NULL, base_value jsonb, source_value jsonb,
    actor text NOT NULL, reason text, at timestamptz NOT NULL DEFAULT now(), state text NOT NULL DEFAULT 'active',
    CONSTRAINT commune_override_pkey PRIMARY KEY (code, field),
    CONSTRAINT commune_override_field_known CHECK (field IN ('nom', 'codesPostaux', 'population', 'siren', 'centre', 'codeEpci')),
    CONSTRAINT commune_override_state_known CHECK (state IN ('active', 'conflict', 'orphaned')));
  CREATE INDEX commune_override_by_state ON territory.commune_override (state, code);
  CREATE TABLE territory.commune_override_log (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT commune_override_log_pkey PRIMARY KEY,
    code text NOT NULL, field text NOT NULL, action text NOT NULL, value jsonb, base_value jsonb, source_value jsonb,
    actor text NOT NULL, reason text, at timestamptz NOT NULL DEFAULT now(), run_id bigint);
  CREATE INDEX commune_override_log_by_commune ON territory.commune_override_log (code, id);
  CREATE TABLE territory.commune (
    code ${CODE} CONSTRAINT commune_pkey PRIMARY KEY, nom text NOT NULL, nom_majuscule text NOT NULL, search_key ${CODE} NOT NULL,
    departement_code ${CODE} NOT NULL CONSTRAINT commune_departement_fk REFERENCES territory.departement DEFERRABLE INITIALLY DEFERRED,
    region_code ${CODE} NOT NULL, arrondissement_code ${CODE}, epci_code ${CODE}, zone ${CODE} NOT NULL, population integer, siren ${CODE},
    rang_chef_lieu smallint, codes_postaux text[] NOT NULL DEFAULT '{}', origin ${CODE} NOT NULL DEFAULT 'reference',
    version integer NOT NULL DEFAULT 1, run_id bigint, changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT commune_code_shape CHECK (code ~ '^(0[1-9]|[1-8][0-9]|9[0-578]|2[AB])[0-9A-Z]{3}$'),
    CONSTRAINT commune_origin_known CHECK (origin IN ('reference', 'manual')));
  CREATE INDEX commune_by_departement ON territory.commune (departement_code, code);
  CREATE INDEX commune_by_region ON territory.commune (region_code, code);
  CREATE INDEX commune_by_epci ON territory.commune (epci_code);
  CREATE INDEX commune_by_search_key ON territory.commune (search_key, departement_code);
  CREATE TABLE territory.sub_commune (
    code ${CODE} NOT NULL, type ${CODE} NOT NULL, parent_code ${CODE} NOT NULL, nom text NOT NULL, nom_majuscule text NOT NULL,
    search_key ${CODE} NOT NULL, departement_code ${CODE} NOT NULL, region_code ${CODE} NOT NULL, arrondissement_code ${CODE},
    zone ${CODE} NOT NULL, population integer, codes_postaux text[] NOT NULL, run_id bigint NOT NULL, source_line bigint NOT NULL,
    CONSTRAINT sub_commune_pkey PRIMARY KEY (code, type),
    CONSTRAINT sub_commune_type_known CHECK (type IN ('commune-deleguee', 'commune-associee', 'arrondissement-municipal')));
  CREATE INDEX sub_commune_by_parent ON territory.sub_commune (parent_code);
  CREATE INDEX sub_commune_by_search_key ON territory.sub_commune (search_key, departement_code);
  CREATE TABLE territory.commune_postal_code (
    commune_code ${CODE} NOT NULL, postal_code ${CODE} NOT NULL, source ${CODE} NOT NULL, position smallint NOT NULL,
    CONSTRAINT commune_postal_code_pkey PRIMARY KEY (commune_code, postal_code),
    CONSTRAINT commune_postal_code_shape CHECK (postal_code ~ '^[0-9]{5}$'),
    CONSTRAINT commune_postal_code_source_known CHECK (source IN ('reference', 'manual', 'communes-csv')));
  CREATE INDEX commune_postal_code_by_code ON territory.commune_postal_code (postal_code text_pattern_ops)`;

// A former code leads to the current commune; a period is half-open, [starts_on, ends_on), null = unbounded.
// The room left in each page of periods keeps `current_code` cheap to change.
const HISTORY = `
  CREATE TABLE territory.commune_code (
    former_code ${CODE} CONSTRAINT commune_code_pkey PRIMARY KEY, commune_code ${CODE} NOT NULL, source ${CODE} NOT NULL,
    CONSTRAINT commune_code_source_known CHECK (source IN ('reference', 'history', 'constant')));
  CREATE INDEX commune_code_by_commune ON territory.commune_code (commune_code);
  CREATE TABLE territory.commune_period (
    id ${CODE} CONSTRAINT commune_period_pkey PRIMARY KEY, type ${CODE} NOT NULL, code ${CODE} NOT NULL, nom text NOT NULL,
    search_key ${CODE} NOT NULL, starts_on date, ends_on date, starts_because text, ends_because text,
    successor ${CODE}, predecessor ${CODE}, pole ${CODE}, members text[], current_code ${CODE},
    run_id bigint NOT NULL, source_line bigint NOT NULL,
    CONSTRAINT commune_period_type_known CHECK (type IN ('COM', 'COMP', 'COMA', 'COMD'))) WITH (fillfactor = 75);
  CREATE INDEX commune_period_by_code ON territory.commune_period (code, starts_on);
  CREATE INDEX commune_period_by_search_key ON territory.commune_period (search_key)`;

// One published position per commune: the one of its best source (lowest rank). Distances are exact by `unit`, among the
// few that a box of `point(lon, lat)` leaves: an index on `unit` itself makes loading the positions four times slower.
const NAMES_AND_POSITIONS = `
  CREATE TABLE territory.commune_name (
    commune_code ${CODE} NOT NULL, key ${CODE} NOT NULL, kind ${CODE} NOT NULL, name text NOT NULL,
    CONSTRAINT commune_name_pkey PRIMARY KEY (commune_code, key, kind),
    CONSTRAINT commune_name_kind_known CHECK (kind IN ('official', 'delegated', 'associated', 'former', 'postal_label', 'locality')));
  CREATE INDEX commune_name_nearest ON territory.commune_name USING gist (key public.gist_trgm_ops (siglen = 64));
  CREATE INDEX commune_name_containing ON territory.commune_name USING gin (key public.gin_trgm_ops);
  CREATE INDEX commune_name_by_key ON territory.commune_name (key text_pattern_ops);
  CREATE TABLE territory.commune_position (
    commune_code ${CODE} NOT NULL, source ${CODE} NOT NULL, lat double precision NOT NULL, lon double precision NOT NULL,
    precision_km double precision NOT NULL, derived boolean NOT NULL DEFAULT false, published boolean NOT NULL DEFAULT false,
    run_id bigint, changed_at timestamptz NOT NULL DEFAULT now(),
    rank smallint NOT NULL GENERATED ALWAYS AS (CASE source WHEN 'manual' THEN 0 WHEN 'contours' THEN 1
      WHEN 'communes-csv' THEN 2 WHEN 'geocoder' THEN 3 WHEN 'geonames' THEN 4 ELSE 5 END) STORED,
    unit public.cube NOT NULL GENERATED ALWAYS AS (public.cube(ARRAY[
      cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))])) STORED,
    CONSTRAINT commune_position_pkey PRIMARY KEY (commune_code, source),
    CONSTRAINT commune_position_source_known
      CHECK (source IN ('manual', 'contours', 'communes-csv', 'geocoder', 'geonames', 'estimate')),
    CONSTRAINT commune_position_on_earth CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180));
  CREATE UNIQUE INDEX one_published_position_per_commune ON territory.commune_position (commune_code) WHERE published;
  CREATE INDEX commune_position_place ON territory.commune_position USING spgist (point(lon, lat)) WHERE published`;

// One entry per (département, postal code, name) of the communes file last published.
const POSTAL_ENTRIES = `
  CREATE TABLE territory.postal_entry (
    departement_code ${CODE} NOT NULL, postal_code ${CODE} NOT NULL, name_key ${CODE} NOT NULL, nom text NOT NULL, label text, label_key ${CODE},
    localities text[] NOT NULL DEFAULT '{}', lat double precision, lon double precision, commune_code ${CODE} NOT NULL,
    arrondissement_code ${CODE}, step smallint NOT NULL, source_departement ${CODE}, run_id bigint NOT NULL, source_line bigint NOT NULL,
    CONSTRAINT postal_entry_key UNIQUE (departement_code, postal_code, name_key));
  CREATE INDEX postal_entry_by_commune ON territory.postal_entry (commune_code);
  CREATE INDEX postal_entry_by_postal_code ON territory.postal_entry (postal_code)`;
