import type { GameRecord } from '../record/game-record';
import type { GameSourceKey } from '../record/sources';
import { comparisons } from './comparisons';
import type { MemberRecord } from './golden-game';
import { provenance } from './provenance';
import { survive } from './survivorship';
import { DEFAULT_RULES } from './survivorship-rules';

const BLANK: GameRecord = {
  title: 'Quiet Harbour',
  alternativeTitles: [],
  kind: 'game',
  externalIds: [],
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
};

let ids = 0;

function member(source: GameSourceKey, facts: Partial<GameRecord>, more: Partial<MemberRecord> = {}): MemberRecord {
  ids++;
  return {
    ...{ id: ids, source, sourceKey: `${source}-${String(ids)}`, role: 'main', partial: false, synthetic: false },
    observedAt: '2026-01-01T00:00:00Z',
    facts: { ...BLANK, ...facts },
    ...more,
  };
}

const year = (value: number) => ({ date: null, precision: 'year', year: value }) as const;
const day = (date: string) => ({ date, precision: 'day', year: Number(date.slice(0, 4)) }) as const;
const sold = (platform: string, total: number, value: number | null = 2005) => ({
  ...{ platform, year: value, total },
  regions: { na: total, eu: 0, jp: 0, other: 0 },
});
const survival = { rules: DEFAULT_RULES, companyKey: (name: string) => name.toLowerCase().replace(/ inc$/, '') };
const golden = (...members: MemberRecord[]) => survive(members, survival);

describe('a golden game', () => {
  it('takes each field from the first source that says something', () => {
    const game = golden(
      member('sales', {
        title: 'QUIET HARBOUR',
        firstRelease: year(2004),
        genres: [{ slug: 'sport', name: 'Sports' }],
      }),
      member('opencritic', { ratings: [{ kind: 'opencritic', value: 71, scale: 100, count: null }] }),
      member('igdb', {
        ...{ firstRelease: day('2005-03-01'), cover: 'https://images.example/1.jpg' },
        genres: [{ slug: 'indie', name: 'Indie' }],
        ratings: [
          { kind: 'users', value: 80, scale: 100, count: 12 },
          { kind: 'critics', value: 90, scale: 100, count: 3 },
        ],
      }),
    );
    expect(game).toMatchObject({
      ...{
        name: 'Quiet Harbour',
        firstRelease: day('2005-03-01'),
        genres: ['indie', 'sport'],
        sources: ['igdb', 'opencritic', 'sales'],
      },
      ...{ rating: 80, ratingCount: 12, criticRating: 71, cover: 'https://images.example/1.jpg' },
    });
    expect(game.ratings).toHaveLength(3);
  });

  it('is named by its main records, whatever source knows an edition of it', () => {
    const facts = {
      title: 'Quiet Harbour: Gold Edition',
      kind: 'bundle',
      cover: 'https://images.example/2.jpg',
    } as const;
    const members = [member('sales', {}), member('igdb', facts, { role: 'edition' })];
    expect(golden(...members)).toMatchObject({ name: 'Quiet Harbour', kind: 'game', cover: facts.cover });
    expect(provenance(members, survival).slice(0, 3)).toMatchObject([
      { field: 'name', value: 'Quiet Harbour', source: 'sales', candidates: [{ source: 'sales' }, { source: 'igdb' }] },
      { field: 'kind', value: 'game', source: 'sales' },
      { field: 'cover', value: facts.cover, source: 'igdb' },
    ]);
  });

  it('is the same for any order of its records', () => {
    const members = [
      member('sales', {
        title: 'Quiet harbour',
        sales: sold('ps2', 0.1),
        releases: [{ platform: 'ps2', date: year(2006) }],
      }),
      member('sales', {
        title: 'Quiet  Harbour',
        sales: sold('ps2', 0.2),
        releases: [{ platform: 'ps2', date: year(2005) }],
      }),
      member('igdb', { alternativeTitles: [{ name: 'Port calme', comment: 'French title' }] }),
      member('igdb', { alternativeTitles: [{ name: 'Port calme', comment: null }] }),
      ...[2006, 2005].map((value) => member('sales', { sales: sold('ps2', 0.1, value) }, { partial: true })),
      member('sql', {}, { sourceKey: 'games:1' }),
      member('elasticsearch', { title: 'Quiet Port' }, { sourceKey: 'games:1' }),
    ];
    const unruled = { ...survival, rules: { ...DEFAULT_RULES, name: ['opencritic'] as const } };
    expect(survive([...members].reverse(), unruled)).toEqual(survive(members, unruled));
    expect(survive([...members].reverse(), survival)).toEqual(survive(members, survival));
  });

  it('says nothing by a rating that nobody voted for', () => {
    const game = golden(member('igdb', { ratings: [{ kind: 'users', value: 80, scale: 100, count: 0 }] }));
    expect([game.rating, game.ratingCount, game.ratings.length]).toEqual([null, null, 1]);
  });

  it('is dated by its main records, and by the earliest date where that is the rule', () => {
    const members = [
      member('igdb', { firstRelease: year(2013) }),
      member('sales', { firstRelease: year(2011) }),
      member('igdb', { firstRelease: day('1999-01-01') }, { role: 'edition' }),
    ];
    const earliest = { ...DEFAULT_RULES, firstRelease: { ...DEFAULT_RULES.firstRelease, rule: 'earliest' } } as const;
    expect(survive(members, survival).firstRelease).toEqual(year(2013));
    expect(survive(members, { ...survival, rules: earliest }).firstRelease).toEqual(year(2011));
  });

  it('prefers the finest date of a platform, but never an edition’s', () => {
    const release = (date: Parameters<typeof day>[0] | number) => ({
      releases: [{ platform: 'ps2', date: typeof date === 'number' ? year(date) : day(date) }],
    });
    const { releases } = golden(
      member('sales', release(2005)),
      member('sql', release('2005-03-02')),
      member('igdb', release('2006-01-01'), { role: 'edition' }),
    );
    expect(releases).toEqual([{ platform: 'ps2', date: day('2005-03-02'), source: 'sql' }]);
  });

  it('sums what was sold in the whole market alone', () => {
    const game = golden(
      member('sales', { sales: sold('ps2', 0.1) }),
      member('sales', { sales: sold('ps2', 0.2, 2004) }),
      member('sales', { title: 'Quiet Harbour (JP sales)', sales: sold('ps2', 5) }, { partial: true }),
    );
    expect(game).toMatchObject({ name: 'Quiet Harbour', salesMillion: 0.3, salesComplete: true });
    expect(game.salesByPlatform).toMatchObject([{ platform: 'ps2', year: 2004, total: 0.3, regions: { na: 0.3 } }]);
    expect(game.partialSales).toMatchObject([{ title: 'Quiet Harbour (JP sales)', total: 5 }]);
    expect(game.alternativeTitles).toEqual([]);
  });

  it('sums figures before it rounds them', () => {
    const few = [2003, 2004, 2005].map((value) => member('sales', { sales: sold('ps2', 0.004, value) }));
    expect(golden(...few)).toMatchObject({ salesMillion: 0.01, salesByPlatform: [{ total: 0.01 }] });
  });

  it('is incomplete where a platform has partial figures alone', () => {
    const partial = member('sales', { sales: sold('nintendo-ds', 1) }, { partial: true });
    expect(golden(member('sales', { sales: sold('ps2', 1) }), partial)).toMatchObject({
      salesMillion: 1,
      salesComplete: false,
    });
    expect(golden(partial)).toMatchObject({ salesMillion: null, salesComplete: false });
  });

  it('knows a company by its key, with all its roles', () => {
    const company = (name: string, more: object) => ({
      companies: [{ name, country: null, website: null, developer: false, publisher: false, ...more }],
    });
    const game = golden(
      member('sales', company('Lantern Inc', { publisher: true })),
      member('igdb', company('Lantern', { developer: true, country: '250' })),
    );
    expect(game.companies).toEqual([
      { name: 'Lantern', slug: 'lantern', country: '250', website: null, developer: true, publisher: true },
    ]);
    expect([game.developers, game.publishers]).toEqual([['lantern'], ['lantern']]);
  });

  it('keeps words that no mapping knows apart', () => {
    const game = golden(
      member('igdb', { platforms: [{ slug: null, name: 'Abacus' }], genres: [{ slug: null, name: 'Odd' }] }),
    );
    expect(game).toMatchObject({ platforms: [], genres: [] });
    expect(game.unmapped.map(({ name }) => name)).toEqual(['Abacus', 'Odd']);
  });

  it('tells a text of each language, when it is long enough to say something', () => {
    const text = (words: string, language: 'en' | 'fr') => ({ kind: 'summary', language, text: words }) as const;
    const long = 'A harbour that sleeps until a stranger rings its bell.';
    const { summary, storyline } = golden(
      member('igdb', { texts: [text('Short.', 'en')] }),
      member('elasticsearch', { texts: [text(long, 'en'), text(`${long} Oui.`, 'fr')] }),
    );
    expect([summary, storyline]).toEqual([{ en: long, fr: `${long} Oui.` }, null]);
    const blank = text(`Soon.${' '.repeat(60)}More.`, 'en');
    expect(golden(member('igdb', { texts: [blank] })).summary).toBeNull();
  });

  it('is synthetic when all of it is', () => {
    const made = member('igdb', {}, { synthetic: true });
    expect([golden(made).synthetic, golden(made, member('sales', {})).synthetic]).toEqual([true, false]);
  });
});

describe('the provenance of a golden game', () => {
  const members = [
    member('igdb', { firstRelease: year(2013), ratings: [{ kind: 'users', value: 8, scale: 10, count: 0 }] }),
    member('sql', { firstRelease: day('2012-05-05'), ratings: [{ kind: 'users', value: 77, scale: 100, count: 2 }] }),
  ];
  const fields = provenance(members, survival);
  const field = (name: string) => fields.find((one) => one.field === name);

  it('names the winner, and every candidate', () => {
    expect(field('first_release_year')).toMatchObject({
      ...{ value: 2013, source: 'igdb', rule: 'source-order' },
      candidates: [
        { value: 2013, source: 'igdb' },
        { value: 2012, source: 'sql', observedAt: '2026-01-01T00:00:00Z' },
      ],
    });
    expect(field('rating')).toMatchObject({ value: 77, source: 'sql', candidates: [{ value: 80 }, { value: 77 }] });
  });

  it('tells texts that are too short to win as well', () => {
    const text = (words: string) => ({ texts: [{ kind: 'summary', language: 'en', text: words } as const] });
    const long = 'A harbour that sleeps until a stranger rings its bell.';
    const told = provenance([member('igdb', text('Soon.')), member('sql', text(long))], survival);
    expect(told.find((one) => one.field === 'summary')).toMatchObject({
      ...{ value: long, source: 'sql' },
      candidates: [
        { value: 'Soon.', source: 'igdb' },
        { value: long, source: 'sql' },
      ],
    });
  });

  it('says of a union that nobody wins', () => {
    expect(field('alternative_names')).toMatchObject({ value: [], source: null, rule: 'union' });
  });

  it('tells the releases of every member, and those that won', () => {
    const dated = (date: ReturnType<typeof year>) => ({ releases: [{ platform: 'pc', date }] });
    const told = provenance([member('sales', dated(year(2004))), member('sql', dated(year(2005)))], survival);
    expect(told.find((one) => one.field === 'releases')).toMatchObject({
      value: [{ platform: 'pc', date: null, precision: 'year', year: 2005 }],
      candidates: [{ source: 'sql', value: [{ platform: 'pc', year: 2005 }] }, { source: 'sales' }],
    });
  });

  it('measures what two sources say of one thing', () => {
    expect(comparisons(members, DEFAULT_RULES)).toEqual([
      { field: 'first_release_year', sources: ['igdb', 'sql'], values: [2013, 2012], gap: 1 },
    ]);
    expect(
      comparisons(
        [members[0]].flatMap((one) => (one ? [one] : [])),
        DEFAULT_RULES,
      ),
    ).toEqual([]);
  });
});
