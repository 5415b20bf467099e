import { DataSource, type EntitySchema, MigrationExecutor } from 'typeorm';
import { migrations } from '../../migrations';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { accountSchema } from '../../libs/identity/src/infrastructure/persistence/account.schema';
import {
  clientSecretSchema,
  oauthClientSchema,
} from '../../libs/identity/src/infrastructure/persistence/oauth-client.schema';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
import { communeOverrideSchema } from '../../libs/territory/src/infrastructure/persistence/commune-override.schema';
import { emptyDatabase, type FreshDatabase } from '../support/database';

const SCHEMAS: EntitySchema[] = [
  communeOverrideSchema,
  ...siteSchemas(PACKS),
  ...groupSchemas,
  accountSchema,
  oauthClientSchema,
  clientSecretSchema,
];

/** Tables, columns, constraints, indexes, functions and triggers of our schemas, as PostgreSQL describes them. */
const DESCRIPTION = `
  SELECT json_agg(x ORDER BY x::text) AS everything FROM (
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS x
      FROM information_schema.columns WHERE table_schema IN ('public', 'territory') AND table_name <> 'migration'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'territory') AND tablename <> 'migration'
    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace
      WHERE n.nspname IN ('public', 'territory') AND conname NOT LIKE 'PK_%' AND conname NOT LIKE 'migration%'
    UNION ALL SELECT sequence_schema || '.' || sequence_name FROM information_schema.sequences
      WHERE sequence_schema IN ('public', 'territory') AND sequence_name NOT LIKE 'migration%'
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
      WHERE n.nspname IN ('public', 'territory') AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')) d`;

/** Columns, constraints and indexes of these tables, each said in full. */
const DECLARED = `
  SELECT json_agg(x ORDER BY x) AS everything FROM (
    SELECT format('%s.%s %s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity <> '', pg_get_expr(adbin, adrelid)) AS x
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = ANY ($1::regclass[]) AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) FROM pg_constraint c
      WHERE conrelid = ANY ($1::regclass[]) AND contype NOT IN ('n', 't')
    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ANY ($1::regclass[])) d`;

const TABLES = [
  'territory.commune_override',
  'site_countries',
  'sites',
  'groups',
  'site_groups',
  'group_children',
  'account',
  'oauth_client',
  'client_secret',
];

describe('the migrations', () => {
  let fresh: FreshDatabase;
  let source: DataSource;
  beforeAll(async () => {
    fresh = await emptyDatabase();
    source = await new DataSource({
      ...connectionOptions(fresh.url, SCHEMAS),
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

  it('say of the mapped tables what the code says of them, to the last word', async () => {
    const other = await emptyDatabase();
    const built = await new DataSource(connectionOptions(other.url, SCHEMAS)).initialize();
    try {
      await built.query('CREATE SCHEMA territory');
      await built.synchronize();
      const declared = async (by: DataSource): Promise<unknown> =>
        (await by.query<[{ everything: unknown }]>(DECLARED, [TABLES]))[0].everything;
      expect(await declared(source)).toEqual(await declared(built));
    } finally {
      await built.destroy();
      await other.close();
    }
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
