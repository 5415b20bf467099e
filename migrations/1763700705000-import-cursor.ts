import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where readers left off. A dataset may have several; the column that had room for one was never written. */
export class ImportCursor1763700705000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE import_cursor (
        dataset text NOT NULL CONSTRAINT import_cursor_dataset_fk REFERENCES dataset,
        reader text NOT NULL,
        cursor jsonb NOT NULL,
        run_id bigint NOT NULL CONSTRAINT import_cursor_run_fk REFERENCES import_run,
        CONSTRAINT import_cursor_pk PRIMARY KEY (dataset, reader));
      ALTER TABLE dataset DROP COLUMN cursor;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE dataset ADD COLUMN cursor jsonb; DROP TABLE import_cursor;`);
  }
}
