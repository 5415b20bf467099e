import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { countryMigration } from '../../libs/sites/src/infrastructure/persistence/country-migration';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
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

type Migration = new () => MigrationInterface;

/** On a database that knows the countries there are. */
async function onSource<T>(schemas: EntitySchema[], work: (source: DataSource) => Promise<T>): Promise<T> {
  const fresh = await freshDatabase();
  const source = await new DataSource(connectionOptions(fresh.url, schemas)).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
    await fresh.close();
  }
}

async function applied(source: DataSource, migration: Migration, direction: 'up' | 'down'): Promise<unknown> {
  const runner = source.createQueryRunner();
  await new migration()[direction](runner);
  await runner.release();
  return described(source);
}

const described = async (source: DataSource): Promise<unknown> =>
  (await source.query<[{ everything: unknown }]>(DESCRIPTION))[0].everything;

/** The schema before a migration, after it, and after its way back. */
const madeBy = (migration: Migration): Promise<{ start: unknown; up: unknown; down: unknown }> =>
  onSource([], async (source) => ({
    start: await described(source),
    up: await applied(source, migration, 'up'),
    down: await applied(source, migration, 'down'),
  }));

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
    const printed = (await import(file)) as Record<string, Migration>;
    const made = await madeBy(printed['SitesGermany1763790000001']!);
    expect(made.up).toEqual((await madeBy(SitesGermany1763790000000)).up);
    expect(made.up).not.toEqual(made.start);
    expect(made.down).toEqual(made.start);
  });

  it('leaves nothing between the schema and what the code maps', async () => {
    const schemas = [...siteSchemas([...PACKS, germany]), ...groupSchemas];
    const drift = (source: DataSource): Promise<string[]> =>
      source.driver
        .createSchemaBuilder()
        .log()
        .then(({ upQueries }) => upQueries.map(({ query }) => query));
    await onSource(schemas, async (source) => {
      expect(await drift(source)).not.toEqual([]);
      await applied(source, SitesGermany1763790000000, 'up');
      expect(await drift(source)).toEqual([]);
    });
  });
});
