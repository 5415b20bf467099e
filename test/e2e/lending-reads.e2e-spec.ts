import { machine, person } from '../support/identity';
import { idOf, opportunitiesFile, SIXTY } from '../support/lending/files';
import { DATASETS, type LendingService, serveLending } from '../support/lending/service';
import { usualActor } from '../support/settings';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SEED_ID = '0065q00000AlAK0AAN';
const SEED = {
  id: SEED_ID,
  age_emprunteur: 33,
  banque_principale: 'CIC',
  deja_souscrit_credit_immo: true,
  categorie_professionnelle: 'Salarié du privé',
  contrat_travail: "CDI période d'essai terminée",
  revenu_total: 7731.67,
  montant_pret_principal: 235_055,
  stage_name: '6-Perdue',
};
const TEN = ['response_id', ...Object.keys(SEED)];

describe('one opportunity of the default base', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    for (const dataset of DATASETS) await lending.load(dataset);
  }, 120_000);
  afterAll(() => lending.close());
  beforeEach(() => lending.seen());

  it('is the ten members in their order, under a new name each time', async () => {
    const answers = [await lending.get(`/opportunities/${SEED_ID}`), await lending.get(`/opportunities/${SEED_ID}`)];
    for (const { status, headers, body, text } of answers) {
      expect(status).toBe(200);
      expect(body).toEqual({ response_id: expect.stringMatching(UUID_V4), ...SEED });
      expect(Object.keys(body)).toEqual(TEN);
      expect(text).toContain('"montant_pret_principal":235055,');
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' });
      expect(headers['etag']).toBeUndefined();
    }
    expect(new Set(answers.map(({ body }) => body['response_id'])).size).toBe(2);
    expect(await lending.seen()).toEqual(
      answers.map(({ body, headers }) => ({
        actor: usualActor(),
        action: 'opportunity',
        response_id: body['response_id'],
        opportunity_ids: [SEED_ID],
        filter: null,
        rows: '1',
        request_id: headers['x-request-id'],
      })),
    );
  });

  it('is found by the 15 characters of its id, and by 18 whose case is lost', async () => {
    for (const id of ['0065q00000AlAK0', SEED_ID.toLowerCase(), SEED_ID.toUpperCase(), '0065q00000AlAK0aan'])
      expect([id, (await lending.get(`/opportunities/${id}`)).body['id']]).toEqual([id, SEED_ID]);
    expect((await lending.seen()).map(({ opportunity_ids }) => opportunity_ids)).toEqual(Array(4).fill([SEED_ID]));
  });

  it.each(['0065q00000AlAK0AAM', '0065q00000AlAK0AA', '0012000000YI8d8AAD', '0065q00000AlAK-AAN', '%20', '006'])(
    'is not %s, which is no id',
    async (id) => {
      for (const path of [`/opportunities/${id}`, `/opportunities/${id}/proposals`]) {
        const { status, body } = await lending.get(path, { 'accept-language': 'fr' });
        expect([status, body['type']]).toEqual([400, '/problems/lending.malformed-id']);
        expect(body['errors']).toEqual([
          { parameter: 'id', code: 'malformed', detail: expect.stringMatching(/caractères/) },
        ]);
      }
      expect(await lending.seen()).toEqual([]);
    },
  );

  it('is not shown, nor written down, where nobody has the id', async () => {
    for (const path of ['/opportunities/0065q00000ZZZZZAA5', '/opportunities/0065q00000ZZZZZAA5/proposals']) {
      const { status, body } = await lending.get(path);
      expect([status, body['type']]).toEqual([404, '/problems/lending.opportunity-not-found']);
    }
    expect(await lending.seen()).toEqual([]);
  });

  it('is as much of it as is picked, in the usual order', async () => {
    const { body } = await lending.get(`/opportunities/${SEED_ID}?fields=revenu_total,id`);
    expect(JSON.stringify(body)).toBe(`{"id":"${SEED_ID}","revenu_total":7731.67}`);
    expect(await lending.seen()).toMatchObject([{ response_id: expect.stringMatching(UUID_V4) }]);
    const wrong = await lending.get(`/opportunities/${SEED_ID}?fields=revenu`);
    expect([wrong.status, JSON.stringify(wrong.body['errors'])]).toEqual([
      400,
      expect.stringContaining('revenu_total'),
    ]);
    expect((await lending.get(`/opportunities/${SEED_ID}?lang=fr`)).status).toBe(400);
  });

  it('has further members on demand, after the ten', async () => {
    const { body } = await lending.get(`/opportunities/${SEED_ID}?expand=proposals,quality,details`);
    expect(Object.keys(body).slice(0, 10)).toEqual(TEN);
    expect(Object.keys(body).slice(10).sort()).toEqual(['details', 'proposals', 'quality']);
    expect(body['quality']).toEqual({ flags: [], set_aside: null });
    const details = body['details'] as Record<string, unknown>;
    expect(Object.keys(details)).toHaveLength(43);
    expect(details).toMatchObject({ synthetic: true, co_borrower_category: expect.any(String), bank_group: 'CIC' });
    expect(details['co_borrower_category']).not.toBe(SEED.categorie_professionnelle);
    const { body: offers } = await lending.get(`/opportunities/${SEED_ID}/proposals`);
    expect(body['proposals']).toEqual(offers['data']);
    expect(offers['meta']).toMatchObject({ best: expect.stringMatching(/^a0P/), ranked: 2, excluded: 3 });
  });
});

describe('opportunities of sixty borrowers', () => {
  let lending: LendingService;
  const id = (number: number): string => idOf('006', number);

  beforeAll(async () => {
    lending = await serveLending();
    const [first, ...others] = SIXTY;
    const coBorrower = { TechMail_CategorieProfessionnelleCoEmpru__c: 'Retraité' };
    await lending.load('opportunities', opportunitiesFile([{ ...first, ...coBorrower }, ...others]));
  }, 120_000);
  afterAll(() => lending.close());

  it('tell the category of the borrower, whatever the co-borrower’s is', async () => {
    for (const number of [1, 2])
      expect((await lending.get(`/opportunities/${id(number)}`)).body).toMatchObject({
        categorie_professionnelle: 'Salarié du privé',
      });
  });

  it('are null where the file is blank or cannot be, and numbers where it is not', async () => {
    const { body, text } = await lending.get(
      `/opportunities/${id(6)}?fields=banque_principale,revenu_total,stage_name`,
    );
    expect(body).toEqual({ banque_principale: null, revenu_total: 2100, stage_name: '6-Perdue' });
    expect(text).toContain('"revenu_total":2100,');
    for (const number of [57, 58, 59, 60])
      expect((await lending.get(`/opportunities/${id(number)}`)).body['age_emprunteur']).toBeNull();
    expect((await lending.get(`/opportunities/${id(57)}?fields=id&expand=quality`)).body).toEqual({
      id: id(57),
      quality: { flags: ['age_out_of_range', 'bank_variant'], set_aside: { borrower_age: '-940.0' } },
    });
    expect((await lending.get(`/opportunities/${id(60)}?fields=revenu_total`)).body).toEqual({ revenu_total: 0 });
  });

  it('have no offers', async () => {
    const { status, body } = await lending.get(`/opportunities/${id(1)}/proposals?rank_by=total_cost`);
    expect([status, body]).toEqual([
      200,
      { data: [], meta: { opportunity_id: id(1), rank_by: 'total_cost', best: null, ranked: 0, excluded: 0 } },
    ]);
    expect((await lending.get(`/opportunities/${id(1)}/proposals?rank_by=costs`)).status).toBe(400);
  });

  it('are not shown where the access cannot be written down', async () => {
    await lending.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$`);
    await lending.query('CREATE TRIGGER refused BEFORE INSERT ON lending_access EXECUTE FUNCTION refuse()');
    for (const path of [
      ...[`/opportunities/${id(1)}`, `/opportunities/${id(1)}/proposals`, '/opportunities?limit=1'],
      ...['/opportunities?format=csv', '/opportunities?format=ndjson', '/opportunities/best-proposals'],
    ]) {
      const { status, body, headers, text } = await lending.get(path);
      expect([path, status, body['type']]).toEqual([path, 503, '/problems/lending.access-not-recorded']);
      expect(headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
      expect(text).not.toMatch(/Salarié|the log is full/);
    }
    await lending.query('DROP TRIGGER refused ON lending_access');
    expect((await lending.get(`/opportunities/${id(1)}`)).status).toBe(200);
  });
});

describe('where access is protected', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending({ access: 'protected' });
    await lending.load('opportunities', opportunitiesFile(SIXTY.slice(0, 3)));
  }, 120_000);
  afterAll(() => lending.close());

  const one = `/opportunities/${idOf('006', 1)}`;

  it('nobody reads without a token, nor with one that lacks the scope', async () => {
    const { headers } = await person(lending.service.app, 'lending:statistics', 'sites:read');
    for (const path of [one, `${one}/proposals`, '/opportunities', '/opportunities/best-proposals']) {
      expect([path, (await lending.get(path)).status]).toEqual([path, 401]);
      expect([path, (await lending.get(path, headers)).status]).toEqual([path, 403]);
    }
    expect(await lending.seen()).toEqual([]);
  });

  it('each read leaves one row that says whose token it was', async () => {
    const { account, headers } = await person(lending.service.app, 'lending:read');
    const { body } = await lending.get(one, headers);
    expect(await lending.seen()).toMatchObject([
      { actor: `account:${account.id}`, action: 'opportunity', response_id: body['response_id'] },
    ]);
    const client = await machine(lending.service.app, 'lending:read');
    const page = (await lending.get('/opportunities?limit=2', client)).body as { meta: { response_id: string } };
    expect(await lending.seen()).toMatchObject([
      {
        actor: expect.stringMatching(/^client:/),
        action: 'opportunities',
        response_id: page.meta.response_id,
        opportunity_ids: [idOf('006', 3), idOf('006', 2)],
        rows: '2',
      },
    ]);
  });
});
