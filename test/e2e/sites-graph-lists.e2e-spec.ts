import { listService, type ListService } from '../support/listed-sites';

const LEVELS = 20;
const WIDE = 3;
const last = 1 + LEVELS * WIDE;

/** A top, then twenty levels of three groups, each in every group of the level above: 3^20 ways lead down. */
const GRAPH = [
  `INSERT INTO groups (name, type) SELECT 'g' || i, 'group1' FROM generate_series(1, ${last}) i`,
  `INSERT INTO group_children (parent_id, child_id)
   SELECT 1, c FROM generate_series(2, ${1 + WIDE}) c
   UNION ALL SELECT p, c FROM generate_series(2, ${last}) p, generate_series(2, ${last}) c
   WHERE (c - 2) / ${WIDE} = (p - 2) / ${WIDE} + 1`,
  // A short cut from the top to one group of the last level.
  `INSERT INTO group_children (parent_id, child_id) VALUES (1, ${last})`,
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
   SELECT 'FR', 's' || i, date '2026-01-01' + i, 10, 1, 1 FROM generate_series(1, 12) i`,
  `INSERT INTO site_groups (site_id, group_id) SELECT s, g FROM generate_series(1, 10) s, generate_series(${last - 4}, ${last}) g`,
];

const level = (id: number): number => (id === last ? 1 : Math.floor((id - 2) / WIDE) + 1);

describe('lists through the graph of groups', () => {
  let service: ListService;
  const items = async (path: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await service.get(path)).page.data;

  beforeAll(async () => {
    service = await listService();
    for (const statement of GRAPH) await service.sql(statement);
  }, 120_000);

  afterAll(async () => {
    await service.close();
  });

  it('go down every level, each group once, by depth', async () => {
    const ids = Array.from({ length: last - 1 }, (_, i) => i + 2);
    const byDepth = ids.toSorted((one, other) => level(one) - level(other) || one - other);
    const began = performance.now();
    const below = await items('/groups/1/descendants?limit=100&fields=id,depth');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(below).toEqual(byDepth.map((id) => ({ id, depth: level(id) })));
    expect(await service.walk('/groups/1/descendants?limit=7', 'id')).toEqual(byDepth);
  });

  it('go up likewise', async () => {
    const above = await items(`/groups/${last}/ancestors?limit=100&fields=id,depth`);
    expect(above).toHaveLength(1 + (LEVELS - 1) * WIDE);
    expect(above[0]).toEqual({ id: 1, depth: 1 });
    expect(above.at(-1)).toEqual({ id: 4, depth: LEVELS - 1 });
  });

  it('filter and sort by depth', async () => {
    expect(await service.walk('/groups/1/descendants?depth[gt]=19&sort=-id', 'id')).toEqual([last - 1, last - 2]);
    expect((await items('/groups/1/descendants?sort=-depth,-id&limit=1'))[0]).toMatchObject({
      id: last - 1,
      depth: 20,
    });
    const halves = await items('/groups/1/descendants?depth[between]=2,3&name=g7&include=parents&fields=depth');
    expect(halves).toEqual([{ depth: 2, parents: [2, 3, 4].map((id) => ({ id, name: `g${id}`, type: 'group1' })) }]);
    expect((await service.get('/groups?depth=1')).faults).toEqual(['depth unknown']);
  });

  it('meet each site once, and each group of a site once', async () => {
    expect(await service.walk('/groups/1/sites?recursive=true&limit=4', 'id')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await service.get('/groups/1/sites')).page.meta.total).toBe(0);
    expect((await service.get('/sites/1/groups')).page.meta.total).toBe(5);
    expect((await service.get('/sites/1/groups?recursive=true')).page.meta.total).toBe(last);
    expect((await service.get('/sites/11/groups?recursive=true')).page.meta.total).toBe(0);
    const { body } = await service.get('/groups/1/sites?recursive=true&format=csv&fields=id&sort=-id');
    expect(body.trim().split('\r\n').slice(1)).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
  });

  describe('the history', () => {
    const actions = async (path: string): Promise<unknown[]> => (await items(path)).map(({ action }) => action);

    beforeAll(async () => {
      const statements = [
        `UPDATE sites SET name = 'z' WHERE id = 12`,
        'INSERT INTO site_groups (site_id, group_id) VALUES (12, 1)',
        'DELETE FROM site_groups WHERE site_id = 12',
        'DELETE FROM sites WHERE id = 12',
        `UPDATE groups SET type = 'group2' WHERE id = 2`,
      ];
      for (const statement of statements) await service.sql(statement);
    });

    it('is told newest first, and outlives the site', async () => {
      expect(await actions('/sites/12/history')).toEqual(['deleted', 'unlinked', 'linked', 'updated', 'created']);
      const { page, headers } = await service.get('/sites/12/history?action=updated');
      expect(page).toMatchObject({ data: [{ changes: { name: ['s12', 'z'] } }], meta: { total: 1 } });
      expect(Object.keys(page.data[0] ?? {})).toEqual(['id', 'at', 'actor', 'action', 'changes']);
      expect(headers['cache-control']).toBe('no-store');
      expect((await service.get('/sites/12/groups')).status).toBe(404);
    });

    it('is told of groups too, with both sides of what is linked', async () => {
      const [retyped, ...earlier] = await items('/groups/2/history');
      expect(retyped).toMatchObject({ action: 'retyped', changes: { type: ['group1', 'group2'] } });
      expect(new Set(earlier.map(({ action }) => action))).toEqual(new Set(['linked', 'created']));
      expect(await actions('/groups/1/history?action[in]=unlinked&limit=5')).toEqual(['unlinked']);
    });

    it('is filtered, walked through and exported', async () => {
      const total = async (query: string): Promise<number | undefined> =>
        (await service.get(`/sites/12/history?${query}`)).page.meta.total;
      expect(await total('actor[starts]=database:')).toBe(5);
      expect(await total('actor=cli')).toBe(0);
      expect(await total('at[gte]=2020-01-01T00:00:00Z')).toBe(5);
      expect(await total('at[lt]=2020-01-01T00:00:00Z')).toBe(0);
      expect(await total('action[nin]=linked,unlinked')).toBe(3);
      const walked = await service.walk('/sites/12/history?limit=2', 'action');
      expect(walked).toEqual(['deleted', 'unlinked', 'linked', 'updated', 'created']);
      expect(await service.walk('/sites/12/history?limit=2&sort=at', 'action')).toHaveLength(5);
      const csv = (await service.get('/sites/12/history?format=csv&fields=action,changes&action=linked')).body;
      expect(csv).toBe('action,changes\r\nlinked,"{""group_id"":1}"\r\n');
    });

    it.each([
      ['id=1', 'id unknown'],
      ['action=painted', 'action invalid-value'],
      ['sort=action', 'sort not-a-sort'],
      ['include=groups', 'include unknown'],
    ])('refuses %s', async (query, fault) => {
      expect((await service.get(`/sites/12/history?${query}`)).faults).toEqual([fault]);
    });
  });
});
