import { GoldenCatalogue } from '../../libs/games/src/application/catalogue/golden-catalogue';
import { DEFAULT_RULES } from '../../libs/games/src/domain/golden/survivorship-rules';
import { igdbFile, salesFile } from '../support/games/sales-file';
import { type GamesService, serveGames } from '../support/games/service';
import { machine } from '../support/identity';
import { type Answer, refusal } from '../support/sites-service';

const day = (text: string): number => Date.parse(text) / 1000;
const company = (name: string, country: number, developer: boolean): object => ({
  developer,
  publisher: !developer,
  company: { name, country, websites: developer ? [{ url: 'https://owlworks.example' }] : [] },
});

const LONG = 'Sail from quay to quay before the tide comes in, and bring the mail.';
const HARBOUR = {
  ...{ id: 71, name: 'Quiet Harbour', summary: LONG, updated_at: 1_600_000_000 },
  ...{ rating: 81.254, rating_count: 12, aggregated_rating: 70, aggregated_rating_count: 0 },
  first_release_date: day('2004-03-05'),
  release_dates: [
    { date: day('2004-03-05'), y: 2004, m: 3, date_format: 0, platform: { id: 8, name: 'PlayStation 2' } },
  ],
  platforms: [{ id: 8, name: 'PlayStation 2' }],
  genres: [{ id: 10, name: 'Racing' }],
  alternative_names: [{ name: 'Port tranquille', comment: 'French title' }],
  keywords: [{ name: 'boats' }, { name: 'rain' }],
  themes: [{ name: 'Open world' }],
  involved_companies: [company('Owlworks', 250, true), company('Lantern', 840, false)],
};
const GOLD = { id: 72, name: 'Quiet Harbour: Gold Edition', version_parent: 71, first_release_date: day('2005-11-01') };
const TIDES = { id: 73, name: 'Quiet Harbour: High Tides', game_type: 1, parent_game: 71 };
const OLD = {
  id: 74,
  name: 'Quiet Harbour',
  first_release_date: day('1990-06-01'),
  platforms: [{ id: 26, name: 'ZX' }],
};
const SALES = [
  '1,Quiet Harbour,PS2,2005,Racing,Lantern,0.1,0.1,0,0,0.2',
  '2,Quiet Harbour,GC,2005,Racing,Lantern,0.3,0.1,0,0,0.41',
  '3,Quiet Harbour (JP sales),DS,2005,Racing,Lantern,0,0,0.07,0,0.07',
  '4,Willow Run,Wii,2008,Puzzle,Unknown,0.1,0,0,0,0.1',
];
const text = (kind: string, language: string, words: string): object => ({ game_id: 71, kind, language, text: words });
const FRENCH = 'Naviguer de quai en quai avant la marée, et porter le courrier du village.';
const SQL = {
  ...{ mapping: 'vestimlib', scheme: 'igdb', licence: 'as agreed', id: '71' },
  game: { id: 71, name: 'Quiet Harbour', rating: 77, rating_count: 3, rating_opencritic: 66 },
  ...{ releases: [], genres: [], companies: [] },
  texts: [text('summary', 'fr', FRENCH), text('storyline', 'fr', `${FRENCH} Puis il pleut.`)],
};

/** As every route writes one. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('one game', () => {
  let games: GamesService;
  let harbour: number;
  const idOf = async (name: string): Promise<number> => {
    const { body } = await games.get(
      `/games?kind=all&sort=-first_release_date&limit=1&name=${encodeURIComponent(name)}`,
    );
    const [found] = body['data'] as { id: number }[];
    if (!found) throw new Error(`no ${name}`);
    return found.id;
  };
  const read = async (path: string, headers?: Readonly<Record<string, string>>): Promise<Answer['body']> => {
    const answer = await games.get(path, headers);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  };

  beforeAll(async () => {
    games = await serveGames({ access: 'open' });
    await games.load('games-igdb', igdbFile(HARBOUR, GOLD, TIDES, OLD));
    await games.load('games-sales', salesFile(...SALES));
    await games.load('games-sql', `${JSON.stringify(SQL)}\n`);
    await games.load('games-opencritic', 'name,rating\nQuiet Harbour,90\nLone Star,88\n');
    harbour = await idOf('Quiet Harbour');
  }, 120_000);
  afterAll(() => games.close());

  it('tells all that sources say', async () => {
    const tides = await idOf('Quiet Harbour: High Tides');
    const body = await read(`/games/${harbour}`);
    expect(body).toMatchObject({
      ...{ id: harbour, name: 'Quiet Harbour', kind: 'game', first_release_date: '2004-03-05' },
      ...{ first_release_year: 2004, first_release_precision: 'day', rating: 81.25, rating_count: 12 },
      ...{ sales_million: 0.61, synthetic: false },
      ...{ platforms: ['gamecube', 'nintendo-ds', 'playstation-2'], genres: ['racing'] },
      alternative_names: [{ name: 'Port tranquille', comment: 'French title' }],
      companies: [
        {
          ...{ id: expect.any(Number), slug: 'lantern', name: 'Lantern', country: 'US', website: null },
          ...{ developer: false, publisher: true },
        },
        {
          ...{ id: expect.any(Number), slug: 'owlworks', name: 'Owlworks', country: 'FR' },
          ...{ website: 'https://owlworks.example', developer: true, publisher: false },
        },
      ],
      sales: {
        ...{ total_million: 0.61, complete: false },
        by_platform: [
          { platform: 'gamecube', million: 0.41, regions: { na: 0.3, eu: 0.1, jp: 0, other: 0 } },
          { platform: 'playstation-2', million: 0.2, regions: { na: 0.1, eu: 0.1, jp: 0, other: 0 } },
        ],
        partial: [
          {
            ...{ title: 'Quiet Harbour (JP sales)', platform: 'nintendo-ds', year: 2005, million: 0.07 },
            regions: { na: 0, eu: 0, jp: 0.07, other: 0 },
          },
        ],
      },
      editions: [
        { name: 'Quiet Harbour: Gold Edition', edition: 'gold', year: 2005, platforms: [], sources: ['igdb'] },
      ],
      related: expect.arrayContaining([{ id: tides, name: 'Quiet Harbour: High Tides', relation: 'has_dlc' }]),
    });
    expect(body['releases']).toEqual([
      { platform: 'gamecube', date: null, precision: 'year', year: 2005, source: 'sales' },
      { platform: 'nintendo-ds', date: null, precision: 'year', year: 2005, source: 'sales' },
      { platform: 'playstation-2', date: '2004-03-05', precision: 'day', year: 2004, source: 'igdb' },
    ]);
    expect(body['ratings']).toEqual(
      expect.arrayContaining([
        { source: 'igdb', kind: 'users', value: 81.254, scale: 100, normalised: 81.25, count: 12 },
        { source: 'sql', kind: 'users', value: 77, scale: 100, normalised: 77, count: 3 },
        { source: 'igdb', kind: 'critics', value: 70, scale: 100, normalised: 70, count: 0 },
      ]),
    );
    expect(body).not.toHaveProperty('mergedInto');
    expect((await read(`/games/${tides}`))['related']).toEqual([
      { id: harbour, name: 'Quiet Harbour', relation: 'dlc_of' },
    ]);
  });

  it('names games of the same title', async () => {
    const { homonyms } = (await read(`/games/${harbour}`)) as { homonyms: { id: number }[] };
    expect(homonyms).toContainEqual({ id: expect.any(Number), name: 'Quiet Harbour', year: 1990 });
    const { homonyms: back } = (await read(`/games/${homonyms[0]?.id}`)) as { homonyms: { id: number }[] };
    expect(back).toContainEqual({ id: harbour, name: 'Quiet Harbour', year: 2004 });
  });

  it('is told in the language asked for, else in the other', async () => {
    const words = { keywords: ['boats', 'rain'], themes: ['Open world'], languages: ['en', 'fr'] };
    const id = { id: harbour, name: 'Quiet Harbour' };
    const english = { ...id, ...words, summary: LONG, storyline: null, language: 'en', sources: ['igdb'] };
    expect(await read(`/games/${harbour}/narrative`)).toEqual(english);
    const french = await read(`/games/${harbour}/narrative`, { 'accept-language': 'fr-FR' });
    const told = { summary: FRENCH, storyline: `${FRENCH} Puis il pleut.`, language: 'fr', sources: ['igdb', 'sql'] };
    expect(french).toEqual({ ...id, ...words, ...told });
    expect(await read(`/games/${harbour}/narrative?language=en`, { 'accept-language': 'fr' })).toEqual(english);
    expect(await read(`/games/${await idOf('Willow Run')}/narrative?language=fr`)).toEqual({
      ...{ id: await idOf('Willow Run'), name: 'Willow Run', summary: null, storyline: null },
      ...{ keywords: [], themes: [], language: null, languages: [], sources: [] },
    });
    const unknown = await games.get(`/games/${harbour}/narrative?language=de`);
    expect(refusal(unknown)).toBe('400 platform.invalid-parameters ?language');
  });

  it('tells where each field comes from, with all that was said', async () => {
    const { records, fields, decisions, history } = (await read(`/games/${harbour}/provenance`)) as {
      records: readonly Record<string, unknown>[];
      fields: Readonly<
        Record<string, { value: unknown; source: unknown; rule: string; candidates: { source: string }[] }>
      >;
      decisions: unknown;
      history: unknown;
    };
    expect(records).toContainEqual({
      ...{ source: 'sql', source_key: 'vestimlib:71', url: null, role: 'main', rule: 'id', confidence: 1 },
      ...{ fetched_at: expect.stringMatching(INSTANT), run: expect.any(Number) },
      ...{ licence: 'as agreed', synthetic: false },
    });
    expect(records).toContainEqual(
      expect.objectContaining({
        ...{ source: 'igdb', source_key: '72', role: 'edition' },
        licence: expect.stringContaining('Twitch'),
      }),
    );
    expect(fields['rating']).toMatchObject({
      ...{ value: 81.25, source: 'igdb', rule: 'source-order', observed_at: expect.stringMatching(INSTANT) },
      candidates: [
        { value: 81.25, source: 'igdb', source_key: '71', observed_at: expect.stringMatching(INSTANT) },
        { value: 77, source: 'sql', source_key: 'vestimlib:71' },
      ],
    });
    for (const [field, { value, candidates }] of Object.entries(fields))
      if (value !== null && !(Array.isArray(value) && value.length === 0))
        expect([field, candidates.length]).not.toEqual([field, 0]);
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining(['name', 'first_release_year', 'genres', 'sales_million']),
    );
    expect([decisions, history]).toEqual([[], []]);
  });

  it('tells that what was generated is under no licence of the source', async () => {
    const [record] = await games.query<{ id: number }>(
      `UPDATE game_record SET synthetic = true WHERE source = 'igdb' AND source_key = '72' RETURNING id`,
    );
    const { records } = await read(`/games/${harbour}/provenance`);
    expect(records).toContainEqual(
      expect.objectContaining({ source_key: '72', licence: 'generated', synthetic: true }),
    );
    await games.query('UPDATE game_record SET synthetic = false WHERE id = $1', [record?.id]);
  });

  it('tells what its records said before', async () => {
    const summary = 'Sail from quay to quay at night, and bring the parcels to the lighthouse.';
    await games.load('games-igdb', igdbFile({ ...HARBOUR, summary }, GOLD, TIDES, OLD));
    expect((await read(`/games/${harbour}/provenance`))['history']).toEqual([
      {
        at: expect.stringMatching(INSTANT),
        event: 'changed',
        source: 'igdb',
        source_key: '71',
        run: expect.any(Number),
      },
    ]);
    expect((await read(`/games/${harbour}/narrative`))['summary']).toBe(summary);
  });

  it('shows where sources differ, and by how much', async () => {
    const listed = (await read('/games/conflicts?field=first_release_year&source=sales')) as {
      data: object[];
      meta: { total: number };
    };
    expect(listed.data).toContainEqual({
      ...{ game_id: harbour, name: 'Quiet Harbour', field: 'first_release_year' },
      winner: { value: 2004, source: 'igdb', rule: 'source-order' },
      others: [{ value: 2005, source: 'sales' }],
      ...{ gap: 1, unit: 'year' },
    });
    expect(listed.meta.total).toBe(listed.data.length);
    const ratings = (await read(`/games/conflicts?game=${harbour}&field=rating`))['data'];
    expect(ratings).toMatchObject([{ winner: { value: 81.25 }, others: [{ value: 77, source: 'sql' }], gap: 4.25 }]);
    const summary = (await read('/games/conflicts/summary'))['data'];
    expect(summary).toContainEqual({
      ...{ field: 'rating', sources: ['igdb', 'sql'], unit: 'point' },
      ...{ agree: 0, disagree: 1, largest_gap: 4.25 },
    });
    const csv = await games.get('/games/conflicts?format=csv');
    expect(csv.text.split('\n')[0]?.trim()).toBe('game_id,name,field,winner,others,gap,unit');
    expect(refusal(await games.get('/games/conflicts?field=name'))).toBe('400 platform.invalid-parameters ?field');
  });

  it('is what other rules make of it, when recomputed, and all that is told of it follows them', async () => {
    const catalogue = games.service.app.get(GoldenCatalogue, { strict: false });
    const told = async (): Promise<unknown> => {
      const game = (await read(`/games/${harbour}`))['first_release_year'];
      const { fields } = (await read(`/games/${harbour}/provenance`)) as { fields: Record<string, object> };
      const conflicts = await read(`/games/conflicts?field=first_release_year&game=${harbour}`);
      const [{ winner }] = conflicts['data'] as [{ winner: Record<'value' | 'source' | 'rule', unknown> }];
      expect(fields['first_release_year']).toMatchObject(winner);
      return [game, winner.value, winner.source, winner.rule];
    };
    const { firstRelease } = DEFAULT_RULES;
    await catalogue.recompute({ ...DEFAULT_RULES, firstRelease: { ...firstRelease, order: ['sales', 'igdb'] } });
    expect(await told()).toEqual([2005, 2005, 'sales', 'source-order']);
    await games.load('games-igdb', igdbFile({ ...HARBOUR, summary: `${LONG} Once more.` }, GOLD, TIDES, OLD));
    expect(await told()).toEqual([2005, 2005, 'sales', 'source-order']);
    const texts = { ...DEFAULT_RULES.texts, leastCharacters: 1_000 };
    await catalogue.recompute({ ...DEFAULT_RULES, firstRelease: { ...firstRelease, rule: 'earliest' }, texts });
    expect(await told()).toEqual([2004, 2004, 'igdb', 'earliest']);
    expect((await read(`/games/${harbour}/narrative`))['summary']).toBeNull();
    await catalogue.recompute();
    expect(await told()).toEqual([2004, 2004, 'igdb', 'source-order']);
    expect((await read(`/games/${harbour}/narrative`))['summary']).not.toBeNull();
  });

  it('is told to be of the source that comes first for the field, where two say the same', async () => {
    const bay = { id: 75, name: 'Lantern Bay', aggregated_rating: 88, aggregated_rating_count: 3 };
    await games.load('games-igdb', igdbFile(HARBOUR, GOLD, TIDES, OLD, bay));
    await games.load('games-opencritic', 'name,rating\nQuiet Harbour,90\nLone Star,88\nLantern Bay,88\n');
    const game = { id: 75, name: 'Lantern Bay', rating_opencritic: 66 };
    await games.load(
      'games-sql',
      [SQL, { ...SQL, id: '75', game, texts: [] }].map((one) => `${JSON.stringify(one)}\n`).join(''),
    );
    const id = await idOf('Lantern Bay');
    const { fields } = (await read(`/games/${id}/provenance`)) as { fields: Record<string, object> };
    expect(fields['critic_rating']).toMatchObject({ value: 88, source: 'opencritic' });
    expect((await read(`/games/conflicts?field=critic_rating&game=${id}`))['data']).toMatchObject([
      {
        winner: { value: 88, source: 'opencritic' },
        others: [
          { value: 88, source: 'igdb' },
          { value: 66, source: 'sql' },
        ],
      },
    ]);
  });

  it('is where it was merged to, by every way to it', async () => {
    const willow = await idOf('Willow Run');
    await games.query(`UPDATE game SET state = 'merged', merged_into = $2 WHERE id = $1`, [willow, harbour]);
    for (const rest of ['', '/narrative', '/provenance']) {
      const answer = await games.get(`/games/${willow}${rest}`);
      expect([answer.status, answer.headers['location']]).toEqual([301, `/games/${harbour}${rest}`]);
      expect(answer.body).toEqual({ id: willow, merged_into: harbour });
    }
    expect((await read(`/games/${harbour}/provenance`))['history']).toContainEqual({
      event: 'merged',
      game_id: willow,
    });
    await games.query(`UPDATE game SET state = 'gone', merged_into = NULL WHERE id = $1`, [willow]);
    expect(refusal(await games.get(`/games/${willow}`))).toBe('404 games.game-not-found');
    await games.query(`UPDATE game SET state = 'live' WHERE id = $1`, [willow]);
  });

  it('is 400 where the id is none, 404 where nobody has it', async () => {
    for (const rest of ['', '/narrative', '/provenance']) {
      expect(refusal(await games.get(`/games/abc${rest}`))).toBe('400 platform.invalid-parameters ?id');
      expect(refusal(await games.get(`/games/99999999999999999999${rest}`))).toBe('404 games.game-not-found');
      expect(refusal(await games.get(`/games/424242${rest}`))).toBe('404 games.game-not-found');
    }
    expect((await games.get(`/games/${harbour}?foo=1`)).status).toBe(400);
    const tooLarge = await games.get('/games/99999999999999999999', { 'accept-language': 'fr' });
    expect(tooLarge.body['detail']).toBe('Il n’y a pas de jeu de cet identifiant');
    expect((await games.get('/companies/99999999999999999999')).body['detail']).toBe(
      'There is no company with that id',
    );
    expect((await games.get('/games/424242')).body['detail']).toBe('There is no game 424242');
  });

  it('is read by those who hold games:read, in open mode too', async () => {
    const paths = [`/games`, `/games/${harbour}`, `/games/${harbour}/narrative`, `/games/${harbour}/provenance`];
    const others = await machine(games.service.app, 'sites:read', 'catalog:admin');
    for (const path of [
      ...paths,
      '/genres',
      '/platforms',
      '/companies',
      '/games/conflicts',
      '/games/conflicts/summary',
    ]) {
      const nobody = await games.call('GET', path);
      expect([path, nobody.status, nobody.headers['www-authenticate']]).toEqual([path, 401, 'Bearer realm="hexagone"']);
      expect([path, (await games.call('GET', path, undefined, others)).status]).toEqual([path, 403]);
      const answer = await games.get(path);
      expect([path, answer.status, answer.headers['cache-control']]).toEqual([path, 200, 'private, no-cache']);
      const again = { 'if-none-match': String(answer.headers['etag']) };
      expect([path, (await games.get(path, again)).status]).toEqual([path, 304]);
    }
  });
});
