import { idOf, opportunitiesFile, SIXTY } from '../support/lending/files';
import { DATASETS, type LendingService, serveLending } from '../support/lending/service';
import { usualActor } from '../support/settings';
import { type Json, type Schema, schemaFaults } from '../support/schema-faults';
import type { Answer } from '../support/sites-service';

type Item = Readonly<Record<string, unknown>>;
interface Page {
  readonly data: readonly Item[];
  readonly meta: Readonly<Record<string, unknown>> & { readonly response_id: string };
}
const pageOf = ({ status, text, body }: Answer): Page => {
  if (status !== 200) throw new Error(text);
  return body as unknown as Page;
};

const TEN = [
  ...['id', 'age_emprunteur', 'banque_principale', 'deja_souscrit_credit_immo', 'categorie_professionnelle'],
  ...['contrat_travail', 'revenu_total', 'montant_pret_principal', 'stage_name', 'created_at'],
];
const FURTHER = [
  ...['origin', 'property_type', 'project_type', 'property_use', 'situation', 'wanted_duration_years', 'deposit'],
  ...['debt_ratio_percent', 'bank_group', 'quality_flags', 'proposals_count'],
];
const SORTS = ['created_at', 'id', 'age_emprunteur', 'revenu_total', 'montant_pret_principal', 'stage_name'];
const id = (number: number): string => idOf('006', number);

describe('the list of sixty opportunities', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    await lending.load('opportunities', opportunitiesFile(SIXTY));
  }, 120_000);
  afterAll(() => lending.close());
  beforeEach(() => lending.seen());

  const total = async (query: string): Promise<unknown> =>
    pageOf(await lending.get(`/opportunities?limit=1&${query}`)).meta['total'];

  it('is whole items, newest first, under one name that the access log knows', async () => {
    const answer = await lending.get('/opportunities?limit=3');
    const { data, meta } = pageOf(answer);
    expect(data.map(Object.keys)).toEqual([TEN, TEN, TEN]);
    expect(data[0]).toEqual({
      id: id(60),
      age_emprunteur: null,
      banque_principale: null,
      deja_souscrit_credit_immo: true,
      categorie_professionnelle: 'Dirigeant de société',
      contrat_travail: "CDI période d'essai terminée",
      revenu_total: 0,
      montant_pret_principal: 160_000,
      stage_name: '5-Gagnée',
      created_at: '2024-01-31T00:00:00.000Z',
    });
    expect(meta).toEqual({
      limit: 3,
      has_more: true,
      total: 60,
      response_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', link: expect.stringContaining('rel="next"') });
    expect(await lending.seen()).toEqual([
      {
        actor: usualActor(),
        action: 'opportunities',
        response_id: meta.response_id,
        opportunity_ids: [id(60), id(59), id(58)],
        filter: { limit: '3' },
        rows: '3',
        request_id: answer.headers['x-request-id'],
      },
    ]);
  });

  it('has the members that are picked, the further ones too', async () => {
    const { data } = pageOf(await lending.get(`/opportunities?limit=1&fields=id,${FURTHER.join()}&sort=id`));
    expect(data).toEqual([
      {
        ...Object.fromEntries(FURTHER.map((name) => [name, null])),
        ...{ id: id(1), origin: 'Web', bank_group: 'CIC', quality_flags: [], proposals_count: 0 },
      },
    ]);
    expect((await lending.get('/opportunities?fields=response_id')).status).toBe(400);
  });

  it.each([
    [`id=${id(7)}`, 1],
    [`id=${id(7).toLowerCase()}`, 1],
    [`id[in]=${id(7)},${id(8).slice(0, 15)}`, 2],
    ['age_emprunteur[null]=true', 4],
    ['age_emprunteur[between]=27,27', 2],
    ['banque_principale=Boursobank', 10],
    ['banque_principale[null]=true', 10],
    ['banque_principale[starts]=bours', 20],
    ['bank_group=BOURSOBANK', 20],
    ['bank_group[in]=CIC,BOURSOBANK', 30],
    ['deja_souscrit_credit_immo=true', 24],
    ['deja_souscrit_credit_immo[null]=true', 0],
    ['categorie_professionnelle=Retrait%C3%A9', 3],
    ['contrat_travail[null]=true', 3],
    ['revenu_total[lte]=1700', 3],
    ['revenu_total=1600', 1],
    ['montant_pret_principal[gt]=159000', 1],
    ['stage_name=5-Gagn%C3%A9e', 15],
    ['stage_name[ne]=5-Gagn%C3%A9e&revenu_total[gt]=7200', 2],
    ['created_at[gte]=2024-01-31T00:00:00Z', 1],
    ['origin=Web', 60],
    ['origin=web', 0],
    ['situation[null]=true', 60],
    ['deposit[null]=false', 0],
    ['wanted_duration_years[gt]=0', 0],
    ['debt_ratio_percent[null]=true', 60],
    ['property_type[null]=true&project_type[null]=true&property_use[null]=true', 60],
    ['quality_flags=bank_variant', 20],
    ['quality_flags[ne]=bank_variant', 40],
    ['quality_flags=age_out_of_range', 3],
    ['proposals_count=0', 60],
    ['proposals_count[gte]=1', 0],
  ])('filtered by %s holds %i', async (query, count) => {
    expect(await total(query)).toBe(count);
  });

  it.each([
    ['sort=reveu_total', 'sort', 'revenu_total'],
    ['sort=origin', 'sort', ''],
    ['age_emprunter=3', 'age_emprunter', 'age_emprunteur'],
    ['id=0065q00000AlAK0AAM', 'id', 'id'],
    ['quality_flags=age', 'quality_flags', 'age_out_of_range'],
    ['revenu_total[gte]=NaN', 'revenu_total[gte]', 'number'],
    ['fields=id,reveu_total', 'fields', 'revenu_total'],
  ])('refuses %s, and says what was meant', async (query, parameter, hint) => {
    const { status, body } = await lending.get(`/opportunities?${query}`);
    expect([status, body['errors']]).toEqual([400, [expect.objectContaining({ parameter })]]);
    expect(JSON.stringify(body['errors'])).toContain(hint);
    expect(await lending.seen()).toEqual([]);
  });

  it.each(SORTS.flatMap((sort) => [sort, `-${sort}`]))('is walked by %s, each once, in order', async (sort) => {
    const pages = await lending.walk(`/opportunities?limit=7&sort=${sort}`);
    const items = pages.flatMap((page) => pageOf(page).data);
    expect(new Set(items.map((item) => item['id'])).size).toBe(60);
    const csv = (await lending.get(`/opportunities?format=csv&fields=id&sort=${sort}`)).text;
    expect(csv.trim().split('\r\n').slice(1)).toEqual(items.map((item) => item['id']));
    const known = items.map((item) => item[sort.replace('-', '')]).filter((value) => typeof value === 'number');
    expect(known).toEqual([...known].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)));
    expect(await lending.seen()).toHaveLength(pages.length + 1);
  });

  it('is exported whole, and its row says what was asked, not whom it showed', async () => {
    const csv = await lending.get('/opportunities?format=csv&stage_name=5-Gagn%C3%A9e');
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    const [header, ...lines] = csv.text.trim().split('\r\n');
    expect([header, lines.length]).toEqual([TEN.join(), 15]);
    expect(lines[0]).toBe(
      `${id(60)},,,true,Dirigeant de société,CDI période d'essai terminée,0,160000,5-Gagnée,2024-01-31T00:00:00.000Z`,
    );
    const ndjson = await lending.get('/opportunities?format=ndjson&fields=id,quality_flags&limit=2');
    expect(ndjson.text).toBe(
      `{"id":"${id(60)}","quality_flags":["revenue_not_positive"]}\n{"id":"${id(59)}","quality_flags":["age_out_of_range","bank_variant"]}\n`,
    );
    const row = { actor: usualActor(), action: 'opportunities', response_id: null, opportunity_ids: null, rows: null };
    expect(await lending.seen()).toMatchObject([
      { ...row, filter: { stage_name: '5-Gagnée', format: 'csv' } },
      { ...row, filter: { fields: 'id,quality_flags', limit: '2', format: 'ndjson' } },
    ]);
  });

  it('is walked without gap or repetition while others come', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      ...SIXTY[i % 60],
      Id: id(1000 + i),
      CreatedDate: `2024-02-${String(1 + (i % 28)).padStart(2, '0')} 00:00:00`,
    }));
    await lending.load('opportunities', opportunitiesFile(rows));
    let added = 0;
    const pages = await lending.walk('/opportunities?limit=100&created_at[gte]=2024-02-01T00:00:00Z', () => {
      const more = Array.from(
        { length: 10 },
        () => `('${id(100_000 + ++added)}', '2024-02-01'::date + ${added % 40}, 'x', false, 0, 0)`,
      );
      return lending.query(
        `INSERT INTO opportunity (id, created_at, stage, synthetic, run_id, source_line) VALUES ${more.join()}`,
      );
    });
    const ids = pages.flatMap((page) => pageOf(page).data.map((item) => item['id'] as string));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((one) => one < id(100_000)).sort()).toEqual(rows.map(({ Id }) => Id));
    expect(ids.length).toBeGreaterThan(1000);
    const shown = (await lending.seen()).map(({ opportunity_ids }) => opportunity_ids);
    expect(shown.flat()).toEqual(ids);
    expect(Math.max(...shown.map((one) => one?.length ?? 0))).toBe(100);
  });
});

describe('the description of what is answered', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    for (const dataset of DATASETS) await lending.load(dataset);
  }, 120_000);
  afterAll(() => lending.close());

  interface Operation {
    readonly summary: string;
    readonly description: string;
    readonly responses: Record<string, { content?: Record<string, { schema: Schema & { readonly example: Json } }> }>;
  }
  const operation = (path: string): Operation =>
    (lending.service.describe().paths[path] as unknown as { get: Operation }).get;

  it.each([
    ['/opportunities', '?limit=100'],
    ['/opportunities', `?limit=100&page=2&fields=${FURTHER.join()}`],
    ['/opportunities/{id}', ''],
    ['/opportunities/{id}', '?expand=proposals,quality,details'],
    ['/opportunities/{id}/proposals', '?rank_by=total_cost'],
    ['/opportunities/best-proposals', '?limit=100'],
  ])('%s%s is exact', async (path, query) => {
    const { responses, summary, description } = operation(path);
    const schema = responses['200']?.content?.['application/json']?.schema;
    expect(schema).toBeDefined();
    const { status, body } = await lending.get(path.replace('{id}', '0065q00000AlAK0AAN') + query);
    expect([status, schemaFaults(schema!, body as Json)]).toEqual([200, []]);
    expect(schemaFaults(schema!, schema!.example)).toEqual([]);
    expect(schemaFaults(schema!, { ...body, more: 1 })).toEqual(['/more is not described']);
    expect([summary, description]).toEqual([expect.any(String), expect.stringMatching(/\n\n\*[^*]+\.\*$/)]);
  });

  it('says that the best proposals have a path of their own', async () => {
    expect(Object.keys(lending.service.describe().paths).filter((path) => path.startsWith('/opportunities'))).toEqual(
      expect.arrayContaining(['/opportunities', '/opportunities/best-proposals', '/opportunities/{id}']),
    );
    expect((await lending.call('DELETE', '/opportunities/best-proposals')).status).toBe(405);
  });
});
