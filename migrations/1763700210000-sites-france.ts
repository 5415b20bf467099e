import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sites of France have of their own. */
export class SitesFrance1763700210000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO site_countries VALUES ('FR');
      ALTER TABLE sites ADD COLUMN useful_energy_at_1_megawatt double precision;
      ALTER TABLE sites ADD CONSTRAINT sites_useful_energy_at_1_megawatt_of_fr_ck CHECK ((country IN ('FR')) = (useful_energy_at_1_megawatt IS NOT NULL)) NOT VALID;
      ALTER TABLE sites ADD CONSTRAINT sites_fr_useful_energy_at_1_megawatt_ck CHECK (country <> 'FR' OR (useful_energy_at_1_megawatt >= 0 AND useful_energy_at_1_megawatt < 'Infinity')) NOT VALID;
      ALTER TABLE sites VALIDATE CONSTRAINT sites_useful_energy_at_1_megawatt_of_fr_ck;
      ALTER TABLE sites VALIDATE CONSTRAINT sites_fr_useful_energy_at_1_megawatt_ck;
      CREATE UNIQUE INDEX sites_fr_one_per_day_uq ON sites (installation_date) WHERE country = 'FR'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM site_countries WHERE code = 'FR';
      DROP INDEX sites_fr_one_per_day_uq;
      ALTER TABLE sites DROP CONSTRAINT sites_useful_energy_at_1_megawatt_of_fr_ck;
      ALTER TABLE sites DROP CONSTRAINT sites_fr_useful_energy_at_1_megawatt_ck;
      ALTER TABLE sites DROP COLUMN useful_energy_at_1_megawatt`);
  }
}
