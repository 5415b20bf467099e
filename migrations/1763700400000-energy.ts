import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Power is in MW, as published; `run_id` is the import run that last wrote the row. */
export class Energy1763700400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [AREAS, LOAD, MIX, COVERAGE]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE load_coverage, mix_point, load_point, energy_area');
  }
}

const AREAS = `
  CREATE TABLE energy_area (
    id smallint CONSTRAINT energy_area_pkey PRIMARY KEY,
    code text NOT NULL CONSTRAINT energy_area_code_key UNIQUE,
    insee_code text CONSTRAINT energy_area_insee_code_key UNIQUE,
    name text NOT NULL,
    rte_label text NOT NULL,
    kind text NOT NULL CONSTRAINT energy_area_kind_check CHECK (kind IN ('country', 'region')));
  INSERT INTO energy_area (id, code, insee_code, name, rte_label, kind) VALUES
    (0, 'FR', NULL, 'France', 'France', 'country'),
    (11, 'FR-IDF', '11', 'Île-de-France', 'Ile-de-France', 'region'),
    (24, 'FR-CVL', '24', 'Centre-Val de Loire', 'Centre-Val de Loire', 'region'),
    (27, 'FR-BFC', '27', 'Bourgogne-Franche-Comté', 'Bourgogne-Franche-Comté', 'region'),
    (28, 'FR-NOR', '28', 'Normandie', 'Normandie', 'region'),
    (32, 'FR-HDF', '32', 'Hauts-de-France', 'Hauts-de-France', 'region'),
    (44, 'FR-GES', '44', 'Grand Est', 'Grand-Est', 'region'),
    (52, 'FR-PDL', '52', 'Pays de la Loire', 'Pays-de-la-Loire', 'region'),
    (53, 'FR-BRE', '53', 'Bretagne', 'Bretagne', 'region'),
    (75, 'FR-NAQ', '75', 'Nouvelle-Aquitaine', 'Nouvelle-Aquitaine', 'region'),
    (76, 'FR-OCC', '76', 'Occitanie', 'Occitanie', 'region'),
    (84, 'FR-ARA', '84', 'Auvergne-Rhône-Alpes', 'Auvergne-Rhône-Alpes', 'region'),
    (93, 'FR-PAC', '93', 'Provence-Alpes-Côte d’Azur', 'PACA', 'region')`;

const QUARTER = 'CHECK (mod(extract(epoch FROM at)::bigint, 900) = 0)';
const NATURE = 'CHECK (nature BETWEEN 1 AND 3)';

// The key carries the two values that every read of the load wants: an index-only scan answers it.
const LOAD = `
  CREATE TABLE load_point (
    area_id smallint NOT NULL CONSTRAINT load_point_area_fkey REFERENCES energy_area,
    at timestamptz NOT NULL,
    mw integer NOT NULL,
    nature smallint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT load_point_pkey PRIMARY KEY (area_id, at) INCLUDE (mw, nature),
    CONSTRAINT load_point_quarter_check ${QUARTER},
    CONSTRAINT load_point_mw_check CHECK (mw BETWEEN 0 AND 150000),
    CONSTRAINT load_point_nature_check ${NATURE})`;

// Null: not available or not applicable, never zero. Signs as in the source.
const MIX = `
  CREATE TABLE mix_point (
    area_id smallint NOT NULL CONSTRAINT mix_point_area_fkey REFERENCES energy_area,
    at timestamptz NOT NULL,
    oil integer, coal integer, gas integer, nuclear integer, wind integer, solar integer, hydro integer, bioenergy integer,
    thermal integer, pumping integer, battery_charging integer, battery_discharging integer,
    exchange_physical integer, exchange_england integer, exchange_spain integer, exchange_italy integer,
    exchange_switzerland integer, exchange_germany_belgium integer, co2_g_per_kwh integer,
    oil_turbine integer, oil_cogeneration integer, oil_other integer,
    gas_turbine integer, gas_cogeneration integer, gas_combined_cycle integer, gas_other integer,
    hydro_run_of_river integer, hydro_lake integer, hydro_pumped_storage integer,
    bioenergy_waste integer, bioenergy_biomass integer, bioenergy_biogas integer,
    wind_onshore integer, wind_offshore integer,
    nature smallint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT mix_point_pkey PRIMARY KEY (area_id, at),
    CONSTRAINT mix_point_quarter_check ${QUARTER},
    CONSTRAINT mix_point_nature_check ${NATURE})`;

// Spans of imported files, valued or not: they tell why a slot has no value.
const COVERAGE = `
  CREATE TABLE load_coverage (
    area_id smallint NOT NULL CONSTRAINT load_coverage_area_fkey REFERENCES energy_area,
    nature smallint NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    last_value_at timestamptz,
    synthetic boolean NOT NULL DEFAULT false,
    run_id bigint NOT NULL,
    CONSTRAINT load_coverage_pkey PRIMARY KEY (area_id, nature, first_at),
    CONSTRAINT load_coverage_nature_check ${NATURE},
    CONSTRAINT load_coverage_span_check CHECK (first_at <= last_at AND last_value_at BETWEEN first_at AND last_at))`;
