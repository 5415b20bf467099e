import { DEMO_SET, type ListAnswer, listService, type ListService } from '../support/listed-sites';

const FRANCE = [1, 2, 3, 4, 5].map((i) => `Site France ${i}`);
const ITALIA = [1, 2, 3, 4, 5].map((i) => `Site Italia ${i}`);

const COLUMNS = [
  ...['id', 'country', 'name', 'installation_date', 'max_power_megawatt', 'min_power_megawatt'],
  ...['useful_energy_at_1_megawatt', 'efficiency', 'group_ids', 'created_at', 'updated_at'],
];

describe('lists of sites and groups', () => {
  let service: ListService;
  const get = (path: string, headers?: Record<string, string>): Promise<ListAnswer> => service.get(path, headers);
  const each = async (path: string, member: string): Promise<unknown[]> =>
    (await get(path)).page.data.map((item) => item[member]);
  const total = async (path: string): Promise<number | undefined> => (await get(path)).page.meta.total;

  beforeAll(async () => {
    service = await listService();
    for (const statement of DEMO_SET) await service.sql(statement);
  }, 120_000);

  afterAll(async () => {
    await service.close();
  });

  describe('a page', () => {
    it('holds whole items by id, and says how many there are', async () => {
      const { page, headers } = await get('/sites?limit=1');
      expect(page).toEqual({
        data: [
          {
            id: 1,
            country: 'FR',
            name: 'Site France 1',
            installation_date: '2026-11-17',
            max_power_megawatt: 10,
            min_power_megawatt: 1,
            useful_energy_at_1_megawatt: 0.75,
            group_ids: [1, 4],
            created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
            updated_at: expect.any(String),
          },
        ],
        meta: { limit: 1, has_more: true, total: 10 },
        links: { self: '/sites?limit=1', next: expect.stringMatching(/^\/sites\?limit=1&cursor=[\w-]+$/) },
      });
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'private, no-cache',
        vary: expect.stringContaining('Accept'),
        link: expect.stringMatching(/^<\/sites\?limit=1&cursor=[\w-]+>; rel="next"$/),
      });
    });

    it('is of twenty items at first and a hundred at most', async () => {
      expect((await get('/sites')).page.meta).toEqual({ limit: 20, has_more: false, total: 10 });
      const { page, headers, status } = await get('/sites?limit=1000000');
      expect([status, page.meta.limit, headers['x-limit']]).toEqual([200, 100, '100']);
    });

    it('does not count where nobody asks', async () => {
      expect((await get('/sites?count=none&limit=3')).page.meta).toEqual({ limit: 3, has_more: true });
    });

    it('may be asked by number', async () => {
      const asked = '/sites?page=1&items_per_page=3&sort_by=name&sort_order=desc';
      const first = (await get(asked)).page;
      expect(first.data.map(({ name }) => name)).toEqual([ITALIA[4], ITALIA[3], ITALIA[2]]);
      expect(first.meta).toEqual({ limit: 3, has_more: true, total: 10, page: 1 });
      expect(first.links).toEqual({ self: asked, next: asked.replace('page=1', 'page=2') });
      const second = (await get(first.links.next ?? '')).page;
      expect(second.data.map(({ name }) => name)).toEqual([ITALIA[1], ITALIA[0], FRANCE[4]]);
      expect(second.links).toMatchObject({ prev: asked, next: asked.replace('page=1', 'page=3') });
      expect((await get('/sites?page=4&limit=3')).page).toMatchObject({ meta: { has_more: false, page: 4 } });
      expect((await get('/sites?page=1000000000&limit=100')).page).toMatchObject({ data: [], meta: { total: 10 } });
    });

    it('sorts upwards unless told, by as many names as are given', async () => {
      expect(await each('/sites?sort_by=max_power_megawatt&limit=2', 'id')).toEqual([1, 6]);
      expect(await each('/sites?sort_by=country,name&sort_order=desc&limit=2', 'name')).toEqual([ITALIA[4], ITALIA[3]]);
      expect(await each('/sites?sort=country,-name&limit=2', 'name')).toEqual([FRANCE[4], FRANCE[3]]);
      expect(await each('/sites?sort=-id&limit=2', 'id')).toEqual([10, 9]);
    });

    it('finds the first and the best', async () => {
      const [earliest] = (await get('/sites?sort=installation_date&limit=1')).page.data;
      expect(earliest).toMatchObject({ name: FRANCE[4], installation_date: '2026-11-05' });
      const [best] = (await get('/sites?country=italy&sort=-efficiency&limit=1')).page.data;
      expect(best).toMatchObject({ name: ITALIA[4], efficiency: 0.84, installation_date: '2026-12-19' });
    });

    it('shows the members that are asked, in that order', async () => {
      const { body, page } = await get('/sites?fields=name,id,efficiency&limit=1&sort=-efficiency');
      expect(page.data).toEqual([{ name: ITALIA[4], id: 10, efficiency: 0.84 }]);
      expect(body).toContain('{"name":"Site Italia 5","id":10,"efficiency":0.84}');
      expect((await get('/sites?fields=efficiency&limit=1')).page.data).toEqual([{}]);
    });

    it('shows more on demand', async () => {
      expect(await each('/sites?include=groups&limit=2', 'groups')).toEqual([
        [
          { id: 1, name: 'Groupe 1', type: 'group2' },
          { id: 4, name: 'Groupe 4', type: 'group2' },
        ],
        [{ id: 3, name: 'Groupe 3', type: 'group1' }],
      ]);
      expect((await get('/groups?include=parents,children&fields=id&type=group1')).page.data).toEqual([
        { id: 3, parents: [{ id: 1, name: 'Groupe 1', type: 'group2' }], children: [] },
      ]);
    });

    it('answers HEAD with the headers alone', async () => {
      const { status, body, headers } = await service.head('/sites?limit=2');
      expect([status, body, headers['link']]).toEqual([200, '', expect.stringContaining('rel="next"')]);
    });
  });

  describe('a cursor', () => {
    it.each(['efficiency', '-efficiency'])('goes through %s, then through what lacks it', async (sort) => {
      const italians = sort.startsWith('-') ? ITALIA.toReversed() : ITALIA;
      expect(await service.walk(`/sites?sort=${sort}&limit=3`, 'name')).toEqual([...italians, ...FRANCE]);
    });

    it('belongs to one list, filter and sort, whatever the order of the parameters', async () => {
      const { next = '' } = (await get('/sites?sort=name&limit=3&country=FR&id[ne]=1')).page.links;
      const cursor = new URL(next, 'http://x').searchParams.get('cursor') ?? '';
      const others = ['sort=-name&country=FR&id[ne]=1', 'sort=name&country=IT&id[ne]=1', 'sort=name'];
      for (const other of others)
        expect((await get(`/sites?${other}&cursor=${cursor}`)).faults).toEqual(['cursor invalid-cursor']);
      expect((await get(`/groups/1/sites?sort=name&country=FR&id[ne]=1&cursor=${cursor}`)).status).toBe(400);
      expect(await each(`/sites?id[ne]=1&country=france&sort_by=name&limit=9&cursor=${cursor}`, 'id')).toEqual([5]);
    });

    it('goes on in exports too', async () => {
      const { next = '' } = (await get('/sites?sort=-efficiency&limit=4&fields=id')).page.links;
      const rest = (await get(`${next.replace('&limit=4', '')}&format=ndjson`)).body;
      expect(
        rest
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { id: number }).id),
      ).toEqual([6, 1, 2, 3, 4, 5]);
    });
  });

  describe('filters', () => {
    it.each([
      ['max_power_megawatt[between]=20,40', 5],
      ['installation_date[between]=2026-11-14,2026-11-28', 4],
      ['useful_energy_at_1_megawatt[gte]=0.85', 3],
      ['name[contains]=italia', 5],
      ['name[contains]=%25', 0],
      ['efficiency[null]=true', 5],
      ['efficiency[ne]=0.6', 4],
      // numbers
      ['efficiency=0.6', 1],
      ['efficiency[eq]=0.6', 1],
      ['efficiency[gt]=0.6', 4],
      ['efficiency[lt]=0.66', 1],
      ['efficiency[lte]=0.66', 2],
      ['efficiency[in]=0.6,0.84,7', 2],
      ['efficiency[nin]=0.6,0.84', 3],
      ['efficiency[between]=0.84,0.6', 0],
      ['efficiency[lte]=6e-1', 1],
      ['efficiency[gt]=1e-07', 5],
      ['efficiency[null]=false', 5],
      ['max_power_megawatt[gte]=-1', 10],
      ['max_power_megawatt[lt]=9999999999999999999999999999999', 10],
      // days
      ['installation_date=2026-11-21', 1],
      ['installation_date[ne]=2026-11-21', 9],
      ['installation_date[gt]=2026-11-21', 4],
      ['installation_date[gte]=2026-11-21', 5],
      ['installation_date[lt]=2026-11-08', 1],
      ['installation_date[lte]=2026-11-08', 2],
      ['installation_date[in]=2026-11-08,2026-11-21', 2],
      ['installation_date[nin]=2026-11-08,2026-11-21', 8],
      ['installation_date[null]=true', 0],
      ['installation_date_from=2026-11-08&installation_date_to=2026-11-14', 3],
      ['installation_date_from=2026-11-08&installation_date[lte]=2026-11-14', 3],
      // texts
      ['name=Site%20France%201', 1],
      ['name=site%20france%201', 0],
      ['name[ne]=Site%20France%201', 9],
      ['name[in]=Site%20France%201,Site%20Italia%201,x', 2],
      ['name[nin]=Site%20France%201,Site%20Italia%201', 8],
      ['name[starts]=SITE%20I', 5],
      ['name[starts]=ite', 0],
      ['name[contains]=_', 0],
      ['name[contains]=%5C', 0],
      ['name[null]=false', 10],
      // words
      ['country=FR', 5],
      ['country=france', 5],
      ['country[ne]=Italia', 5],
      ['country[in]=italie,FR', 10],
      ['country[nin]=IT', 5],
      // ids
      ['id=3', 1],
      ['id[ne]=3', 9],
      ['id[in]=3,4,99999999999', 2],
      ['id[nin]=3,4', 8],
      ['id=99999999999', 0],
      ['group_id=1', 5],
      ['group_id[in]=1,3', 10],
      ['group_id[ne]=1', 5],
      ['group_id[nin]=1,3', 0],
      // instants
      ['created_at[gt]=2020-01-01T00:00:00Z', 10],
      ['created_at[lt]=2020-01-01T00:00:00%2B02:00', 0],
      ['created_at[lt]=2020-01-01T00:00+02:00', 0],
      ['updated_at[between]=2020-01-01T00:00:00.000Z,2999-12-31T23:59:59.999999Z', 10],
      ['created_at[null]=true', 0],
      // together
      ['country=IT&max_power_megawatt[gte]=30&installation_date[lt]=2026-12-19', 2],
      ['efficiency[null]=true&efficiency[gte]=0', 0],
    ])('%s: %d', async (query, expected) => {
      expect(await total(`/sites?${query}`)).toBe(expected);
    });

    it('take created_at to the millisecond, as it is shown', async () => {
      const [created] = await each('/sites?limit=1', 'created_at');
      expect(await total(`/sites?created_at=${String(created)}`)).toBe(5);
      expect(await total(`/sites?created_at[ne]=${String(created)}`)).toBe(5);
      expect(await total(`/sites?created_at[in]=${String(created)}&created_at[nin]=2020-01-01T00:00:00Z`)).toBe(5);
    });

    it('take every sign of a text for itself, in any case', async () => {
      const signs = '!"#$%&()*+-./:;<=>?@[]^_`{|}~\'\\É';
      await service.sql(`INSERT INTO groups (name, type) VALUES ($1, 'group1')`, [signs]);
      for (const sign of [...Array.from(signs), signs, 'é', "~'\\é"])
        expect([sign, await total(`/groups?name[contains]=${encodeURIComponent(sign)}`)]).toEqual([sign, 1]);
      expect(await total(`/groups?name[starts]=${encodeURIComponent(signs.toLowerCase())}`)).toBe(1);
      for (const pattern of ['.', '^', '$', '(?i)', '***:.', '***=', '[[:alpha:]]', '\\w', 'x{0}'])
        expect(await total(`/groups?name[starts]=${encodeURIComponent(pattern)}`)).toBe(0);
      await service.sql('DELETE FROM groups WHERE name = $1', [signs]);
    });

    it('hold a hundred values', async () => {
      const values = (n: number): string => Array.from({ length: n }, (_, i) => i + 1).join(',');
      expect(await total(`/sites?id[in]=${values(100)}`)).toBe(10);
      expect((await get(`/sites?id[in]=${values(101)}`)).faults).toEqual(['id[in] invalid-value']);
    });

    it.each([
      ['type=group2', 2],
      ['type[in]=group1,group3', 2],
      ['type[ne]=group2', 2],
      ['name[starts]=groupe', 4],
      ['parent_id=1', 1],
      ['parent_id[ne]=1', 3],
      ['child_id=3', 1],
      ['site_id=2', 1],
      ['site_id[in]=1,2', 3],
      ['site_id[nin]=1,2', 1],
      ['created_at[lt]=2020-01-01T00:00:00Z', 0],
    ])('of groups %s: %d', async (query, expected) => {
      expect(await total(`/groups?${query}`)).toBe(expected);
    });
  });

  describe('what is refused', () => {
    it.each([
      ['sort=nope', 'sort not-a-sort'],
      ['sort=group_id', 'sort not-a-sort'],
      ['sort=name,name', 'sort not-a-sort'],
      ['sort=name;drop%20table%20sites', 'sort not-a-sort'],
      ['sort_by=-name', 'sort_by not-a-sort'],
      ['sort_order=down', 'sort_order not-a-choice'],
      ['sort_order=desc', 'sort_order sort-by-missing'],
      ['sort=name&sort_by=name', 'sort_by said-twice'],
      ['sort=name&sort_order=asc', 'sort_order said-twice'],
      ['foo=1', 'foo unknown'],
      ['efficiency[gte]=abc', 'efficiency[gte] invalid-value'],
      ['efficiency[contains]=1', 'efficiency[contains] unknown'],
      ['efficiency[between]=1', 'efficiency[between] invalid-value'],
      ['efficiency=1e999', 'efficiency invalid-value'],
      ['efficiency=NaN', 'efficiency invalid-value'],
      ['efficiency=', 'efficiency invalid-value'],
      ['efficiency[null]=yes', 'efficiency[null] invalid-value'],
      ['installation_date=2026-02-30', 'installation_date invalid-value'],
      ['installation_date=0000-01-01', 'installation_date invalid-value'],
      ['installation_date=infinity', 'installation_date invalid-value'],
      ['installation_date_from=nope', 'installation_date_from invalid-value'],
      ['installation_date_to=2026-11-20&installation_date[lte]=2026-11-20', 'installation_date_to said-twice'],
      ['installation_date_from[gte]=2026-11-20', 'installation_date_from unknown'],
      ['created_at=2026-11-20', 'created_at invalid-value'],
      ['created_at=2026-02-30T00:00:00Z', 'created_at invalid-value'],
      ['created_at=0999-01-01T00:00:00Z', 'created_at invalid-value'],
      ['created_at=9999-12-31T23:00:00-14:00', 'created_at invalid-value'],
      ['country=spain', 'country invalid-value'],
      ['country[gt]=FR', 'country[gt] unknown'],
      ['country[null]=true', 'country[null] unknown'],
      ['id=1.5', 'id invalid-value'],
      ["id=1'%20OR%20'1'='1", 'id invalid-value'],
      ['group_id[null]=true', 'group_id[null] unknown'],
      [`name[contains]=${'x'.repeat(201)}`, 'name[contains] invalid-value'],
      ['limit=-1', 'limit not-a-whole-number'],
      ['limit=0', 'limit not-a-whole-number'],
      ['limit=ten', 'limit not-a-whole-number'],
      ['items_per_page=0', 'items_per_page not-a-whole-number'],
      ['limit=5&items_per_page=3', 'items_per_page said-twice'],
      ['page=0', 'page not-a-whole-number'],
      ['page=99999999999', 'page not-a-whole-number'],
      ['cursor=garbage', 'cursor invalid-cursor'],
      ['cursor=garbage&page=1', 'cursor said-twice'],
      ['count=all', 'count not-a-choice'],
      ['fields=nam', 'fields not-a-list'],
      ['fields=name,name', 'fields not-a-list'],
      ['include=sites', 'include not-a-list'],
      ['recursive=true', 'recursive unknown'],
      ['format=xml', 'format not-a-choice'],
      ['__proto__=1', '__proto__ forbidden-member'],
      ['constructor=1', 'constructor forbidden-member'],
      ["name'%20--=1", "name' -- unknown"],
    ])('%s', async (query, fault) => {
      const answer = await get(`/sites?${query}`);
      expect([answer.status, answer.faults]).toEqual([400, [fault]]);
    });

    it('is told all at once, with the nearest name', async () => {
      const { body, faults } = await get('/sites?limt=1&sort=nam&fields=efficency&max_power[gte]=1');
      expect(faults).toEqual(['limt unknown', 'max_power unknown', 'sort not-a-sort', 'fields not-a-list']);
      for (const hint of ['limit', 'name', 'efficiency']) expect(body).toContain(`did you mean ${hint}?`);
    });

    it('takes SQL for what it is: a text', async () => {
      const attempt = encodeURIComponent("'; DROP TABLE sites; --");
      expect(await total(`/sites?name=${attempt}`)).toBe(0);
      expect(await total(`/sites?name[contains]=${attempt}`)).toBe(0);
      expect(await total(`/sites?name[in]=${encodeURIComponent('{"a"},NULL,$1')}`)).toBe(0);
      expect(await total('/sites')).toBe(10);
    });
  });

  describe('the sites of a country', () => {
    it('are listed at its own path', async () => {
      expect(await each('/sites/italy?limit=2', 'name')).toEqual([ITALIA[0], ITALIA[1]]);
      expect(await total('/sites/france?country=FR')).toBe(5);
      expect(await total('/sites/france?country[in]=IT,FR')).toBe(5);
      expect(await service.walk('/sites/italy?limit=2', 'id')).toEqual([6, 7, 8, 9, 10]);
    });

    it.each(['country=italy', 'country[ne]=FR', 'country[in]=IT', 'country[nin]=IT,FR'])(
      'and not with %s',
      async (query) => {
        expect((await get(`/sites/france?${query}`)).faults).toEqual(['country contradicts-path']);
      },
    );
  });

  describe('groups', () => {
    it('are listed whole', async () => {
      const [first] = (await get('/groups?limit=1')).page.data;
      expect(first).toMatchObject({
        ...{ id: 1, name: 'Groupe 1', type: 'group2', parent_ids: [], child_ids: [3], site_count: 5 },
      });
    });

    it('hold sites, directly or below', async () => {
      expect(await total('/groups/1/sites')).toBe(5);
      expect(await each('/groups/1/sites?recursive=true', 'id')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await total('/groups/1/sites?recursive=true&country=IT&efficiency[gte]=0.7')).toBe(3);
      expect(await service.walk('/groups/1/sites?recursive=true&sort=-name&limit=4', 'id')).toEqual([
        10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
      ]);
    });

    it('are above and below one another', async () => {
      expect(await each('/groups/3/parents', 'name')).toEqual(['Groupe 1']);
      expect(await each('/groups/1/children', 'name')).toEqual(['Groupe 3']);
      expect(await each('/groups/3/children', 'name')).toEqual([]);
      expect((await get('/groups/3/ancestors?fields=id,depth')).page.data).toEqual([{ id: 1, depth: 1 }]);
    });

    it('have sites, and sites have groups', async () => {
      expect(await each('/sites/2/groups', 'id')).toEqual([3]);
      expect(await each('/sites/2/groups?recursive=true', 'id')).toEqual([1, 3]);
    });

    it.each(['children', 'parents', 'descendants', 'ancestors', 'sites', 'history'])('unknown: no %s', async (of) => {
      for (const id of ['77', '0', '2147483648', '99999999999999999999'])
        expect([
          (await get(`/groups/${id}/${of}`)).status,
          (await get(`/groups/${id}/${of}?format=csv`)).status,
        ]).toEqual([404, 404]);
      expect((await get(`/groups/77/${of}`)).body).toContain('sites.group-not-found');
      expect((await get(`/groups/x/${of}`)).faults).toEqual(['id not-an-id']);
      expect((await service.head(`/groups/77/${of}?format=ndjson`)).status).toBe(404);
    });

    it.each(['groups', 'history'])('unknown site: no %s', async (of) => {
      expect((await get(`/sites/77/${of}`)).body).toContain('sites.site-not-found');
      expect((await get(`/sites/99999999999/${of}`)).status).toBe(404);
      expect((await get(`/sites/abc/${of}`)).status).toBe(400);
    });
  });

  describe('exports', () => {
    it('as CSV hold everything, with the members of every country', async () => {
      const { body, headers } = await get('/sites?format=csv');
      const lines = body.trimEnd().split('\r\n');
      expect(lines).toHaveLength(11);
      expect(lines[0]).toBe(COLUMNS.join(','));
      expect(lines[1]).toMatch(/^1,FR,Site France 1,2026-11-17,10,1,0\.75,,1 4,2[^,]+Z,2[^,]+Z$/);
      expect(lines[6]).toMatch(/^6,IT,Site Italia 1,2026-11-21,15,2,,0\.6,3,/);
      expect(headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="sites.csv"',
        'cache-control': 'private, no-cache',
      });
    });

    it('keep filter, sort, fields and an explicit limit', async () => {
      const { body } = await get('/sites?format=csv&country=IT&sort=-efficiency&fields=id,efficiency&limit=2');
      expect(body).toBe('id,efficiency\r\n10,0.84\r\n9,0.78\r\n');
      const page = await get('/sites?format=ndjson&page=2&limit=4&fields=id&sort=-id');
      expect(page.body).toBe('{"id":6}\n{"id":5}\n{"id":4}\n{"id":3}\n');
    });

    it('as NDJSON hold the same items as pages', async () => {
      const { body, headers } = await get('/sites', { accept: 'application/x-ndjson' });
      const items = body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(items).toEqual((await get('/sites')).page.data);
      expect(headers['content-type']).toContain('application/x-ndjson');
    });

    it('may be empty', async () => {
      expect((await get('/sites?format=csv&id=77&fields=id')).body).toBe('id\r\n');
      expect((await get('/sites?format=ndjson&id=77')).body).toBe('');
    });

    it('exist of every collection', async () => {
      expect((await get('/groups?format=csv&type=group1')).body.split('\r\n')[0]).toBe(
        'id,name,type,parent_ids,child_ids,site_count,created_at,updated_at',
      );
      expect((await get('/groups/1/descendants?format=csv&fields=id,depth')).body).toBe('id,depth\r\n3,1\r\n');
      expect((await get('/groups/1/sites?format=ndjson&fields=id&recursive=true')).body.split('\n')).toHaveLength(11);
    });

    it('write no formula', async () => {
      await service.sql(`INSERT INTO groups (name, type) VALUES ('=1+1', 'group1')`);
      expect((await get('/groups?format=csv&name[starts]==&fields=name')).body).toBe("name\r\n'=1+1\r\n");
      await service.sql(`DELETE FROM groups WHERE name = '=1+1'`);
    });

    it('answer HEAD without reading', async () => {
      const { status, body, headers } = await service.head('/sites?format=csv');
      expect([status, body, headers['content-type']]).toEqual([200, '', expect.stringContaining('text/csv')]);
      const [held] = await service.sql<{ held: number }>(
        `SELECT count(*)::integer AS held FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`,
      );
      expect(held).toEqual({ held: 0 });
    });
  });
});
