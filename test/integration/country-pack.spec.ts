import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declaredProblems } from '@hexagone/kernel';
import { Client } from 'pg';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { migrate } from '../../libs/platform/src/database/migrate';
import * as before from '../fixtures/countries/before';
import { SitesGermany1763790000000 } from '../fixtures/countries/germany/1763790000000-sites-germany';
import { germany } from '../fixtures/countries/germany/germany.country';
import type { FreshDatabase } from '../support/database';
import { errorCatalogue } from '../support/error-catalogue';
import { lintOpenApi } from '../support/open-api-linter';
import { testSettings } from '../support/settings';

const SATURDAY = '2026-11-21';
const SUNDAY = '2026-11-22';
const MONDAY = '2026-11-23';

const base = { name: 's', max_power_megawatt: 10, min_power_megawatt: 1 };
const french = { ...base, country: 'FR', useful_energy_at_1_megawatt: 0.8 };
const italian = { ...base, country: 'IT', efficiency: 0.9 };
const german = { ...base, country: 'DE', efficiency: 0.9, kwk_factor: 1.5 };

interface Row {
  readonly code?: string;
  readonly country?: string;
  readonly kwk_factor?: number;
}

interface Body {
  readonly id: number;
  readonly country: string;
  readonly data: readonly Row[];
  readonly meta: { readonly total: number };
  readonly links: { readonly next?: string };
  readonly errors: readonly { readonly pointer: string; readonly parameter: string }[];
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}

interface Described {
  readonly paths: Readonly<Record<string, { readonly get: object; readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly requestBody: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Union } };
}

interface Union {
  readonly oneOf: readonly { readonly $ref: string }[];
  readonly discriminator: { readonly mapping: Readonly<Record<string, string>> };
}

/** The two files of test/fixtures/countries/germany, named in the two lists, are all that these tests add to Hexagone. */
describe('a new country', () => {
  let database: FreshDatabase;
  let client: Client;
  let service: Service;
  let stored: unknown;

  const rows = async (): Promise<unknown> =>
    (
      await client.query(
        `SELECT xmin, ctid, to_jsonb(s) - 'kwk_factor' - 'operator' AS row FROM sites s WHERE country <> 'DE' ORDER BY id`,
      )
    ).rows;

  beforeAll(async () => {
    database = await before.databaseBefore();
    client = new Client(database.url);
    await client.connect();
    await client.query(
      `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt, efficiency)
       VALUES ('FR', 'old', '2020-01-01', 2, 1, 0.8, NULL), ('IT', 'old', '2020-01-04', 2, 1, NULL, 0.9)`,
    );
    stored = await rows();
    const parts = {
      countries: [...before.countries, germany],
      migrations: [...before.migrations, SitesGermany1763790000000],
    };
    await migrate(database.url, parts.migrations);
    service = await createApp({ settings: testSettings({ databaseUrl: database.url }), ...parts });
  });
  afterAll(async () => {
    await service.app.close();
    await client.end();
    await database.close();
  });
  afterEach(() => client.query(`DELETE FROM sites WHERE name <> 'old'`));

  async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<Answer> {
    const headers = { 'accept-language': 'en' };
    const { statusCode, body } = await service.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: statusCode, text: body, body: (body.startsWith('{') ? JSON.parse(body) : {}) as Body };
  }
  const get = (url: string): Promise<Answer> => ask('GET', url);
  const post = (url: string, document: object): Promise<Answer> => ask('POST', url, document);
  const added = async (document: object): Promise<number> => (await post('/sites', document)).body.id;

  it('describes itself beside the others', async () => {
    const { body } = await get('/countries');
    expect(body.data.map(({ code }) => code).sort()).toEqual(['DE', 'FR', 'IT']);
    expect((await get('/countries/allemagne')).body).toMatchObject({
      code: 'DE',
      name: 'Germany',
      path: '/sites/germany',
      time_zone: 'Europe/Berlin',
      fields: [
        { name: 'efficiency', type: 'decimal', required: true, min: 0 },
        { name: 'kwk_factor', type: 'decimal', required: true, min: 0, max: 5, example: 1.5 },
        { name: 'operator', type: 'text', required: false },
      ],
      rules: [{ code: 'sites.german-sunday', status: 422, pointer: '/installation_date' }],
    });
  });

  it('takes sites by both ways in', async () => {
    const document = { ...german, installation_date: SATURDAY, operator: 'Stadtwerke Ulm' };
    const one = await post('/sites', document);
    expect([one.status, one.body]).toEqual([201, expect.objectContaining({ ...document, group_ids: [] })]);
    expect((await get(`/sites/${one.body.id}`)).text).toBe(one.text);
    const other = await post('/sites/germany', { ...german, country: undefined, installation_date: MONDAY });
    expect([other.status, other.body.country, 'operator' in other.body]).toEqual([201, 'DE', false]);
    expect((await get('/sites/germany')).body.meta.total).toBe(2);
    expect((await get('/sites/italy')).body.meta.total).toBe(1);
    const both = await post('/sites/batch', { sites: [document, { ...italian, installation_date: SATURDAY }] });
    expect([both.status, both.body.data.map(({ country }) => country)]).toEqual([201, ['DE', 'IT']]);
  });

  it('keeps its rule, and says when it would be kept', async () => {
    const refused = await post('/sites', { ...german, installation_date: SUNDAY });
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({ type: '/problems/sites.german-sunday', next_free_date: MONDAY }),
    ]);
    const id = await added({ ...german, installation_date: MONDAY });
    expect(await ask('PATCH', `/sites/${id}`, { installation_date: SUNDAY })).toMatchObject({
      status: 422,
      body: { type: '/problems/sites.german-sunday', errors: [{ pointer: '/installation_date' }] },
    });
    expect((await get('/sites/free-days?country=de&from=2026-11-20&to=2026-11-24')).body.data).toEqual([
      '2026-11-20',
      SATURDAY,
      MONDAY,
      '2026-11-24',
    ]);
    expect((await get('/sites/free-days?country=DE&from=2027-01-01&to=2027-12-31')).body.meta.total).toBe(365 - 52);
  });

  it.each([
    ['the field of a new country on an old one', { ...french, kwk_factor: 1 }, '/kwk_factor', 'foreign-field'],
    ['its optional field on an old one', { ...italian, operator: 'x' }, '/operator', 'foreign-field'],
    [
      'the field of an old country',
      { ...german, useful_energy_at_1_megawatt: 1 },
      '/useful_energy_at_1_megawatt',
      'foreign-field',
    ],
    ['none of a required field', { ...german, kwk_factor: undefined }, '/kwk_factor', expect.any(String)],
    ['none of the shared field', { ...german, efficiency: undefined }, '/efficiency', expect.any(String)],
    ['more than its most', { ...german, kwk_factor: 5.01 }, '/kwk_factor', expect.any(String)],
    ['a text for a number', { ...german, kwk_factor: '1' }, '/kwk_factor', expect.any(String)],
    ['a number for a text', { ...german, operator: 1 }, '/operator', expect.any(String)],
    ['a text with a NUL', { ...german, operator: 'a\u0000' }, '/operator', expect.any(String)],
    ['half a letter', { ...german, operator: 'a\ud800' }, '/operator', expect.any(String)],
    ['a text that is too long', { ...german, operator: 'x'.repeat(101) }, '/operator', expect.any(String)],
  ])('refuses %s', async (_, document, pointer, code) => {
    const { status, body } = await post('/sites', { ...document, installation_date: SATURDAY });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer, code })]]);
  });

  it('receives sites of other countries, and gives them back', async () => {
    const id = await added({ ...french, installation_date: SATURDAY });
    const halfway = await ask('PATCH', `/sites/${id}`, { country: 'germany', efficiency: 0.7 });
    expect(halfway.status).toBe(422);
    expect(halfway.body.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/kwk_factor',
      '/useful_energy_at_1_megawatt',
    ]);
    const change = { country: 'DE', efficiency: 0.7, kwk_factor: 2, useful_energy_at_1_megawatt: null };
    const moved = await ask('PATCH', `/sites/${id}`, change);
    expect([moved.status, moved.body]).toEqual([200, expect.objectContaining({ id, country: 'DE', kwk_factor: 2 })]);
    expect(moved.body).not.toHaveProperty('useful_energy_at_1_megawatt');
    // The day is free again, and the field that both have stays.
    expect((await post('/sites', { ...french, installation_date: SATURDAY })).status).toBe(201);
    const on = await ask('PATCH', `/sites/${id}`, { country: 'IT', kwk_factor: null });
    expect([on.status, on.body]).toEqual([200, expect.objectContaining({ country: 'IT', efficiency: 0.7 })]);
  });

  it('is filtered, sorted and paged by its own field', async () => {
    const factors = [0.5, 3, 1, 2, 3];
    const ids = [];
    for (const kwk_factor of factors) ids.push(await added({ ...german, installation_date: SATURDAY, kwk_factor }));
    await added({ ...italian, installation_date: SATURDAY });
    const factorsOf = async (url: string): Promise<{ found: (number | undefined)[]; pages: number }> => {
      const found: (number | undefined)[] = [];
      let pages = 0;
      for (let next: string | undefined = url; next; pages++) {
        const { status, body } = await get(next);
        expect(status).toBe(200);
        found.push(...body.data.map(({ kwk_factor }) => kwk_factor));
        next = body.links.next;
      }
      return { found, pages };
    };
    expect(await factorsOf('/sites?kwk_factor[gte]=1&sort=-kwk_factor&limit=2')).toEqual({
      found: [3, 3, 2, 1],
      pages: 2,
    });
    const nothing = [undefined, undefined, undefined];
    expect(await factorsOf('/sites?sort=kwk_factor&limit=2')).toEqual({
      found: [0.5, 1, 2, 3, 3, ...nothing],
      pages: 4,
    });
    expect(await factorsOf('/sites?sort=-kwk_factor&limit=3')).toEqual({
      found: [3, 3, 2, 1, 0.5, ...nothing],
      pages: 3,
    });
    expect((await get('/sites?kwk_factor[null]=true')).body.meta.total).toBe(3);
    expect((await get('/sites?operator[contains]=x')).body.meta.total).toBe(0);
    expect((await get('/sites?country=deutschland')).body.meta.total).toBe(5);
    const wrong = await get('/sites?kwk_factor[gte]=x');
    expect([wrong.status, wrong.body.errors[0]?.parameter]).toEqual([400, 'kwk_factor[gte]']);
  });

  it('has its columns in CSV', async () => {
    await added({ ...german, installation_date: SATURDAY, operator: '=1+1' });
    const [header = '', ...lines] = (await get('/sites?format=csv&country=DE')).text.trim().split(/\r?\n/);
    const shared = 'efficiency,kwk_factor,operator,useful_energy_at_1_megawatt';
    expect(header.replace(/^\uFEFF/, '')).toBe(
      `id,country,name,installation_date,max_power_megawatt,min_power_megawatt,${shared},group_ids,created_at,updated_at`,
    );
    expect(lines).toEqual([expect.stringMatching(/^\d+,DE,s,2026-11-21,10,1,0\.9,1\.5,"?'=1\+1"?,,,/)]);
  });

  it('is described in OpenAPI', async () => {
    const { paths, components } = JSON.parse((await get('/openapi.json')).text) as Described;
    const { requestBody, responses } = paths['/sites']!.post;
    for (const { content } of [requestBody, responses['201']!]) {
      const { oneOf, discriminator } = content['application/json'].schema;
      expect(Object.keys(discriminator.mapping).sort()).toEqual(['DE', 'FR', 'IT']);
      expect(Object.values(discriminator.mapping).sort()).toEqual(oneOf.map(({ $ref }) => $ref).sort());
      const name = discriminator.mapping['DE']?.split('/').at(-1) ?? '';
      expect(JSON.stringify(components.schemas[name])).toContain('"kwk_factor"');
    }
    expect(Object.keys(paths['/sites/germany'] ?? {})).toEqual(expect.arrayContaining(['get', 'post']));
    expect(JSON.stringify(paths['/sites']?.get)).toContain('kwk_factor');
  });

  it('leaves a description that the linter of OpenAPI takes, with a field that it shares', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hexagone-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      writeFileSync(file, (await get('/openapi.json')).text);
      expect(() => {
        lintOpenApi(file);
      }).not.toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has its error in the catalogue', async () => {
    expect(errorCatalogue([...declaredProblems().values()], '')).toContain('| `sites.german-sunday` | 422 |');
    expect((await get('/problems/sites.german-sunday')).status).toBe(200);
  });

  const columns = [
    'country',
    'installation_date',
    'useful_energy_at_1_megawatt',
    'efficiency',
    'kwk_factor',
    'operator',
  ];
  it.each([
    ['on a Sunday', ['DE', SUNDAY, null, 1, 1, null], 'sites_de_not_sunday_ck'],
    ['without its field', ['DE', SATURDAY, null, 1, null, null], 'sites_kwk_factor_of_de_ck'],
    ['without the shared field', ['DE', SATURDAY, null, null, 1, null], 'sites_efficiency_of_de_it_ck'],
    ['above its most', ['DE', SATURDAY, null, 1, 5.01, null], 'sites_de_kwk_factor_ck'],
    ['below the least of the shared field', ['DE', SATURDAY, null, -1, 1, null], 'sites_de_efficiency_ck'],
    ['with a text that is too long', ['DE', SATURDAY, null, 1, 1, 'x'.repeat(101)], 'sites_de_operator_ck'],
    ['with what is French', ['DE', SATURDAY, 1, 1, 1, null], 'sites_useful_energy_at_1_megawatt_of_fr_ck'],
    ['of France with what is German', ['FR', SATURDAY, 1, null, 1, null], 'sites_kwk_factor_of_de_ck'],
    ['of France with what Germany may have', ['FR', SATURDAY, 1, null, null, 'x'], 'sites_operator_of_de_ck'],
    ['of France with what is shared', ['FR', SATURDAY, 1, 1, null, null], 'sites_efficiency_of_de_it_ck'],
    ['of Italy without what is shared', ['IT', SATURDAY, null, null, null, null], 'sites_efficiency_of_de_it_ck'],
    ['of Italy on a weekday', ['IT', MONDAY, null, 1, null, null], 'sites_it_weekend_ck'],
  ])('has no row %s, whoever writes it', async (_, values, constraint) => {
    const insert = `INSERT INTO sites (name, max_power_megawatt, min_power_megawatt, ${columns.join(', ')}) VALUES ('s', 2, 1, $1, $2, $3, $4, $5, $6)`;
    await expect(client.query(insert, values)).rejects.toMatchObject({ constraint });
  });

  it('leaves the rows of the others as they were', async () => {
    expect(stored).toHaveLength(2);
    expect(await rows()).toEqual(stored);
    expect((await get('/sites/1')).body).toMatchObject({
      country: 'FR',
      name: 'old',
      useful_energy_at_1_megawatt: 0.8,
    });
    expect((await get('/health/ready')).status).toBe(200);
  });
});
