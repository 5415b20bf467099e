import { faultsOf, french, italian, refusal, serveSites, type SitesService } from '../support/sites-service';

describe('the rules of sites', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(() => sites.close());

  const install = async (...documents: object[]): Promise<void> => {
    for (const document of documents) expect((await sites.post('/sites', document)).status).toBe(201);
  };
  const stored = (): Promise<object[]> =>
    sites.query('SELECT id, country, installation_date AS day, version FROM sites ORDER BY id');

  it('let one French site in per day', async () => {
    await install(french('2026-11-20'));
    const second = await sites.post('/sites', french('2026-11-20'));
    expect(refusal(second)).toBe('409 sites.french-day-taken /installation_date');
    expect(second.body).toMatchObject({ conflicting_site: 1, next_free_date: '2026-11-21' });
    await install(italian('2026-11-21'), french('2026-11-21'));
    const third = await sites.post('/sites', french('2026-11-20'));
    expect(third.body).toMatchObject({ next_free_date: '2026-11-22' });
    expect(await stored()).toHaveLength(3);
  });

  it('let Italian sites in on weekends, as many as come', async () => {
    for (const [day, next] of [
      ['2026-11-20', '2026-11-21'],
      ['2026-11-23', '2026-11-28'],
      ['2028-02-29', '2028-03-04'],
    ] as const) {
      const refused = await sites.post('/sites', italian(day));
      expect(refusal(refused)).toBe('422 sites.italian-weekday /installation_date');
      expect(refused.body['next_free_date']).toBe(next);
    }
    expect(await stored()).toEqual([]);
    await install(italian('2026-11-21'), italian('2026-11-21'), italian('2026-11-22'));
  });

  it('speak the language of the caller', async () => {
    await install(french('2026-11-20'));
    const english = await sites.post('/sites', french('2026-11-20'), { 'accept-language': 'en-GB' });
    const spoken = await sites.post('/sites', french('2026-11-20'), { 'accept-language': 'fr-FR, en;q=0.5' });
    expect(english.body).toMatchObject({
      title: 'Only one French site can be installed per day.',
      detail: 'Site 1 is already installed on 2026-11-20.',
      status: 409,
      instance: '/sites',
    });
    expect(spoken.body).toMatchObject({
      title: 'Un seul site français peut être installé par jour.',
      detail: 'Le site 1 est déjà installé le 2026-11-20.',
    });
    expect(spoken.headers['content-language']).toBe('fr');
    const weekday = await sites.post('/sites', italian('2026-11-20'), { 'accept-language': 'fr' });
    expect(weekday.body['detail']).toMatch(/^Le 2026-11-20 est un vendredi\./);
    expect(weekday.body['errors']).toMatchObject([{ pointer: '/installation_date', code: 'sites.italian-weekday' }]);
  });

  it('hold for a change of the day; a site keeps its own', async () => {
    await install(french('2026-11-20'), french('2026-11-21'));
    const { headers, text } = await sites.get('/sites/2');
    const moved = await sites.patch('/sites/2', { installation_date: '2026-11-20' });
    expect(refusal(moved)).toBe('409 sites.french-day-taken /installation_date');
    expect(moved.body).toMatchObject({ conflicting_site: 1, next_free_date: '2026-11-22' });
    expect(await sites.get('/sites/2')).toMatchObject({ text, headers: { etag: headers['etag'] } });
    expect((await sites.patch('/sites/2', { installation_date: '2026-11-21' })).status).toBe(200);
    await install(italian('2026-11-21'));
    expect(refusal(await sites.patch('/sites/3', { installation_date: '2026-11-23' }))).toBe(
      '422 sites.italian-weekday /installation_date',
    );
  });

  it('hold for a site that moves to another country', async () => {
    await install(french('2026-11-20'), italian('2026-11-21'), french('2026-11-21'));
    const before = await stored();
    const toItaly = { country: 'IT', efficiency: 0.9, useful_energy_at_1_megawatt: null };
    const toFrance = { country: 'FR', useful_energy_at_1_megawatt: 1, efficiency: null };
    expect(refusal(await sites.patch('/sites/1', toItaly))).toBe('422 sites.italian-weekday /installation_date');
    expect(refusal(await sites.patch('/sites/2', toFrance))).toBe('409 sites.french-day-taken /installation_date');
    expect(await stored()).toEqual(before);
  });

  it('want what the new country has, and nothing of the old', async () => {
    await install(french('2026-11-20'));
    const half = await sites.patch('/sites/1', { country: 'italy', installation_date: '2026-11-22' });
    expect(refusal(half)).toBe('422 platform.invalid-document /efficiency /useful_energy_at_1_megawatt');
    expect(faultsOf(half)).toEqual({ '/efficiency': 'missing', '/useful_energy_at_1_megawatt': 'foreign-field' });
    expect(JSON.stringify(half.body)).toMatch(/null/);
    const whole = await sites.patch('/sites/1', {
      country: 'italy',
      installation_date: '2026-11-22',
      efficiency: 0.9,
      useful_energy_at_1_megawatt: null,
    });
    expect(whole).toMatchObject({ status: 200, body: { id: 1, country: 'IT', efficiency: 0.9 } });
    expect(Object.keys(whole.body)).not.toContain('useful_energy_at_1_megawatt');
    await install(french('2026-11-20'));
  });

  it.each([
    ['null', null],
    ['absent', undefined],
    ['no day of February', '2026-02-30'],
    ['no leap day', '2027-02-29'],
    ['an instant', '2026-11-21T23:00:00-05:00'],
    ['no end', 'infinity'],
    ['a number', 20261121],
    ['before all', '1799-12-31'],
    ['after all', '2200-01-01'],
    ['written otherwise', '2026-1-5'],
    ['blank', ''],
    ['a year of six digits', '+002026-11-20'],
  ])('refuse a day that is %s', async (_, day) => {
    const refused = await sites.post('/sites', { ...french('2026-11-20'), installation_date: day });
    expect(refusal(refused)).toBe('422 platform.invalid-document /installation_date');
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['another country’s member', { efficiency: 0.9 }, 'platform.invalid-document /efficiency'],
    ['an unknown member', { foo: 1 }, 'platform.invalid-document /foo'],
    ['an id', { id: 7 }, 'platform.invalid-document /id'],
    ['times', { created_at: 'x', updated_at: 'y' }, 'platform.invalid-document /created_at /updated_at'],
    ['a power as text', { max_power_megawatt: '10' }, 'platform.invalid-document /max_power_megawatt'],
    ['a negative power', { min_power_megawatt: -1 }, 'platform.invalid-document /min_power_megawatt'],
    [
      'powers upside down',
      { min_power_megawatt: 11 },
      'sites.power-range-inverted /max_power_megawatt /min_power_megawatt',
    ],
    ['a blank name', { name: ' \t' }, 'platform.invalid-document /name'],
    ['no name', { name: '' }, 'platform.invalid-document /name'],
    ['a name of 201 characters', { name: '😀'.repeat(201) }, 'platform.invalid-document /name'],
    ['a NUL in the name', { name: 'a\u0000' }, 'platform.invalid-document /name'],
    ['half a character in the name', { name: 'a\ud800' }, 'platform.invalid-document /name'],
    ['a NUL in an unknown member', { 'f\u0000o': '\u0000' }, 'platform.invalid-document /f\u0000o'],
    ['no energy', { useful_energy_at_1_megawatt: null }, 'platform.invalid-document /useful_energy_at_1_megawatt'],
    ['an unknown group', { group_ids: [7] }, 'platform.invalid-document /group_ids/0'],
    [
      'groups that are no ids',
      { group_ids: ['1', 0, 1.5] },
      'platform.invalid-document /group_ids/0 /group_ids/1 /group_ids/2',
    ],
    ['a group twice', { group_ids: [1, 1] }, 'platform.invalid-document /group_ids/1'],
    ['groups beyond number', { group_ids: [99999999999] }, 'platform.invalid-document /group_ids/0'],
    ['groups that are no list', { group_ids: 1 }, 'platform.invalid-document /group_ids'],
    [
      'three faults',
      { name: '', max_power_megawatt: -1, foo: 1 },
      'platform.invalid-document /foo /max_power_megawatt /name',
    ],
  ])('refuse a document with %s', async (_, change, expected) => {
    expect(refusal(await sites.post('/sites', french('2026-11-20', change)))).toBe(`422 ${expected}`);
    expect(await stored()).toEqual([]);
  });

  it('take what is at the bounds', async () => {
    await install(
      french('1800-01-01', { name: '😀'.repeat(200), min_power_megawatt: 0, max_power_megawatt: 0 }),
      french('2199-12-31', { useful_energy_at_1_megawatt: 0, max_power_megawatt: 1e300, group_ids: [] }),
      italian('2026-11-21', { efficiency: 42, group_ids: null, min_power_megawatt: 10 }),
    );
    expect((await sites.get('/sites/2')).body['max_power_megawatt']).toBe(1e300);
  });

  it('ask for the country first of all', async () => {
    const { country, ...none } = french('2026-11-20');
    expect(country).toBe('FR');
    expect(refusal(await sites.post('/sites', none))).toMatch(/^422 platform.invalid-document .*\/country/);
    expect(refusal(await sites.post('/sites', { name: 'x', installation_date: '2026-11-20' }))).toMatch(
      /^422 platform.invalid-document .*\/country .*\/max_power_megawatt .*\/min_power_megawatt/,
    );
    const german = await sites.post('/sites', { ...none, country: 'DE' });
    expect(refusal(german)).toBe('422 sites.unknown-country /country');
    expect(german.body['accepted']).toEqual(['FR', 'france', 'IT', 'italy', 'italie', 'italia']);
    expect(refusal(await sites.post('/sites', { ...none, country: 33 }))).toMatch(/^422 \S+ \/country$/);
    expect(await sites.post('/sites', { ...none, country: 'France' })).toMatchObject({
      status: 201,
      body: { country: 'FR' },
    });
  });

  it('know the country by the path', async () => {
    const { country, ...none } = italian('2026-11-21');
    expect(country).toBe('IT');
    expect(refusal(await sites.post('/sites/france', italian('2026-11-21')))).toMatch(
      /^422 sites.country-mismatch \/country/,
    );
    expect(await stored()).toEqual([]);
    const made = await sites.post('/sites/italy', none);
    expect(made).toMatchObject({ status: 201, headers: { location: '/sites/1' }, body: { country: 'IT' } });
    expect((await sites.post('/sites/italy', { ...none, country: 'Italia' })).status).toBe(201);
    expect(refusal(await sites.post('/sites/italy', { ...none, installation_date: '2026-11-20' }))).toBe(
      '422 sites.italian-weekday /installation_date',
    );
  });

  it.each([
    ['nothing', undefined, '400 platform.body-missing'],
    ['a list', [], '422 platform.invalid-document '],
    ['a text', '"x"', '422 platform.invalid-document '],
    ['half a document', '{"name":', '400 platform.malformed-json'],
  ])('refuse %s for a document', async (_, body, expected) => {
    for (const path of ['/sites', '/sites/italy', '/groups', '/sites/batch'])
      expect([path, refusal(await sites.post(path, body))]).toEqual([path, expected]);
    await install(french('2026-11-20'));
    expect(refusal(await sites.patch('/sites/1', body))).toBe(expected);
  });
});
