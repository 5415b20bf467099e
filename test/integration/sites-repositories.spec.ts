import type { Day } from '@hexagone/kernel';
import fc from 'fast-check';
import type { Database } from '../../libs/platform/src/database/database';
import { Countries } from '../../libs/sites/src/domain/countries';
import { FrenchSite } from '../../libs/sites/src/domain/countries/france/france.country';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { ItalianSite } from '../../libs/sites/src/domain/countries/italy/italy.country';
import { Group, type GroupType } from '../../libs/sites/src/domain/group';
import { groupSchemas } from '../../libs/sites/src/infrastructure/persistence/group.schema';
import { siteSchemas } from '../../libs/sites/src/infrastructure/persistence/site.schema';
import { SqlGroupGraph } from '../../libs/sites/src/infrastructure/persistence/sql-group-graph';
import { SqlItemReads } from '../../libs/sites/src/infrastructure/persistence/sql-item-reads';
import { TypeOrmGroupRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-group.repository';
import { TypeOrmSiteRepository } from '../../libs/sites/src/infrastructure/persistence/typeorm-site.repository';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';

const french = (installationDate: Day, usefulEnergyAt1Megawatt = 0.8, name = 'f'): FrenchSite =>
  new FrenchSite({ name, installationDate, maxPowerMegawatt: 10, minPowerMegawatt: 1, usefulEnergyAt1Megawatt });
const italian = (installationDate: Day): ItalianSite =>
  new ItalianSite({ name: 'i', installationDate, maxPowerMegawatt: 10, minPowerMegawatt: 1, efficiency: 0.9 });

describe('sites and groups in PostgreSQL', () => {
  let at: FreshDatabase;
  let database: Database;
  let sites: TypeOrmSiteRepository;
  let groups: TypeOrmGroupRepository;
  let graph: SqlGroupGraph;
  let reads: SqlItemReads;
  beforeAll(async () => {
    at = await freshDatabase();
    database = openDatabase(at.url, [...siteSchemas(PACKS), ...groupSchemas]);
    await database.open();
    const countries = new Countries(PACKS);
    sites = new TypeOrmSiteRepository(database, countries);
    groups = new TypeOrmGroupRepository(database);
    graph = new SqlGroupGraph(database);
    reads = new SqlItemReads(database, countries);
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });
  beforeEach(() => database.query('TRUNCATE sites, groups, site_changes RESTART IDENTITY CASCADE'));

  const locked = (id: number): ReturnType<typeof sites.lock> => database.run(() => sites.lock(id));
  const group = (type: GroupType = 'group1', name = 'g'): Promise<number> => groups.add(new Group({ name, type }));

  describe('a site', () => {
    it('comes back as the class of its country, with its own fields alone', async () => {
      const [paris, milano] = await sites.add([french('2026-11-20'), italian('2026-11-21')]);
      expect(await locked(paris!)).toEqual(Object.assign(french('2026-11-20'), { id: paris }));
      expect(await locked(paris!)).toBeInstanceOf(FrenchSite);
      expect(await locked(milano!)).toBeInstanceOf(ItalianSite);
    });

    it('is numbered in the order given, and written in the order of days', async () => {
      const days: Day[] = ['2026-12-03', '2026-12-01', '2026-12-02'];
      const ids = await sites.add(days.map((day) => french(day)));
      const stored = await Promise.all(ids.map(async (id) => (await locked(id)).installationDate));
      expect(stored).toEqual(days);
      expect([...ids]).toEqual([3, 1, 2]);
    });

    it('keeps every number to its last bit', async () => {
      const number = fc
        .double({ min: 0, noNaN: true, noDefaultInfinity: true })
        .filter((value) => !Object.is(value, -0));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom('2026-11-20' as Day), number, async (day, value) => {
          const [id] = await sites.add([french(day, value)]);
          expect(((await locked(id!)) as FrenchSite).usefulEnergyAt1Megawatt).toBe(value);
          expect(JSON.parse((await reads.site(id!))!.json)).toMatchObject({ useful_energy_at_1_megawatt: value });
          await sites.remove(id!);
        }),
        {
          numRuns: 60,
          examples: [
            ['2026-11-20', 5e-324],
            ['2026-11-20', Number.MAX_VALUE],
            ['2026-11-20', 0.1 + 0.2],
          ],
        },
      );
    });

    it.each(['O’Brien "x" \\ \n\t', 'é𝔸️ ﷽', '%_', '{"a":1}', "'; DROP TABLE sites; --"])(
      'keeps the name %j',
      async (name) => {
        const [id] = await sites.add([french('2026-11-20', 1, name)]);
        expect((await locked(id!)).name).toBe(name);
        expect(JSON.parse((await reads.site(id!))!.json)).toMatchObject({ name });
      },
    );

    it('changes countries in place', async () => {
      const [id] = await sites.add([french('2026-11-20')]);
      await sites.replace(id!, italian('2026-11-21'));
      expect(await locked(id!)).toEqual(Object.assign(italian('2026-11-21'), { id }));
      expect((await reads.site(id!))?.version).toBe(2);
    });

    it('that is replaced by its like is not written', async () => {
      const [id] = await sites.add([french('2026-11-20')]);
      const row = async (): Promise<unknown> => (await database.query('SELECT ctid, xmin, version FROM sites')).rows;
      const before = await row();
      await sites.replace(id!, french('2026-11-20'));
      expect(await row()).toEqual(before);
    });

    it('that is not there is said so', async () => {
      await expect(locked(7)).rejects.toMatchObject({ code: 'sites.site-not-found' });
      await expect(sites.remove(7)).rejects.toMatchObject({ code: 'sites.site-not-found' });
      expect(await sites.existing([7, 8])).toEqual(new Set());
      expect(await reads.site(7)).toBeNull();
    });

    it('occupies its day, for others and in its country alone', async () => {
      const [id] = await sites.add([french('2026-11-20'), french('2026-11-30'), italian('2026-11-21')]);
      expect(await sites.siteOn('2026-11-20', 'FR')).toEqual({ id });
      expect(await sites.siteOn('2026-11-20', 'FR', id)).toBeNull();
      expect(await sites.siteOn('2026-11-20', 'IT')).toBeNull();
      expect(await sites.daysTaken('FR', '2026-11-20', '2026-11-30')).toEqual(new Set(['2026-11-20', '2026-11-30']));
      expect(await sites.daysTaken('FR', '2026-11-21', '2026-11-29')).toEqual(new Set());
    });
  });

  describe('a group', () => {
    it('is kept, found, changed and removed', async () => {
      const id = await group('group2', 'first');
      expect(await database.run(() => groups.lock(id))).toEqual(
        Object.assign(new Group({ name: 'first', type: 'group2' }), { id }),
      );
      await groups.replace(id, new Group({ name: 'second', type: 'group3' }));
      expect((await groups.find([id, 99])).get(id)).toMatchObject({ name: 'second', type: 'group3' });
      await groups.replace(id, new Group({ name: 'second', type: 'group3' }));
      expect((await reads.group(id))?.version).toBe(2);
      await groups.remove(id);
      await expect(groups.remove(id)).rejects.toMatchObject({ code: 'sites.group-not-found' });
      await expect(database.run(() => groups.lock(id))).rejects.toMatchObject({ code: 'sites.group-not-found' });
    });

    it('holds sites and groups, once each', async () => {
      const [a, b, c] = [await group(), await group(), await group()];
      const ids = await sites.add([french('2026-11-20'), french('2026-11-21')]);
      await groups.link(ids, [a, b]);
      await groups.link(ids, [a]);
      await groups.nest(a, [c, b]);
      await groups.nest(a, [c]);
      expect(await groups.siteIdsOf(a)).toEqual(ids);
      expect(await groups.childIdsOf(a)).toEqual([b, c]);
      expect(await sites.groupIdsOf(ids[0]!)).toEqual([a, b]);
      expect(JSON.parse((await reads.group(a))!.json)).toMatchObject({
        parent_ids: [],
        child_ids: [b, c],
        site_count: 2,
      });
      expect(JSON.parse((await reads.group(b))!.json)).toMatchObject({ parent_ids: [a], child_ids: [], site_count: 2 });
      expect(await groups.unlink([ids[0]!], [a, b, c])).toBe(2);
      expect(await groups.unnest(a, [c])).toBe(1);
      expect(await groups.unnest(a, [c])).toBe(0);
    });

    it('leaves what it held alive', async () => {
      const [a, b] = [await group(), await group()];
      const [id] = await sites.add([french('2026-11-20')]);
      await groups.link([id!], [a]);
      await groups.nest(a, [b]);
      await groups.remove(a);
      expect(await sites.groupIdsOf(id!)).toEqual([]);
      expect((await groups.find([b])).size).toBe(1);
    });
  });

  describe('the graph', () => {
    /** Levels of `width` groups, each inside every one of the level above: width ** levels ways through. */
    const lattice = async (levels: number, width: number): Promise<number> => {
      await database.query(`INSERT INTO groups (name, type) SELECT 'g', 'group1' FROM generate_series(1, $1)`, [
        levels * width,
      ]);
      await database.query('ALTER TABLE group_children DISABLE TRIGGER USER');
      await database.query(
        `INSERT INTO group_children SELECT (l - 1) * $2 + p, l * $2 + c
         FROM generate_series(1, $1 - 1) l, generate_series(1, $2) p, generate_series(1, $2) c`,
        [levels, width],
      );
      await database.query('ALTER TABLE group_children ENABLE TRIGGER USER');
      return levels * width;
    };
    const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> => {
      const start = performance.now();
      const result = await work();
      return { result, ms: performance.now() - start };
    };

    it('is asked in milliseconds, however many ways lead through it', async () => {
      const last = await lattice(20, 4);
      const [id] = await sites.add([french('2026-11-20')]);
      await groups.link([id!], [last]);
      const below = await timed(() => graph.countSitesAtOrBelow([1, 2]));
      const way = await timed(() => graph.findWayDown([1, 2], last));
      const none = await timed(() => graph.findWayDown([last], 1));
      const above = await timed(() => graph.findGroup3AtOrAbove([last]));
      expect(below.result).toBe(1);
      expect(way.result).toHaveLength(20);
      expect(none.result).toBeNull();
      expect(above.result).toBeNull();
      expect(Math.max(below.ms, way.ms, none.ms, above.ms)).toBeLessThan(200);
    });

    it('is guarded in milliseconds, however many ways lead through it', async () => {
      const last = await lattice(20, 4);
      const one = await group();
      const nested = await timed(() => groups.nest(last, [one]));
      expect(nested.ms).toBeLessThan(200);
      await expect(groups.nest(one, [1])).rejects.toMatchObject({ constraint: 'group_children_acyclic_ck' });
    });

    it('is asked at any depth', async () => {
      const last = await lattice(2000, 1);
      expect(await graph.findWayDown([1], last)).toHaveLength(2000);
    });

    it('knows the nearest ways, and where no site may be', async () => {
      const [a, b, c, d] = [await group('group3'), await group(), await group('group3'), await group()];
      await groups.nest(a, [b, c]);
      await groups.nest(b, [d]);
      await groups.nest(c, [d]);
      await groups.nest(a, [d]);
      expect(await graph.findWayDown([a], d)).toEqual([a, d]);
      expect(await graph.findWayDown([b, c], d)).toEqual([b, d]);
      expect(await graph.findWayDown([d], d)).toEqual([d]);
      expect(await graph.findWayDown([d], a)).toBeNull();
      expect(await graph.findGroup3AtOrAbove([d])).toBe(a);
      expect(await graph.findGroup3AtOrAbove([c])).toBe(a);
      expect(await graph.findGroup3AtOrAbove([a])).toBe(a);
      expect(await graph.findGroup3AtOrAbove([])).toBeNull();
    });

    it('counts a site once', async () => {
      const [a, b, c] = [await group(), await group(), await group()];
      await groups.nest(a, [b, c]);
      const ids = await sites.add([french('2026-11-20'), french('2026-11-21')]);
      await groups.link(ids, [b, c]);
      await groups.link([ids[0]!], [a]);
      expect(await graph.countSitesAtOrBelow([a, b])).toBe(2);
      expect(await graph.countSitesAtOrBelow([])).toBe(0);
    });
  });

  it('bodies are asked for in any order', async () => {
    const ids = await sites.add([french('2026-11-20'), french('2026-11-21')]);
    const bodies = await reads.sites([...ids].reverse());
    expect(bodies.map((json) => (JSON.parse(json) as { id: number }).id)).toEqual([2, 1]);
    expect(bodies[1]).toMatch(
      /^\{"id":1,"country":"FR","name":"f","installation_date":"2026-11-20","max_power_megawatt":10,"min_power_megawatt":1,"useful_energy_at_1_megawatt":0.8,"group_ids":\[\],"created_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","updated_at":"[^"]{24}"\}$/,
    );
  });
});
