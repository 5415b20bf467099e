import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@hexagone/platform';
import { freshDatabase } from '../support/database';
import { type Served, serveTerritory } from '../support/territory';

interface Area {
  readonly code: string;
  readonly nom: string;
  readonly [member: string]: unknown;
}

describe('reads of the territory', () => {
  let api: Served;

  beforeAll(async () => {
    api = await serveTerritory();
  }, 300_000);

  afterAll(async () => {
    await api.close();
  });

  const url = (path: string, query: Record<string, string> = {}): string => {
    const search = new URLSearchParams(query).toString();
    return search ? `${path}?${search}` : path;
  };

  const areas = async (path: string, query?: Record<string, string>): Promise<Area[]> => {
    const { statusCode, body } = await api.get(url(path, query));
    expect([statusCode, body.slice(0, 500)]).toEqual([200, expect.any(String)]);
    return JSON.parse(body) as Area[];
  };

  const codes = async (path: string, query?: Record<string, string>): Promise<string[]> =>
    (await areas(path, query)).map(({ code }) => code);

  const total = async (path: string, query?: Record<string, string>): Promise<number> =>
    Number((await api.call('HEAD', url(path, query))).headers['x-total-count']);

  const search = (nom: string, more: Record<string, string> = {}): Promise<Area[]> =>
    areas('/communes', { nom, limit: '10', ...more });

  describe('by name', () => {
    it.each(['SAINT-DENIS', 'saint denis', 'St-Denis', 'ST DENIS', 'saintdenis'])(
      '%s lists every homonym',
      async (nom) => {
        const found = await areas('/communes', { nom, match: 'exact' });
        expect(found.map(({ code, population }) => [code, population])).toEqual([
          ['97411', 155_634],
          ['93066', 149_077],
          ['11339', expect.any(Number)],
          ['30247', expect.any(Number)],
        ]);
        for (const { _match } of found) expect(_match).toMatchObject({ how: 'exact', kind: 'official', homonyms: 4 });
      },
    );

    it('lists the twelve Sainte-Colombe, in the order asked', async () => {
      const sorted = await codes('/communes', { nom: 'SAINTE-COLOMBE', match: 'exact', sort: 'code' });
      expect(sorted.join(' ')).toBe('05135 17319 25515 33390 35262 40252 46260 50457 69189 76569 77404 89339');
    });

    it.each([
      ['Marseile', '13055'],
      ['Lilles', '59350'],
      ['LaRochelle', '17300'],
      ['mesnil-roc-h', '35308'],
      ['L’Haÿ-les-Roses', '94038'],
      ['ST-ETIENNE', '42218'],
      ['Y', '80829'],
      ['Lyo', '69123'],
      ['Abbécourt', '02001'],
      ['Abbecourt', '60002'],
      ['Saint-Denis 93', '93066'],
      ['93200 Saint-Denis', '93066'],
      ['Saint-Denis (974)', '97411'],
    ])('%s finds %s first', async (nom, code) => {
      expect((await search(nom))[0]).toMatchObject({ code });
    });

    it.each([
      ['Pierrefitte-sur-Seine', '93066'],
      ['La Daguenière', '49307'],
      ['Drain', '49126'],
      ['Voisinlieu', '60057'],
      ['Châlons s/Marne', '51108'],
    ])('%s, no longer a commune, finds %s first', async (nom, code) => {
      const [first] = await search(nom);
      expect(first).toMatchObject({ code });
      expect(first?.['_match']).not.toMatchObject({ kind: 'official' });
    });

    it('finds both spellings of a ligature, and both homonyms that accents alone tell apart', async () => {
      expect((await codes('/communes', { nom: 'Oeuilly', match: 'exact' })).sort()).toEqual(['02565', '51410']);
      expect((await search('Abbecourt')).slice(0, 2).map(({ code }) => code)).toEqual(['60002', '02001']);
    });

    it('answers the same whatever the case, and nothing to nonsense', async () => {
      const [paris, ...rest] = await Promise.all(['Paris', 'paris', 'PARIS'].map((nom) => codes('/communes', { nom })));
      expect(paris?.[0]).toBe('75056');
      expect(rest).toEqual([paris, paris]);
      expect(await search('zzqqxx')).toEqual([]);
    });

    it('takes a number for a postal code', async () => {
      expect(await search('93200')).toMatchObject([
        { code: '93066', _score: expect.any(Number), _match: { how: 'postal_code' } },
      ]);
    });

    it('sends thousands of matches, best first', async () => {
      const found = await areas('/communes?nom=saint&fields=code');
      expect(found.length).toBeGreaterThan(4000);
      expect(await total('/communes?nom=saint')).toBe(found.length);
      const scores = found.map(({ _score }) => Number(_score));
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      const byCode = await codes('/communes?nom=saint&fields=code&sort=code');
      expect(byCode).toEqual(found.map(({ code }) => code).sort());
    });

    it('counts homonyms under the same filters', async () => {
      const [first] = await areas('/communes', { nom: 'Saint-Denis', match: 'exact', codeDepartement: '11' });
      expect(first).toMatchObject({ code: '11339', _match: { homonyms: 1 } });
    });

    it('pages through what it found, best first', async () => {
      const all = await codes('/communes', { nom: 'Saint-Denis' });
      const page = await codes('/communes', { nom: 'Saint-Denis', limit: '5', offset: '5' });
      expect(page).toEqual(all.slice(5, 10));
      expect(await total('/communes', { nom: 'Saint-Denis' })).toBe(all.length);
    });

    it.each([['--'], ['a'.repeat(201)], ['Ly\non']])('refuses %j', async (nom) => {
      expect((await api.get(url('/communes', { nom }))).statusCode).toBe(400);
    });

    it('searches the other areas too', async () => {
      expect(await areas('/departements', { nom: 'haute savoi', limit: '1' })).toMatchObject([{ code: '74' }]);
      expect(await areas('/regions', { nom: 'ile de france', limit: '1' })).toMatchObject([
        { code: '11', _match: { how: 'exact' } },
      ]);
      expect(await areas('/epcis', { nom: 'Rennes', limit: '1' })).toMatchObject([{ code: '243500139' }]);
      expect(await areas('/communes_associees_deleguees', { nom: 'Drain' })).toMatchObject([
        { code: '49126', type: 'commune-deleguee' },
      ]);
      const [quarter] = await search('Paris 1er Arrondissement', { type: 'arrondissement-municipal' });
      expect(quarter).toMatchObject({ code: '75101' });
    });
  });

  describe('by département, région, EPCI', () => {
    const COUNTS =
      '01 391, 02 797, 2A 124, 2B 236, 11 433, 13 119, 48 152, 62 887, 69 266, 75 1, 93 39, 971 32, 972 34, 973 22, ' +
      '974 24, 976 17, 975 2, 984 5, 986 3, 987 48, 988 33, 977 1, 978 1, 989 1, 2a 124, 1 391';

    it.each(COUNTS.split(', ').map((pair) => pair.split(' ')))(
      'département %s has %s communes',
      async (code = '', count) => {
        expect(await total(`/departements/${code}/communes`)).toBe(Number(count));
        expect(await areas(`/departements/${code}/communes`)).toHaveLength(Number(count));
      },
    );

    it.each(['/departements/20', '/departements/20/communes'])('%s says where Corsica went', async (path) => {
      const { statusCode, headers, body } = await api.get(path);
      expect([statusCode, headers['content-type']]).toEqual([404, expect.stringContaining('application/problem+json')]);
      expect(body).toMatch(/2A.*2B/);
    });

    it.each(['/departements/666/communes', '/departements/666', '/regions/99', '/epcis/999999999', '/communes/99999'])(
      '%s is unknown',
      async (path) => {
        const { statusCode, body } = await api.get(path);
        expect([statusCode, JSON.parse(body)]).toEqual([404, expect.objectContaining({ status: 404, instance: path })]);
      },
    );

    const TWENTY_SIX =
      '03250 04058 04066 04150 04234 04154 04170 04194 07136 15105 24189 24335 26374 39102 39283 39274 51478 51522 71085 ' +
      '74109 83105 86042 91479 97701 97801 98901';

    it.each(TWENTY_SIX.split(' '))('%s is in its own département, whatever its postal code', async (code) => {
      const expected = code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
      const { body } = await api.get(`/communes/${code}`);
      expect(JSON.parse(body)).toMatchObject({ code, codeDepartement: expected });
    });

    it('lists what a reader of geo.api.gouv.fr expects', async () => {
      expect(await areas('/regions')).toHaveLength(18);
      expect(await areas('/regions?zone=metro,drom,com')).toHaveLength(26);
      expect(await areas('/departements')).toHaveLength(101);
      expect(await areas('/departements?zone=metro,drom,com')).toHaveLength(109);
      expect(await codes('/regions/94/departements')).toEqual(['2A', '2B']);
      expect(await areas('/communes?codeRegion=01')).toHaveLength(32);
      expect(await areas('/epcis/243500139/communes')).toHaveLength(43);
      expect(await total('/epcis')).toBe(1255);
      expect(await total('/communes_associees_deleguees')).toBe(2105 + 471);
    });

    it.each([
      ['69123', 9, '69381'],
      ['13055', 16, '13201'],
      ['75056', 20, '75101'],
    ])('%s has its arrondissements', async (codeParent, count, first) => {
      const found = await codes('/communes', { type: 'arrondissement-municipal', codeParent });
      expect([found.length, found[0]]).toEqual([count, first]);
    });

    it('repairs the codes of filters, and finds nothing for one that nobody has', async () => {
      expect(await total('/communes', { codeDepartement: '1' })).toBe(391);
      expect(await total('/communes', { codeDepartement: '2a' })).toBe(124);
      expect(await areas('/communes', { codeDepartement: '96' })).toEqual([]);
    });
  });

  describe('by postal code', () => {
    const byPostalCode = (codePostal: string): Promise<Area[]> => areas('/communes', { codePostal });

    it.each([
      ['01410', undefined],
      ['1410', 'padded'],
    ])('%s', async (codePostal, how) => {
      const found = await byPostalCode(codePostal);
      expect(found.map(({ code }) => code)).toEqual(['01081', '01104', '01210', '01247', '39274']);
      for (const { _match } of found) expect(_match).toEqual(how && { how, codePostal: '01410' });
    });

    it('crosses the borders of départements', async () => {
      const departements = (await byPostalCode('33220')).map(({ codeDepartement }) => codeDepartement);
      expect(departements.filter((code) => code === '24')).toHaveLength(2);
      expect(departements.filter((code) => code === '33')).toHaveLength(14);
      const thievres = (await byPostalCode('62760')).map(({ code }) => code);
      expect(thievres).toHaveLength(15);
      expect(thievres).toContain('62814');
      expect(thievres).not.toContain('80756');
    });

    it('takes three digits, or a star, for a beginning', async () => {
      const found = await byPostalCode('014*');
      expect(found).toHaveLength(59);
      for (const { _match } of found) {
        expect(_match).toEqual({ how: 'postal_code_prefix', codePostal: expect.stringMatching(/^014\d\d$/) });
      }
      expect(await byPostalCode('750')).toMatchObject([{ code: '75056' }]);
    });

    it.each([
      ['75000', '75056', 'postal_code_generic'],
      ['69000', '69123', 'postal_code_generic'],
      ['13000', '13055', 'postal_code_generic'],
      ['44021', '44109', 'postal_code_cedex_guess'],
    ])('%s → %s', async (codePostal, code, how) => {
      expect(await byPostalCode(codePostal)).toMatchObject([{ code, _match: { how } }]);
    });

    it('finds nothing for a code that nothing resembles', async () => {
      expect(await byPostalCode('99999')).toEqual([]);
    });
  });

  describe('by code', () => {
    it.each([
      ['93059', '93066'],
      ['75059', '93066'],
      ['20004', '2A004'],
      ['49069', '49126'],
      ['60696', '60057'],
      ['14513', '50592'],
      ['02344', '51171'],
    ])('%s was merged into %s', async (former, code) => {
      const { statusCode, headers, body } = await api.get(`/communes/${former}`);
      expect([statusCode, headers['content-location']]).toEqual([200, `/communes/${code}`]);
      expect(JSON.parse(body)).toMatchObject({ code, _match: { how: 'former_code', code: former } });
      expect(await areas('/communes', { ancienCode: former })).toEqual([JSON.parse(body)]);
    });

    it('answers every code that a commune had since 1943', async () => {
      const histories = await api.query<{ code: string }>('SELECT DISTINCT code FROM territory.commune_period');
      expect(histories.length).toBeGreaterThanOrEqual(39_112);
      const lost = await api.query<{ code: string }>(
        `SELECT DISTINCT p.code FROM territory.commune_period p
         WHERE NOT EXISTS (SELECT FROM territory.commune c WHERE c.code = p.code)
           AND NOT EXISTS (SELECT FROM territory.commune_code f JOIN territory.commune c ON c.code = f.commune_code
             WHERE f.former_code = p.code)`,
      );
      expect(lost).toEqual([]);
    });

    it('repairs case and lost zero, and tells the true path', async () => {
      for (const [asked, code] of [
        ['2a004', '2A004'],
        ['1001', '01001'],
      ]) {
        const { headers, body } = await api.get(`/communes/${String(asked)}`);
        expect(headers['content-location']).toBe(`/communes/${String(code)}`);
        expect(JSON.parse(body)).toMatchObject({ code });
      }
      expect((await api.get('/communes/01001')).headers['content-location']).toBeUndefined();
      expect((await api.get('/departements/2a')).headers['content-location']).toBe('/departements/2A');
      const { headers } = await api.get('/departements/1/communes?limit=1');
      expect(headers['content-location']).toBe('/departements/01/communes');
    });

    it('answers in the vocabulary of geo.api.gouv.fr, members without value left out', async () => {
      const { body } = await api.get('/communes/01001');
      expect(Object.keys(JSON.parse(body) as object)).toEqual([
        ...['nom', 'code', 'codeDepartement', 'siren', 'codeEpci', 'codeRegion', 'codesPostaux', 'population'],
      ]);
      const taaf = JSON.parse((await api.get('/communes/98411')).body) as object;
      expect(Object.keys(taaf)).toEqual(['nom', 'code', 'codeDepartement', 'codeRegion']);
      expect(JSON.parse((await api.get('/communes/55039')).body)).toMatchObject({ population: 0 });
      const { body: quarter } = await api.get('/communes/75101?fields=codeParent,type');
      expect(JSON.parse(quarter)).toEqual({
        codeParent: '75056',
        type: 'arrondissement-municipal',
        nom: 'Paris 1er Arrondissement',
        code: '75101',
      });
    });

    it('expands what is asked, in the order asked', async () => {
      const fields = 'departement,region,epci,nomMajuscule,anciensCodes,deleguees,zone,type';
      const commune = JSON.parse((await api.get(`/communes/93066?fields=${fields}`)).body) as Area;
      expect(Object.keys(commune)).toEqual([...fields.split(','), 'nom', 'code']);
      expect(commune).toMatchObject({
        departement: { code: '93', nom: 'Seine-Saint-Denis' },
        region: { code: '11', nom: 'Île-de-France' },
        epci: { code: '200054781' },
        nomMajuscule: 'SAINT-DENIS',
        deleguees: expect.arrayContaining([{ code: '93059', nom: 'Pierrefitte-sur-Seine' }]) as unknown,
      });
      expect(commune['anciensCodes']).toEqual(expect.arrayContaining(['93059']));
    });
  });

  describe('what is refused', () => {
    it.each([
      ['/communes?lat=abc', 'lat'],
      ['/communes?lon=200', 'lon'],
      ['/communes?lat=48.85', 'lat'],
      ['/communes?limit=abc', 'limit'],
      ['/communes?limit=0', 'limit'],
      ['/communes?limit=-1', 'limit'],
      ['/communes?fields=zzz', 'fields'],
      ['/communes?format=xml', 'format'],
      ['/communes?geometry=foo', 'geometry'],
      ['/communes?foo=bar', 'foo'],
      ['/communes?codeDepartment=01', 'codeDepartment'],
      ['/communes?nom=a&nom=b', 'nom'],
      ['/communes?nom[]=a', 'nom[]'],
      ['/communes?codeDepartement=20', 'codeDepartement'],
      ['/communes?codeEpci=12', 'codeEpci'],
      ['/communes?codePostal=abc', 'codePostal'],
      ['/communes?sort=score', 'sort'],
      ['/communes?offset=99999999999999999999', 'offset'],
      ['/communes/abc', 'code'],
      ['/departements/abc', 'code'],
    ])('%s names %s', async (path, parameter) => {
      const { statusCode, headers, body } = await api.get(path);
      expect([statusCode, headers['content-type']]).toEqual([400, expect.stringContaining('application/problem+json')]);
      expect(JSON.parse(body)).toMatchObject({ errors: [expect.objectContaining({ parameter })] });
    });

    it('suggests the nearest name', async () => {
      expect((await api.get('/communes?codeDepartment=01')).body).toContain('codeDepartement?');
    });

    it.each(['/departements/01', '/communes/01001', '/regions', '/epcis'])('DELETE %s', async (path) => {
      const { statusCode, headers } = await api.call('DELETE', path);
      expect([statusCode, headers['allow']]).toEqual([405, expect.stringContaining('GET')]);
    });

    it('asks for a filter before it draws the whole country', async () => {
      expect((await api.get('/communes?format=geojson')).statusCode).toBe(400);
      expect((await api.get('/communes?fields=contour')).statusCode).toBe(400);
    });

    it.each(['fields=contour', 'fields=surface', 'fields=bbox', 'geometry=contour&format=geojson'])(
      'says that the contours are not loaded: %s',
      async (query) => {
        const { statusCode, body } = await api.get(`/communes?code=01001&${query}`);
        expect([statusCode, JSON.parse(body)]).toEqual([
          409,
          expect.objectContaining({ type: '/problems/territory.contours-not-loaded' }),
        ]);
      },
    );
  });

  describe('pages and forms', () => {
    it('follows the links of a département to its end', async () => {
      const pages: Area[][] = [];
      let next: string | undefined = '/departements/62/communes?limit=100&offset=0';
      while (next !== undefined) {
        const { headers, body } = await api.get(next);
        pages.push(JSON.parse(body) as Area[]);
        next = /<([^>]+)>; rel="next"/.exec(String(headers['link']))?.[1];
      }
      expect(pages).toHaveLength(9);
      expect(pages.at(-1)).toHaveLength(87);
      expect(new Set(pages.flat().map(({ code }) => code)).size).toBe(887);
    });

    it('clamps a limit and says so', async () => {
      const { headers, body } = await api.get('/communes?limit=5000');
      expect(headers).toMatchObject({ 'x-limit': '1000', 'x-total-count': '34969' });
      expect(JSON.parse(body)).toHaveLength(1000);
      const uncounted = await api.get('/departements?limit=100&count=none');
      expect(uncounted.headers).not.toHaveProperty('x-total-count');
      expect(uncounted.headers['link']).toContain('rel="next"');
      expect((await api.get('/departements?limit=101&count=none')).headers['link']).not.toContain('rel="next"');
    });

    it('sends every commune when no limit is given, alike in each form', async () => {
      const all = await areas('/communes?fields=code');
      expect(new Set(all.map(({ code }) => code)).size).toBe(34_969);
      const ndjson = (await api.get('/communes?fields=code&format=ndjson')).body.trimEnd().split('\n');
      expect(ndjson.map((line) => (JSON.parse(line) as Area).code)).toEqual(all.map(({ code }) => code));
      const csv = (await api.get('/communes?fields=code&format=csv')).body.trimEnd().split(/\r?\n/);
      expect(csv).toHaveLength(34_969 + 1);
    });

    it('holds no session for an answer without body', async () => {
      expect((await api.call('HEAD', '/communes')).headers['x-total-count']).toBe('34969');
      const held = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
      expect(await api.query(held)).toEqual([]);
    });

    it.each(['json', 'geojson&codeRegion=84', 'csv', 'ndjson'])(
      'lets go of a caller who leaves: %s',
      async (format) => {
        await api.leave(`/communes?fields=nom,code,departement,region,epci,centre&format=${format}`);
        const held = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
        let sessions = Infinity;
        for (let tries = 0; tries < 50 && sessions > 0; tries++) {
          await sleep(20);
          sessions = (await api.query(held)).length;
        }
        expect(sessions).toBe(0);
        expect((await api.get('/communes/01001')).statusCode).toBe(200);
      },
    );

    it('joins lists and opens objects in CSV', async () => {
      const { headers, body } = await api.get(
        '/communes?code=93066&fields=codesPostaux,departement,population&format=csv',
      );
      expect(headers['content-type']).toContain('text/csv');
      const [head, row] = body.replace(/^\uFEFF/, '').split(/\r?\n/);
      expect(head?.replaceAll('"', '')).toBe('codesPostaux,departement.code,departement.nom,population,nom,code');
      expect(row?.replaceAll('"', '')).toBe('93200|93210|93380,93,Seine-Saint-Denis,149077,Saint-Denis,93066');
    });

    it('draws what has a place', async () => {
      const { headers, body } = await api.get('/departements/75/communes?format=geojson');
      expect(headers['content-type']).toContain('application/geo+json');
      expect(JSON.parse(body)).toEqual({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [expect.any(Number), expect.any(Number)] },
            properties: expect.objectContaining({ code: '75056' }) as unknown,
          },
        ],
      });
      expect(JSON.parse((await api.get('/communes/75056?format=geojson&geometry=mairie')).body)).toMatchObject({
        type: 'Feature',
        geometry: { type: 'Point' },
      });
    });

    it('sorts, absent values last both ways', async () => {
      const byPopulation = await areas('/communes?codeDepartement=984&sort=-population');
      expect(byPopulation).toHaveLength(5);
      expect(await codes('/communes?sort=-population&limit=3')).toEqual(['75056', '13055', '69123']);
      const upwards = await areas('/communes?sort=population&limit=1');
      expect(upwards).toMatchObject([{ population: 0 }]);
      expect((await codes('/departements?sort=-code&limit=1'))[0]).toBe('976');
    });

    it('answers a known version without a body, and to HEAD what GET would say', async () => {
      const first = await api.get('/departements/62/communes?limit=100');
      const etag = String(first.headers['etag']);
      const again = await api.get('/departements/62/communes?limit=100', { 'if-none-match': etag });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const head = await api.call('HEAD', '/departements/62/communes?limit=100');
      expect([head.statusCode, head.body, head.headers['x-total-count'], head.headers['etag']]).toEqual([
        200,
        '',
        '887',
        etag,
      ]);
    });

    it('answers a known version without asking the database', async () => {
      const asked = jest.spyOn(api.service.app.get(Database), 'query');
      const etag = String((await api.get('/communes/01001')).headers['etag']);
      const costs: number[] = [];
      for (let tries = 0; tries < 20 && !costs.includes(0); tries++) {
        asked.mockClear();
        expect((await api.get('/communes/01001', { 'if-none-match': etag })).statusCode).toBe(304);
        costs.push(asked.mock.calls.length);
      }
      asked.mockRestore();
      expect(costs).toContain(0);
    });

    it('compresses', async () => {
      const { headers } = await api.get('/communes', { 'accept-encoding': 'gzip' });
      expect(headers['content-encoding']).toBe('gzip');
    });
  });
});

describe('what only the file of the postal service knows', () => {
  let api: Served;

  beforeAll(async () => {
    api = await serveTerritory();
    await api.query(`INSERT INTO territory.commune_postal_code (commune_code, postal_code, source, position) VALUES
      ('98817', '98810', 'communes-csv', 1), ('01001', '01410', 'communes-csv', 1)`);
    await api.query(`INSERT INTO territory.commune_name (commune_code, key, kind, name)
      VALUES ('01032', 'campdelavalbonne', 'locality', 'CAMP DE LA VALBONNE')`);
  }, 300_000);

  afterAll(async () => {
    await api.close();
  });

  const found = async (path: string): Promise<unknown> => JSON.parse((await api.get(path)).body);

  it('answers a postal code that the reference has not', async () => {
    expect(await found('/communes?codePostal=98810')).toMatchObject([
      { code: '98817', _match: { how: 'postal_code_csv', codePostal: '98810' } },
    ]);
  });

  it('adds nothing to a postal code that the reference has', async () => {
    const communes = (await found('/communes?codePostal=01410')) as Area[];
    expect(communes.map(({ code }) => code)).not.toContain('01001');
    expect(communes).toHaveLength(5);
  });

  it('finds a commune by its localities', async () => {
    expect(await found('/communes?nom=camp+de+la+valbonne&limit=1')).toMatchObject([
      { code: '01032', _match: { how: 'exact', kind: 'locality', name: 'CAMP DE LA VALBONNE' } },
    ]);
  });
});

describe('the territory before its first publication', () => {
  let api: Served;

  beforeAll(async () => {
    api = await serveTerritory(freshDatabase());
  });

  afterAll(async () => {
    await api.close();
  });

  it.each(['/communes', '/communes/01001', '/departements', '/regions/84', '/epcis', '/communes_associees_deleguees'])(
    '%s asks to come again',
    async (path) => {
      const { statusCode, headers, body } = await api.get(path);
      expect([statusCode, headers['retry-after'], headers['cache-control']]).toEqual([503, '10', 'no-store']);
      expect(JSON.parse(body)).toMatchObject({ type: '/problems/territory.not-published' });
    },
  );

  it('answers as soon as there is something to say', async () => {
    await api.query(`
      WITH region AS (
        INSERT INTO territory.region (code, nom, search_key, chef_lieu, zone, run_id, source_line)
        VALUES ('84', 'Région', 'region', '69123', 'metro', 1, 1)),
      departement AS (
        INSERT INTO territory.departement (code, nom, search_key, chef_lieu, region_code, zone, run_id, source_line)
        VALUES ('01', 'Département', 'departement', '01053', '84', 'metro', 1, 1))
      INSERT INTO territory.commune (code, nom, nom_majuscule, search_key, departement_code, region_code, zone, codes_postaux)
      VALUES ('01001', 'Commune', 'COMMUNE', 'commune', '01', '84', 'metro', '{01400}')`);
    const { statusCode, body } = await api.get('/communes/01001?fields=codesPostaux');
    expect([statusCode, JSON.parse(body)]).toEqual([200, { codesPostaux: ['01400'], nom: 'Commune', code: '01001' }]);
  });
});
