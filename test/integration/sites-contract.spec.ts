import type { Database } from '../../libs/platform/src/database/database';
import { Countries } from '../../libs/sites/src/domain/countries';
import { france } from '../../libs/sites/src/domain/countries/france/france.country';
import { italy } from '../../libs/sites/src/domain/countries/italy/italy.country';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { PostgresSiteWrites } from '../../libs/sites/src/infrastructure/persistence/postgres-site-writes';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
import { SqlGroupGraph } from '../../libs/sites/src/infrastructure/persistence/sql-group-graph';
import { SqlItemReads } from '../../libs/sites/src/infrastructure/persistence/sql-item-reads';
import { TypeOrmGroupRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-group.repository';
import { TypeOrmSiteRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-site.repository';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';
import { sitesContract } from '../support/sites/sites.contract';

describe('in PostgreSQL', () => {
  let at: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    at = await freshDatabase();
    database = openDatabase(at.url, [...siteSchemas([france, italy]), ...groupSchemas]);
    await database.open();
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });

  const countries = new Countries([france, italy]);
  sitesContract(async () => {
    await database.query('TRUNCATE sites, groups RESTART IDENTITY CASCADE');
    return {
      sites: new TypeOrmSiteRepository(database, countries),
      groups: new TypeOrmGroupRepository(database),
      graph: new SqlGroupGraph(database),
      writes: new PostgresSiteWrites(database, countries),
      items: new SqlItemReads(database, countries),
    };
  });
});
