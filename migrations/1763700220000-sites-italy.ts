import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sites of Italy have of their own. */
export class SitesItaly1763700220000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO site_countries VALUES ('IT');
      ALTER TABLE sites ADD COLUMN efficiency double precision;
      ALTER TABLE sites ADD CONSTRAINT sites_efficiency_of_it_ck CHECK ((country IN ('IT')) = (efficiency IS NOT NULL)) NOT VALID;
      ALTER TABLE sites ADD CONSTRAINT sites_it_efficiency_ck CHECK (country <> 'IT' OR (efficiency >= 0 AND efficiency < 'Infinity')) NOT VALID;
      ALTER TABLE sites ADD CONSTRAINT sites_it_weekend_ck CHECK (country <> 'IT' OR extract(isodow FROM installation_date) IN (6, 7)) NOT VALID;
      ALTER TABLE sites VALIDATE CONSTRAINT sites_efficiency_of_it_ck;
      ALTER TABLE sites VALIDATE CONSTRAINT sites_it_efficiency_ck;
      ALTER TABLE sites VALIDATE CONSTRAINT sites_it_weekend_ck`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM site_countries WHERE code = 'IT';
      ALTER TABLE sites DROP CONSTRAINT sites_efficiency_of_it_ck;
      ALTER TABLE sites DROP CONSTRAINT sites_it_efficiency_ck;
      ALTER TABLE sites DROP CONSTRAINT sites_it_weekend_ck;
      ALTER TABLE sites DROP COLUMN efficiency`);
  }
}
