import supertest from 'supertest';
import { usualActor } from '../support/settings';
import { type Served, serveTerritory } from '../support/territory';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('communes written by hand', () => {
  let served: Served;
  let origin: string;
  beforeAll(async () => {
    served = await serveTerritory();
    origin = await served.service.app.getUrl();
  });
  afterAll(() => served.close());

  const send = async (
    method: 'put' | 'patch' | 'post' | 'delete',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const answer = await supertest(origin)[method](path).set(headers).send(body);
    return { status: answer.status, headers: answer.headers, body: answer.body as Answered['body'] };
  };
  const get = async (path: string): Promise<Answered> => {
    const answer = await served.get(path);
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) as Answered['body'] };
  };
  const audited = async (): Promise<number> =>
    (await served.query<{ n: number }>('SELECT count(*)::int AS n FROM territory.commune_override_log'))[0]?.n ?? 0;

  it('are not changed by what the sources say already, however often it is said', async () => {
    const document = { nom: "L'Abergement-Clémenciat", codesPostaux: ['1400'] };
    const first = await send('put', '/communes/01001', document);
    const second = await send('put', '/communes/01001', document);
    expect(first).toMatchObject({ status: 200, body: { code: '01001', codesPostaux: ['01400'] } });
    expect(second.headers['etag']).toBe(first.headers['etag']);
    expect((await get('/communes/01001')).headers['etag']).toBe(first.headers['etag']);
    expect(await audited()).toBe(0);
    expect((await get('/communes/overrides')).body).toEqual([]);
  });

  it.each([
    ['another département', { codeDepartement: '02' }, 'territory.department-contradicts-code', '/codeDepartement'],
    ['a postal code as a number', { codePostal: 1400 }, 'territory.invalid-commune', '/codePostal'],
    ['a member that cannot be set', { zone: 'com' }, 'territory.read-only-member', '/zone'],
    ['an unknown member', { nmo: 'x' }, 'territory.invalid-commune', '/nmo'],
    ['an EPCI that does not exist', { codeEpci: '999999999' }, 'territory.invalid-commune', '/codeEpci'],
  ])('are refused with %s', async (_, change, code, pointer) => {
    const answer = await send('patch', '/communes/01001', change);
    expect(answer).toMatchObject({
      status: 422,
      body: { type: `/problems/${code}`, errors: [expect.objectContaining({ pointer })] },
    });
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
  });

  it('may be sent back as they were read', async () => {
    const { body } = await get(
      '/communes/01004?fields=codesPostaux,population,codeDepartement,codeRegion,zone,departement',
    );
    expect((await send('put', '/communes/01004', body)).status).toBe(200);
    expect(await audited()).toBe(0);
  });

  it('keep a population above its source, say where it comes from, and give it back', async () => {
    const patched = await send('patch', '/communes/01002?reason=census', { population: 900 });
    expect(patched).toMatchObject({ status: 200, body: { population: 900 } });
    const { body } = await get('/communes/01002/provenance');
    expect(body['population']).toMatchObject({
      value: 900,
      source: 'manual',
      override: { state: 'active', reason: 'census', actor: usualActor() },
    });
    expect(body['nom']).toMatchObject({ source: 'reference', dataset: 'territory' });
    expect((await get('/communes/overrides?state=active')).body).toMatchObject([
      { code: '01002', field: 'population' },
    ]);
    expect((await send('delete', '/communes/01002/overrides/population')).status).toBe(204);
    expect((await send('delete', '/communes/01002/overrides/population')).status).toBe(404);
    expect((await get('/communes/01002')).body['population']).not.toBe(900);
  });

  it('are found under a new name and a new postal code at once', async () => {
    await send('patch', '/communes/01005', { nom: 'Hexabourg', codesPostaux: ['01480', '01000'] });
    expect((await get('/communes?nom=hexabourg&match=exact')).body).toMatchObject([{ code: '01005' }]);
    expect((await get('/communes?codePostal=01000&fields=code')).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: '01005' })]),
    );
    await send('delete', '/communes/01005/overrides');
    expect((await get('/communes?nom=hexabourg&match=exact')).body).toEqual([]);
  });

  it('stay at a point set by hand', async () => {
    await send('patch', '/communes/01006', { centre: { type: 'Point', coordinates: [5.5, 45.75] } });
    expect((await get('/communes/01006?fields=position')).body).toMatchObject({
      position: { lat: 45.75, lon: 5.5, source: 'manual' },
    });
    await send('delete', '/communes/01006/overrides/centre');
    expect((await get('/communes/01006?fields=position')).body).not.toMatchObject({ position: { source: 'manual' } });
  });

  it('are created, or refused with the way out', async () => {
    const document = { nom: 'Hexaville', codesPostaux: ['01400'] };
    expect(await send('put', '/communes/01999', document)).toMatchObject({
      status: 201,
      headers: { location: '/communes/01999' },
      body: { codeDepartement: '01', codeRegion: '84' },
    });
    expect(await send('put', '/communes/93059', document)).toMatchObject({ status: 409, body: { successor: '93066' } });
    expect(await send('put', '/communes/75101', document)).toMatchObject({ status: 409, body: { parent: '75056' } });
    expect(await send('put', '/communes/99138', document)).toMatchObject({ status: 422 });
    expect((await send('patch', '/communes/01998', document)).status).toBe(404);
    expect((await send('delete', '/communes/01999/overrides')).status).toBe(204);
    expect((await served.get('/communes/01999')).statusCode).toBe(404);
  });

  it('are pushed by name, with what tells homonyms apart', async () => {
    const ambiguous = await send('post', '/communes', { nom: 'SAINT-DENIS' });
    expect(ambiguous.status).toBe(409);
    expect((ambiguous.body['candidates'] as { code: string }[]).map(({ code }) => code)).toEqual([
      '97411',
      '93066',
      '11339',
      '30247',
    ]);
    expect(await send('post', '/communes', { nom: 'SAINT-DENIS', codePostal: '93200' })).toMatchObject({
      status: 200,
      body: { code: '93066' },
    });
    expect(await send('post', '/communes', { nom: 'Saint-Denis', codeDepartement: '11' })).toMatchObject({
      status: 200,
      body: { code: '11339' },
    });
    expect(await send('post', '/communes', { nom: 'Monaco', codePostal: '98000' })).toMatchObject({ status: 422 });
    const unknown = await send('post', '/communes', { nom: 'Hexaville', codePostal: '01400' });
    expect(unknown.status).toBe(422);
    expect((unknown.body['candidates'] as unknown[]).length).toBeGreaterThan(0);
    expect(await send('post', '/communes', { nom: 'THIEVRES', codePostal: '62760' })).toMatchObject({
      status: 200,
      body: { code: '62814' },
    });
    expect(await audited()).toBe(
      (
        await served.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM territory.commune_override_log WHERE code NOT IN ('93066', '11339', '62814')`,
        )
      )[0]?.n,
    );
  });

  it('are pushed once under one Idempotency-Key', async () => {
    const before = await audited();
    const push = (population: number): Promise<Answered> =>
      send('post', '/communes', { code: '01009', population }, { 'idempotency-key': 'push-1' });
    const first = await push(901);
    expect(first).toMatchObject({ status: 200, body: { code: '01009', population: 901 } });
    await send('patch', '/communes/01009', { population: 902 });
    const again = await push(901);
    expect([again.status, again.body, again.headers['etag']]).toEqual([200, first.body, first.headers['etag']]);
    expect((await push(903)).status).toBe(422);
    expect(await audited()).toBe(before + 2);
    expect((await get('/communes/01009')).body).toMatchObject({ population: 902 });
    await send('delete', '/communes/01009/overrides');
  });

  it('are answered with the ETag that readers see, under a key too', async () => {
    const { headers } = await send('post', '/communes', { code: '01010', population: 7 }, { 'idempotency-key': 'p2' });
    expect((await get('/communes/01010')).headers['etag']).toBe(headers['etag']);
    await send('delete', '/communes/01010/overrides');
  });

  it('refuse a change that starts from an older state', async () => {
    const { headers } = await get('/communes/01007');
    const etag = String(headers['etag']);
    expect((await send('patch', '/communes/01007', { population: 1 }, { 'if-match': etag })).status).toBe(200);
    expect(await send('patch', '/communes/01007', { population: 2 }, { 'if-match': etag })).toMatchObject({
      status: 412,
    });
    await send('delete', '/communes/01007/overrides');
  });

  it('take one of two writes at once after the other, and lose none', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => send('patch', '/communes/01008', { population: 1000 + i })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const rows = await served.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM territory.commune_override_log WHERE code = '01008'`,
    );
    expect(rows).toEqual([{ n: 10 }]);
  });
});
