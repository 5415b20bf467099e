import { DataSource, MigrationExecutor } from 'typeorm';
import { migrations } from '../../migrations';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { communeOverrideSchema } from '../../libs/territory/src/infrastructure/persistence/commune-override.schema';
import { emptyDatabase, type FreshDatabase } from '../support/database';

/** Tables, columns, constraints and indexes of our schemas, as PostgreSQL describes them. */
const DESCRIPTION = `
  SELECT json_agg(x ORDER BY x::text) AS everything FROM (
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS x
      FROM information_schema.columns WHERE table_schema IN ('public', 'territory') AND table_name <> 'migration'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'territory') AND tablename <> 'migration'
    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace
      WHERE n.nspname IN ('public', 'territory') AND conname NOT LIKE 'PK_%' AND conname NOT LIKE 'migration%'
    UNION ALL SELECT sequence_schema || '.' || sequence_name FROM information_schema.sequences
      WHERE sequence_schema IN ('public', 'territory') AND sequence_name NOT LIKE 'migration%') d`;

describe('the migrations', () => {
  let fresh: FreshDatabase;
  let source: DataSource;
  beforeAll(async () => {
    fresh = await emptyDatabase();
    source = await new DataSource({
      ...connectionOptions(fresh.url, [communeOverrideSchema]),
      migrations: [...migrations],
      migrationsTableName: 'migration',
      poolSize: 2,
    }).initialize();
    await source.runMigrations({ transaction: 'each' });
  });
  afterAll(async () => {
    await source.destroy();
    await fresh.close();
  });

  const described = async (): Promise<unknown> =>
    (await source.query<[{ everything: unknown }]>(DESCRIPTION))[0].everything;

  it('make exactly the schema that the code maps', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can all be undone, and done again with the same result', async () => {
    const before = await described();
    for (let left = migrations.length; left > 0; left--) await source.undoLastMigration({ transaction: 'each' });
    expect(await described()).toBeNull();
    await source.runMigrations({ transaction: 'each' });
    expect(await described()).toEqual(before);
    expect(await new MigrationExecutor(source).getPendingMigrations()).toEqual([]);
  });
});
