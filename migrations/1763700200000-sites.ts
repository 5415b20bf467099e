import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sites of every country have. A country adds its own columns, checks and indexes in a migration of its own. */
export class Sites1763700200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SITES, ROW_VERSION]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE sites;
      DROP TABLE site_countries;
      DROP FUNCTION raise_row_version`);
  }
}

// The bounds of the date also keep out infinity, whose weekday is unknown and would pass any CHECK.
const SITES = `
  CREATE TABLE site_countries (
    code text CONSTRAINT site_countries_pkey PRIMARY KEY,
    CONSTRAINT site_countries_code_ck CHECK (code ~ '^[A-Z]{2}$'));
  CREATE TABLE sites (
    id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT sites_pkey PRIMARY KEY,
    country text NOT NULL,
    name text NOT NULL,
    installation_date date NOT NULL,
    max_power_megawatt double precision NOT NULL,
    min_power_megawatt double precision NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT sites_country_fk FOREIGN KEY (country) REFERENCES site_countries (code),
    CONSTRAINT sites_name_ck CHECK (char_length(btrim(name)) BETWEEN 1 AND 200),
    CONSTRAINT sites_date_ck CHECK (installation_date BETWEEN '1800-01-01' AND '2199-12-31'),
    CONSTRAINT sites_max_ck CHECK (max_power_megawatt >= 0 AND max_power_megawatt < 'Infinity'),
    CONSTRAINT sites_min_ck CHECK (min_power_megawatt >= 0 AND min_power_megawatt < 'Infinity'),
    CONSTRAINT sites_power_range_ck CHECK (min_power_megawatt <= max_power_megawatt));
  CREATE INDEX sites_country_ix ON sites (country);
  CREATE INDEX sites_date_ix ON sites (installation_date, id);
  CREATE INDEX sites_name_ix ON sites (name, id)`;

const ROW_VERSION = `
  CREATE FUNCTION raise_row_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER t50_version BEFORE UPDATE ON sites FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION raise_row_version()`;
