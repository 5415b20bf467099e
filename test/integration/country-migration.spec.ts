import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type MigrationInterface } from 'typeorm';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { countryMigration } from '../../libs/sites/src/infrastructure/persistence/country-migration';
import { SitesGermany1763790000000 } from '../fixtures/countries/germany/1763790000000-sites-germany';
import { germany } from '../fixtures/countries/germany/germany.country';
import { freshDatabase } from '../support/database';

/** The schema, and the countries in it. */
const DESCRIPTION = `
  SELECT json_agg(x ORDER BY x) AS everything FROM (
    SELECT 'country ' || code AS x FROM site_countries
    UNION ALL SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migration'::regclass) d`;

/** What a migration makes of a database that knows the countries there are, and what is left after its way back. */
async function madeBy(
  migration: new () => MigrationInterface,
): Promise<{ up: unknown; down: unknown; start: unknown }> {
  const fresh = await freshDatabase();
  const source = await new DataSource({ type: 'postgres', url: fresh.url }).initialize();
  const described = async (): Promise<unknown> =>
    (await source.query<[{ everything: unknown }]>(DESCRIPTION))[0].everything;
  const runner = source.createQueryRunner();
  try {
    const start = await described();
    await new migration().up(runner);
    const up = await described();
    await new migration().down(runner);
    return { start, up, down: await described() };
  } finally {
    await runner.release();
    await source.destroy();
    await fresh.close();
  }
}

describe('the migration that a pack prints', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hexagone-country-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the schema of the one written by hand, and undoes it', async () => {
    const file = join(folder, '1763790000001-sites-germany.ts');
    writeFileSync(file, countryMigration(germany, PACKS, 1763790000001));
    const printed = (await import(file)) as Record<string, new () => MigrationInterface>;
    const made = await madeBy(printed['SitesGermany1763790000001']!);
    expect(made.up).toEqual((await madeBy(SitesGermany1763790000000)).up);
    expect(made.up).not.toEqual(made.start);
    expect(made.down).toEqual(made.start);
  });
});
