import { DataSource, type EntitySchema } from 'typeorm';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
import { countries, databaseBefore } from '../fixtures/countries/before';
import { SitesGermany1763790000000 } from '../fixtures/countries/germany/1763790000000-sites-germany';
import { germany } from '../fixtures/countries/germany/germany.country';
import { type Migration, migrationOf } from '../fixtures/countries/printed';
import { utopia } from '../fixtures/countries/utopia/utopia.country';

/** The schema, and the countries in it. */
const DESCRIPTION = `
  SELECT json_agg(x ORDER BY x) AS everything FROM (
    SELECT 'country ' || code AS x FROM site_countries
    UNION ALL SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migration'::regclass) d`;

/** On a database that knows the countries there are. */
async function onSource<T>(schemas: EntitySchema[], work: (source: DataSource) => Promise<T>): Promise<T> {
  const fresh = await databaseBefore();
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

describe('the migration that a pack prints', () => {
  it('makes the schema of the one written by hand', async () => {
    const [byHand, byItself] = [SitesGermany1763790000000, await migrationOf(germany, countries)];
    expect(byItself.name).toBe('SitesGermany1763790000001');
    const madeBy = (migration: Migration): Promise<unknown> =>
      onSource([], (source) => applied(source, migration, 'up'));
    expect(await madeBy(byItself)).toEqual(await madeBy(byHand));
  });

  it.each([
    ['that shares a field', germany],
    ['with a field of every type', utopia],
  ])('leaves nothing between the schema and the pack of a country %s, and can be undone', async (_, pack) => {
    const schemas = [...siteSchemas([...countries, pack]), ...groupSchemas];
    const drift = async (source: DataSource): Promise<string[]> =>
      (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
    const migration = await migrationOf(pack, countries);
    await onSource(schemas, async (source) => {
      const before = await described(source);
      expect(await drift(source)).not.toEqual([]);
      await applied(source, migration, 'up');
      expect(await drift(source)).toEqual([]);
      expect(await applied(source, migration, 'down')).toEqual(before);
    });
  });
});
