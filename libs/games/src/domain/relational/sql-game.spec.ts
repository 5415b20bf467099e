import type { Mappings } from '../mapping/mappings';
import { sqlFaults, sqlGame, sqlRecord } from './sql-game';

const mappings = {
  platform: (said) => (said === 6 || said === 'PC' ? { slug: 'pc', name: 'PC', family: 'pc' } : null),
  genre: (said) => (said === 12 ? { slug: 'role-playing', en: 'RPG', fr: 'JdR' } : said === 'Misc' ? null : undefined),
} as Mappings;

const item = (more: object = {}) =>
  sqlGame({ mapping: 'm', scheme: 'igdb', id: '9', game: { name: 'Port Gris' }, ...more });

describe('a game of a database', () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ id: null }, ['id_missing']],
    [{ mapping: ' ' }, ['mapping_missing']],
    [{ game: { name: ' ' } }, ['name_missing']],
    [{ game: 'nothing' }, ['name_missing']],
    [
      { releases: [{ release_date: 'soon' }, { release_date: null }, { release_date: 7 }] },
      ['date_malformed', 'date_malformed'],
    ],
    [{ game: { name: 'x', release_date: '2021-02-30' } }, ['date_malformed']],
    [{ game: { name: 'x', rating: 101, rating_opencritic: -1 } }, ['rating_malformed', 'rating_malformed']],
    [{ game: { name: 'x', rating: 0, rating_opencritic: '77' } }, []],
  ])('with %j has the faults %j', (more, codes) => {
    expect(sqlFaults(item(more)).map(({ code }) => code)).toEqual(codes);
  });

  it('names platforms and genres by IGDB’s ids only where its ids are those of IGDB', () => {
    const rows = { releases: [{ platform: 'Windows', platform_id: 6 }], genres: [{ genre: 'RPG', genre_id: 12 }] };
    expect(sqlRecord(item(rows), mappings)).toMatchObject({
      externalIds: ['igdb:9'],
      platforms: [{ slug: 'pc' }],
      genres: [{ slug: 'role-playing' }],
    });
    expect(sqlRecord(item({ ...rows, scheme: null }), mappings)).toMatchObject({
      externalIds: [],
      platforms: [{ slug: null, name: 'Windows' }],
      genres: [{ slug: null, name: 'RPG' }],
    });
  });

  it('has no genre by a word that stands for none', () => {
    expect(sqlRecord(item({ genres: [{ genre: 'Misc' }, { genre: 'Odd' }] }), mappings).genres).toEqual([
      { slug: null, name: 'Odd' },
    ]);
  });

  it.each([
    [40, 40],
    ['12.0', 12],
    [null, 0],
    [-3, 0],
    [3e9, 0],
  ])('counts %j votes as %i', (said, count) => {
    const game = { name: 'x', rating: 80, rating_count: said };
    expect(sqlRecord(item({ game }), mappings).ratings).toMatchObject([{ kind: 'users', count }]);
  });

  it('first appeared on the earliest of its days, those of its platforms or its own', () => {
    const releases = [
      { platform: 'PC', release_date: '2021-06-30T23:00:00' },
      { platform: 'PC', release_date: '2020-01-01' },
      { platform: 'PC', release_date: '2020-01-01' },
      { platform: null, release_date: '2019-05-05' },
    ];
    const record = sqlRecord(item({ releases }), mappings);
    expect(record.releases).toEqual([
      { platform: 'pc', date: { date: '2021-07-01', precision: 'day', year: 2021 } },
      { platform: 'pc', date: { date: '2020-01-01', precision: 'day', year: 2020 } },
    ]);
    expect(record.firstRelease?.date).toBe('2019-05-05');
    const own = { name: 'x', release_date: '2018-01-01' };
    expect(sqlRecord(item({ releases, game: own }), mappings).firstRelease?.date).toBe('2018-01-01');
    expect(sqlRecord(item(), mappings).firstRelease).toBeNull();
  });

  it('keeps texts whose kind and language are known', () => {
    const texts = [
      { kind: 'summary', language: 'fr', text: ' Calme. ' },
      { kind: 'summary', language: 'de', text: 'Ruhig.' },
      { kind: 'blurb', language: 'en', text: 'Quiet.' },
      { kind: 'storyline', language: 'en', text: ' ' },
    ];
    expect(sqlRecord(item({ texts }), mappings).texts).toEqual([{ kind: 'summary', language: 'fr', text: 'Calme.' }]);
  });

  it.each([
    ['co1abc', 'https://images.igdb.com/igdb/image/upload/t_cover_big/co1abc.jpg'],
    ['//images.igdb.com/x.jpg', 'https://images.igdb.com/x.jpg'],
    ['javascript:alert(1)', null],
    [null, null],
  ])('has of %j the cover %j', (cover, address) => {
    expect(sqlRecord(item({ game: { name: 'x', cover } }), mappings).cover).toBe(address);
  });
});
