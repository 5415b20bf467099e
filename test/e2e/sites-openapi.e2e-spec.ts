import type { OpenAPIObject } from '@nestjs/swagger';
import { declaredProblems } from '@hexagone/kernel';
import { PACKS } from '@hexagone/sites';
import { serveSites, type SitesService } from '../support/sites-service';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly oneOf?: readonly { readonly $ref: string }[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Media {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

const JSON_TYPE = 'application/json';

describe('the description of sites', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  afterAll(() => sites.close());

  const operation = (route: string, document: OpenAPIObject = sites.service.describe()): Operation => {
    const [method = '', path = ''] = route.split(' ');
    const found = (document.paths[path] as unknown as Record<string, Operation> | undefined)?.[method.toLowerCase()];
    if (!found) throw new Error(`${route} is not described`);
    return found;
  };
  const sent = (route: string, type = JSON_TYPE): Media | undefined => operation(route).requestBody?.content[type];
  const answered = (route: string, status: number, document?: OpenAPIObject): Media | undefined =>
    operation(route, document).responses[status]?.content?.[JSON_TYPE];
  const problems = (route: string, status: number): string[] => {
    const { schema } = operation(route).responses[status]?.content?.['application/problem+json'] ?? {};
    return (schema?.properties?.['type']?.['enum'] ?? []) as string[];
  };

  it('tells the countries of a body apart by its country', () => {
    for (const schema of [sent('POST /sites')?.schema])
      expect(schema).toMatchObject({
        oneOf: [{ $ref: '#/components/schemas/NewSite_FR' }, { $ref: '#/components/schemas/NewSite_IT' }],
        discriminator: {
          propertyName: 'country',
          mapping: { FR: '#/components/schemas/NewSite_FR', IT: '#/components/schemas/NewSite_IT' },
        },
      });
  });

  it.each([
    ['POST /sites', 201],
    ['GET /sites/{id}', 200],
    ['PATCH /sites/{id}', 200],
  ] as const)('tells the countries of the answers of %s apart', (route, status) => {
    expect(answered(route, status)?.schema.discriminator?.mapping).toEqual({
      FR: '#/components/schemas/Site_FR',
      IT: '#/components/schemas/Site_IT',
    });
    expect(answered(route, status)?.schema.oneOf).toHaveLength(2);
  });

  it('has a schema per country, derived from its pack', () => {
    const schemas = sites.service.describe().components?.schemas as unknown as Record<string, Schema>;
    expect(schemas['Site_FR']).toMatchObject({ properties: { country: { enum: ['FR'] } } });
    expect(schemas['Site_FR']?.properties?.['useful_energy_at_1_megawatt']).toEqual({
      type: 'number',
      minimum: 0,
      description: 'Useful energy at 1 megawatt (MWh). *Énergie utile à 1 mégawatt.*',
      'x-unit': 'MWh',
      examples: [0.8],
    });
    expect(Object.keys(schemas['Site_IT']?.properties ?? {})).not.toContain('useful_energy_at_1_megawatt');
    expect(schemas['NewSite_IT']).toMatchObject({
      additionalProperties: false,
      required: ['country', 'name', 'installation_date', 'max_power_megawatt', 'min_power_megawatt', 'efficiency'],
    });
    expect(schemas['SitePatch']?.properties?.['efficiency']).toMatchObject({ type: ['number', 'null'] });
    expect(sent('POST /sites/italy')?.schema['required']).not.toContain('country');
    expect(sent('POST /sites/italy')?.schema.properties?.['country']).toMatchObject({
      enum: ['IT', 'italy', 'italie', 'italia'],
    });
    expect(sent('PATCH /sites/{id}', 'application/merge-patch+json')?.schema).toEqual({
      $ref: '#/components/schemas/SitePatch',
    });
  });

  it('has examples that the service takes, and answers as it says', async () => {
    await sites.empty();
    for (const [slug, { value }] of Object.entries(sent('POST /sites')?.examples ?? {})) {
      const made = await sites.post('/sites', value);
      const example = answered('POST /sites', 201)?.examples?.[slug]?.value ?? {};
      expect([slug, made.status, Object.keys(made.body)]).toEqual([slug, 201, Object.keys(example)]);
    }
    await sites.empty();
    for (const { slug } of PACKS) {
      const { examples = {} } = sent(`POST /sites/${slug}`) ?? {};
      expect((await sites.post(`/sites/${slug}`, examples[slug]?.value)).status).toBe(201);
    }
    await sites.empty();
    for (const route of ['POST /sites/batch', 'POST /groups']) {
      const [example] = Object.values(sent(route)?.examples ?? {});
      const made = await sites.post(route.replace('POST ', ''), example?.value);
      const [answer] = Object.values(answered(route, 201)?.examples ?? {});
      expect([made.status, Object.keys(made.body)]).toEqual([201, Object.keys(answer?.value ?? {})]);
    }
    for (const path of ['/sites/1', '/groups/1']) {
      const [example] = Object.values(sent(`PATCH ${path.replace('1', '{id}')}`)?.examples ?? {});
      expect((await sites.patch(path, example?.value)).status).toBe(200);
    }
  });

  it('names the problems of each route, all of which exist', () => {
    expect(problems('POST /sites', 409)).toEqual(
      expect.arrayContaining(['/problems/sites.french-day-taken', '/problems/sites.group3-ancestor']),
    );
    expect(problems('POST /sites', 422)).toContain('/problems/sites.italian-weekday');
    expect(problems('POST /sites/france', 422)).toContain('/problems/sites.country-mismatch');
    expect(problems('POST /sites/france', 422)).not.toContain('/problems/sites.italian-weekday');
    expect(problems('PATCH /groups/{id}', 409)).toContain('/problems/sites.group-has-sites');
    expect(problems('PUT /groups/{id}/children/{cid}', 409)).toContain('/problems/sites.group-cycle');
    const named = [
      ...JSON.stringify(sites.service.describe().paths).matchAll(/\/problems\/((?:sites|platform)\.[\w-]+)/g),
    ];
    const unknown = named.map(([, code = '']) => code).filter((code) => !declaredProblems().has(code));
    expect(named.length).toBeGreaterThan(50);
    expect(unknown).toEqual([]);
  });

  it('says who may read and who may write', () => {
    const { paths } = sites.service.describe();
    const routes = Object.entries(paths).filter(([path]) => /^\/(?:sites|groups|countries)(?:\/|$)/.test(path));
    expect(routes.length).toBeGreaterThan(15);
    for (const [path, item] of routes)
      for (const [method, { security }] of Object.entries(item as Record<string, { security: unknown }>)) {
        const scope = method === 'get' ? 'sites:read' : 'sites:write';
        expect([method, path, security]).toEqual([method, path, [{ token: [scope] }]]);
      }
  });

  it('names conditions, keys and ids', () => {
    const parameters = (route: string): string[] => (operation(route).parameters ?? []).map(({ name }) => name);
    expect(parameters('PATCH /sites/{id}')).toEqual(expect.arrayContaining(['id', 'If-Match']));
    expect(parameters('GET /groups/{id}')).toEqual(
      expect.arrayContaining(['id', 'If-None-Match', 'fields', 'include']),
    );
    expect(parameters('PUT /sites/{id}/groups/{gid}')).toEqual(expect.arrayContaining(['id', 'gid', 'If-Match']));
    expect(parameters('POST /sites')).toEqual(expect.arrayContaining(['dry_run', 'Idempotency-Key']));
  });

  it('is that of its own countries, whatever another application of the process has', async () => {
    const [first] = PACKS;
    if (!first) throw new Error('no country');
    const alone = await serveSites({}, { countries: [first] });
    try {
      const document = alone.service.describe();
      expect(answered('POST /sites', 201, document)?.schema.oneOf).toHaveLength(1);
      expect(document.paths['/sites/italy']).toBeUndefined();
      expect(JSON.stringify(document.paths['/sites'])).not.toContain('efficiency');
      expect((await alone.get('/sites/italy')).status).toBe(400);
      expect((await alone.get('/countries')).body['meta']).toMatchObject({ total: 1 });
    } finally {
      await alone.close();
    }
    expect(answered('POST /sites', 201)?.schema.oneOf).toHaveLength(2);
    expect(JSON.stringify(operation('GET /sites'))).toContain('efficiency');
  });
});
