import * as fc from 'fast-check';
import { configMappings } from '../mapping/config-mappings';
import { type IgdbFault, igdbFaults, igdbRecord } from './igdb-game';
import type { Json } from '../record/json-values';

const at = 'here';
const mappings = configMappings({
  platforms: [
    { at, slug: 'playstation-2', name: 'PlayStation 2', family: 'playstation-2', igdbIds: [8], spellings: [] },
    { at, slug: 'pc', name: 'PC', family: 'pc', igdbIds: [6], spellings: [] },
  ],
  genres: [
    { at, slug: 'shooter', en: 'Shooter', fr: 'Tir', igdbIds: [5], spellings: [] },
    { at, slug: 'racing', en: 'Racing', fr: 'Course', igdbIds: [10], spellings: [] },
  ],
  noGenre: [{ at, word: 'Misc' }],
  companies: [],
});
const read = (more: Json) => igdbRecord({ id: 12, name: 'Lumen Harbor', ...more }, mappings);
const faultsOf = (more: Json): readonly IgdbFault[] => igdbFaults({ id: 12, name: 'Lumen Harbor', ...more });

describe('a game of IGDB', () => {
  it('with a name and an id is a record that says no more', () => {
    expect(faultsOf({})).toEqual([]);
    expect(read({})).toEqual({
      title: 'Lumen Harbor',
      alternativeTitles: [],
      kind: 'game',
      externalIds: ['igdb:12'],
      editionOf: null,
      portOf: null,
      variant: null,
      firstRelease: null,
      releases: [],
      platforms: [],
      genres: [],
      themes: [],
      keywords: [],
      companies: [],
      ratings: [],
      texts: [],
      cover: null,
      url: null,
      sales: null,
    });
  });

  it('has its title with white space collapsed', () => {
    expect(read({ name: '  Lumen \n Harbor ' }).title).toBe('Lumen Harbor');
  });

  it.each([
    [{}, 'game', null],
    [{ game_type: 0 }, 'game', null],
    [{ game_type: 1 }, 'dlc', null],
    [{ category: 8 }, 'remake', 'remake'],
    [{ game_type: 9, category: 0 }, 'remaster', 'remaster'],
    [{ game_type: { id: 10, type: 'Expanded Game' } }, 'expanded_game', null],
    [{ game_type: '14.0' }, 'update', null],
  ])('of type %j is a %s, variant %p', (type, kind, variant) => {
    expect(faultsOf(type)).toEqual([]);
    expect(read(type)).toMatchObject({ kind, variant });
  });

  it('is an edition of its version parent, and a port of its parent only where it is a port', () => {
    expect(read({ version_parent: { id: 7 }, parent_game: 8 })).toMatchObject({ editionOf: '7', portOf: null });
    expect(read({ game_type: 11, parent_game: '8.0' })).toMatchObject({ editionOf: null, portOf: '8', kind: 'port' });
    expect(read({ category: 11 }).portOf).toBeNull();
  });

  it('has no genre by a word that stands for none', () => {
    const genres = [{ name: 'Misc' }, { name: 'Odd' }, 5];
    expect(read({ genres }).genres).toEqual([
      { slug: null, name: 'Odd' },
      { slug: 'shooter', name: 'Shooter' },
    ]);
  });

  it('is known to shops by their ids, old spelling and new', () => {
    const external_games = [
      { uid: '555', external_game_source: 1 },
      { uid: 666, category: 5 },
      { uid: '555', category: 1 },
      { uid: 'UC-tube', external_game_source: 10 },
      { uid: ' ', external_game_source: 1 },
      { external_game_source: 26 },
      99,
    ];
    expect(read({ external_games }).externalIds).toEqual(['igdb:12', 'steam:555', 'gog:666']);
  });

  it('has the other names that it is given, each once, with what they are', () => {
    const alternative_names = [
      { name: 'Port-Lumière', comment: 'French title' },
      { name: 'Port-Lumière' },
      { name: 'Lumen Harbor' },
      { comment: 'Acronym' },
      { name: 'LH' },
      4711,
    ];
    expect(read({ alternative_names }).alternativeTitles).toEqual([
      { name: 'Port-Lumière', comment: 'French title' },
      { name: 'LH', comment: null },
    ]);
  });

  it('has platforms and genres by their numbers, else by their names, else as they stand', () => {
    const platforms = [
      { id: 8, name: 'PlayStation 2' },
      6,
      { name: 'PlayStation 2' },
      { id: 99_999 },
      { id: 99_998, name: 'Toaster' },
    ];
    const genres = [{ id: 5, name: 'Shooter' }, 10, { id: 99_999, name: 'Gardening' }];
    expect(read({ platforms }).platforms).toEqual([
      { slug: 'playstation-2', name: 'PlayStation 2' },
      { slug: 'pc', name: 'PC' },
      { slug: null, name: 'IGDB platform 99999' },
      { slug: null, name: 'Toaster' },
    ]);
    expect(read({ genres }).genres).toEqual([
      { slug: 'shooter', name: 'Shooter' },
      { slug: 'racing', name: 'Racing' },
      { slug: null, name: 'Gardening' },
    ]);
  });

  it('has releases by platform, and their platforms among its own', () => {
    const release_dates = [
      { date: 1592956800, date_format: 0, platform: 8 },
      { date: 1592956800, date_format: 0, platform: { id: 8 } },
      { y: 2021, date_format: 2, platform: 99_998 },
      { date: 1592956800, date_format: 0 },
      31_337,
    ];
    const record = read({ platforms: [{ id: 99_998, name: 'Toaster' }], release_dates });
    expect(record.releases).toEqual([
      { platform: 'playstation-2', date: { date: '2020-06-24', precision: 'day', year: 2020 } },
      { platform: 'Toaster', date: { date: null, precision: 'year', year: 2021 } },
    ]);
    expect(record.platforms.map(({ name }) => name)).toEqual(['Toaster', 'PlayStation 2']);
  });

  it('has companies with all their roles, country and first website', () => {
    const company = {
      name: 'Atelier du Phare',
      country: 8,
      websites: [{ url: 'ftp://no' }, { url: '//phare.example/' }],
    };
    const involved_companies = [
      { developer: true, publisher: false, company },
      { publisher: true, company: { name: 'Atelier du Phare', country: 250 } },
      { publisher: true, company: { name: 'Quai Sud', country: 12.5 } },
      { developer: true, company: 4711 },
    ];
    expect(read({ involved_companies }).companies).toEqual([
      { name: 'Atelier du Phare', country: '250', website: 'https://phare.example/', developer: true, publisher: true },
      { name: 'Quai Sud', country: null, website: null, developer: false, publisher: true },
    ]);
    expect(read({ involved_companies: [{ company }] }).companies).toMatchObject([{ country: '008' }]);
  });

  it('has ratings of a hundred; one that nobody counts has count 0', () => {
    expect(read({ rating: 81.5, rating_count: 12, aggregated_rating: '70.0' }).ratings).toEqual([
      { kind: 'users', value: 81.5, scale: 100, count: 12 },
      { kind: 'critics', value: 70, scale: 100, count: 0 },
    ]);
  });

  it('has English texts with their paragraphs, cover and page', () => {
    const game = {
      summary: ' One.\n\nTwo. ',
      storyline: ' ',
      cover: { image_id: 'co1a' },
      url: 'https://igdb.example/g',
    };
    expect(read(game)).toMatchObject({
      texts: [{ kind: 'summary', language: 'en', text: 'One.\n\nTwo.' }],
      cover: 'https://images.igdb.com/igdb/image/upload/t_cover_big/co1a.jpg',
      url: 'https://igdb.example/g',
    });
    expect(read({ themes: [{ name: 'Horror' }, 5, { name: 'Horror' }], keywords: [{ name: 'fog' }] })).toMatchObject({
      themes: ['Horror'],
      keywords: ['fog'],
    });
  });

  it.each([
    [{ id: 'twelve' }, 'id', 'id_malformed', '"twelve"'],
    [{ id: 0 }, 'id', 'id_malformed', '0'],
    [{ name: '\t ' }, 'name', 'name_missing', '"\\t "'],
    [{ game_type: 15 }, 'game_type', 'game_type_unknown', '15'],
    [{ category: 'mod' }, 'category', 'game_type_unknown', '"mod"'],
    [{ first_release_date: 'soon' }, 'first_release_date', 'date_malformed', '"soon"'],
    [{ first_release_date: 1e17 }, 'first_release_date', 'date_malformed', '100000000000000000'],
    [{ rating: 100.1 }, 'rating', 'rating_malformed', '100.1'],
    [{ aggregated_rating: -1 }, 'aggregated_rating', 'rating_malformed', '-1'],
  ])('with %j is refused, and told why', (more, field, code, value) => {
    expect(faultsOf(more)).toEqual([{ field, code, value }]);
  });

  it('with several faults is told all of them', () => {
    expect(igdbFaults({ rating: {}, first_release_date: [] }).map(({ field }) => field)).toEqual([
      ...['id', 'name', 'first_release_date', 'rating'],
    ]);
  });

  it('is read whatever it holds', () => {
    const members = Object.keys(read({ id: 1 })).length;
    const names = [
      'id',
      'name',
      'cover',
      'platforms',
      'release_dates',
      'game_type',
      'external_games',
      'rating',
      'genres',
    ];
    const others = [
      'first_release_date',
      'involved_companies',
      'alternative_names',
      'version_parent',
      'summary',
      'url',
    ];
    const game = fc.dictionary(fc.constantFrom(...names, ...others, '__proto__'), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(game, (odd) => {
        expect(Object.keys(igdbRecord(odd, mappings))).toHaveLength(members);
        for (const { code } of igdbFaults(odd)) expect(code).toMatch(/^[a-z_]+$/);
      }),
    );
  });
});
