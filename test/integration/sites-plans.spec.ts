import type { Day } from '@hexagone/kernel';
import type { Database } from '../../libs/platform/src/database/database';
import { Countries } from '../../libs/sites/src/domain/countries';
import { FrenchSite } from '../../libs/sites/src/domain/countries/france/france.country';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { Group } from '../../libs/sites/src/domain/group';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
import { SqlGroupGraph } from '../../libs/sites/src/infrastructure/persistence/sql-group-graph';
import { SqlItemReads } from '../../libs/sites/src/infrastructure/persistence/sql-item-reads';
import { TypeOrmGroupRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-group.repository';
import { TypeOrmSiteRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-site.repository';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';

/** Groups form a tree of three children each. */
const FILL = [
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
   SELECT 'FR', 'n' || i, '1900-01-01'::date + i, i, 0, 1 FROM generate_series(1, 10000) i`,
  `INSERT INTO groups (name, type) SELECT 'g', 'group1' FROM generate_series(1, 3000)`,
  'INSERT INTO group_children SELECT (c + 1) / 3, c FROM generate_series(2, 3000) c',
  'INSERT INTO site_groups (site_id, group_id) SELECT s, s % 3000 + 1 FROM generate_series(1, 10000) s',
  'ANALYZE sites, groups, group_children, site_groups, site_changes',
];

describe('among ten thousand sites and three thousand groups', () => {
  let at: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    at = await freshDatabase();
    database = openDatabase(at.url, [...siteSchemas(PACKS), ...groupSchemas]);
    await database.open();
    for (const sql of FILL) await database.query(sql);
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });

  /** How often each table was read from end to end since it exists, triggers and foreign keys included. */
  const wholeReads = async (): Promise<unknown> => {
    await database.query('SELECT pg_stat_force_next_flush()');
    const sql =
      'SELECT json_object_agg(relname, seq_scan ORDER BY relname) AS reads FROM pg_stat_user_tables WHERE relname = ANY ($1)';
    const tables = ['sites', 'groups', 'group_children', 'site_groups', 'site_changes'];
    return (await database.query<{ reads: unknown }>(sql, [tables])).rows[0]?.reads;
  };

  const countries = new Countries(PACKS);
  const sites = (): TypeOrmSiteRepository => new TypeOrmSiteRepository(database, countries);
  const groups = (): TypeOrmGroupRepository => new TypeOrmGroupRepository(database);
  const graph = (): SqlGroupGraph => new SqlGroupGraph(database);
  const reads = (): SqlItemReads => new SqlItemReads(database, countries);
  const french = (installationDate: Day): FrenchSite =>
    new FrenchSite({
      name: 'f',
      installationDate,
      maxPowerMegawatt: 1,
      minPowerMegawatt: 1,
      usefulEnergyAt1Megawatt: 1,
    });

  it.each<[string, () => Promise<unknown>]>([
    ['is a site on that day', () => sites().siteOn('1930-01-01', 'FR', 7)],
    ['days taken in a year', () => sites().daysTaken('FR', '1930-01-01', '1930-12-31')],
    ['lock a site', () => database.run(() => sites().lock(77))],
    ['groups of a site', () => sites().groupIdsOf(77)],
    ['which of these are sites', () => sites().existing([1, 77, 99_999])],
    ['install sites', () => sites().add([french('2100-01-02'), french('2100-01-01')])],
    ['change a site', () => sites().replace(77, french('2100-01-03'))],
    ['remove a site', () => sites().remove(78)],
    ['lock a group', () => database.run(() => groups().lock(77))],
    ['find groups', () => groups().find([1, 77, 99_999])],
    ['rename a group', () => groups().replace(77, new Group({ name: 'other', type: 'group1' }))],
    ['retype a group', () => groups().replace(77, new Group({ name: 'other', type: 'group2' }))],
    [
      'retype a group to group3',
      () =>
        groups()
          .replace(2990, new Group({ name: 'g', type: 'group3' }))
          .catch(() => 0),
    ],
    ['members of a group', async () => [await groups().siteIdsOf(5), await groups().childIdsOf(5)]],
    ['link', () => groups().link([90, 91], [5, 6])],
    ['unlink', () => groups().unlink([90, 91], [5, 6])],
    ['nest', () => groups().nest(2999, [3000])],
    ['unnest', () => groups().unnest(2999, [3000])],
    ['remove a group', () => groups().remove(1500)],
    ['is a group3 above', () => graph().findGroup3AtOrAbove([2999, 3000])],
    ['sites below the top', () => graph().countSitesAtOrBelow([1])],
    ['the way down', () => graph().findWayDown([1], 2998)],
    ['a site', () => reads().site(77)],
    ['a group', () => reads().group(77)],
    ['bodies of sites', () => reads().sites([77, 79, 80])],
  ])('%s: no table is read from end to end', async (_, work) => {
    const before = await wholeReads();
    await work();
    expect(await wholeReads()).toEqual(before);
  });

  it('a question without an index would be noticed', async () => {
    const before = await wholeReads();
    await database.query('SELECT count(*) FROM sites WHERE max_power_megawatt = 7');
    expect(await wholeReads()).not.toEqual(before);
  });
});
