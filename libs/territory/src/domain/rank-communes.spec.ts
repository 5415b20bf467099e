import { type NameCandidate, type NameQuery, rankCommunes } from './rank-communes';
import { searchKey } from './search-key';

const asked = (name: string, but: Partial<NameQuery> = {}): NameQuery => ({
  name,
  key: searchKey(name),
  widest: 'fuzzy',
  boostPopulation: false,
  ...but,
});

const named = (name: string, but: Partial<NameCandidate> = {}): NameCandidate => ({
  id: name,
  name,
  key: searchKey(name),
  kind: 'official',
  population: 0,
  similarity: 0,
  fits: false,
  ...but,
});

const scoreOf = (query: NameQuery, candidate: NameCandidate): number | undefined =>
  rankCommunes(query, [candidate])[0]?.score;

describe('ranking of communes by name', () => {
  it.each([
    ['exact, accents and case aside', 'saint denis', 'Saint-Denis', {}, 'exact', 4],
    ['exact with its accents', 'ABBÉCOURT', 'Abbécourt', {}, 'exact', 4.7],
    ['exact with the other apostrophe', 'L’Haÿ', "L'Haÿ", {}, 'exact', 4.7],
    ['prefix, by the share of the name', 'Lyo', 'Lyon', {}, 'prefix', 2.2 + 3 / 4],
    ['one error from four letters', 'Lilles', 'Lille', {}, 'fuzzy', 1.9],
    ['two neighbours swapped are one error', 'Lilel', 'Lille', {}, 'fuzzy', 1.9],
    ['two errors from eight letters', 'Marsaile', 'Marseille', {}, 'fuzzy', 1.7],
    ['contains, from three letters', 'yon', 'Chazelles-sur-Lyon', {}, 'contains', 1.4],
    ['similar', 'Pierrefitte-sur-Seine', 'Pierrefitte-sur-Aire', { similarity: 0.6 }, 'similar', 0.6],
    ['former name', 'Drain', 'Drain', { kind: 'former' }, 'exact', 4.7 - 0.35],
    ['locality', 'Drain', 'Drain', { kind: 'locality' }, 'exact', 4.7 - 0.6],
    ['a code beside the name fits', 'Drain', 'Drain', { fits: true }, 'exact', 5.7],
    ['population', 'Drain', 'Drain', { population: 99_999 }, 'exact', 4.7 + 5 / 20],
  ] as const)('%s', (...[, text, name, but, how, score]) => {
    const [ranked] = rankCommunes(asked(text), [named(name, but)]);
    expect(ranked).toMatchObject({ how });
    expect(ranked?.score).toBeCloseTo(score, 10);
  });

  it.each([
    ['one error in three letters', 'Lyn', 'Lyo', {}],
    ['two errors in seven letters', 'Marsail', 'Marseil', { key: 'marxexl' }],
    ['contained, two letters', 'on', 'Lyon', {}],
    ['hardly similar', 'Paris', 'Toulouse', { similarity: 0.34 }],
  ])('drops %s', (_, text, name, but) => {
    expect(rankCommunes(asked(text), [named(name, but)])).toEqual([]);
  });

  it('forgives an error in a short word as a last resort', () => {
    expect(rankCommunes(asked('Dnu', { lastResort: true }), [named('Dun')])).toMatchObject([{ how: 'fuzzy' }]);
  });

  it('keeps to the widest class wanted, exact being for official names', () => {
    const candidates = [
      named('Lyon'),
      named('Lyonne'),
      named('Lion', { similarity: 0.9 }),
      named('LYON', { kind: 'former' }),
    ];
    const found = (widest: NameQuery['widest']): string[] =>
      rankCommunes(asked('Lyon', { widest }), candidates).map(({ id }) => id);
    expect(found('exact')).toEqual(['Lyon']);
    expect(found('prefix')).toEqual(['Lyon', 'LYON', 'Lyonne']);
    expect(found('fuzzy')).toEqual(['Lyon', 'LYON', 'Lyonne', 'Lion']);
  });

  it('shows a commune once, by its best name', () => {
    const names = [
      named('Drain', { id: '49126', kind: 'delegated' }),
      named("Orée d'Anjou", { id: '49126', similarity: 0.9 }),
    ];
    expect(rankCommunes(asked('Drain'), names)).toMatchObject([{ id: '49126', kind: 'delegated', name: 'Drain' }]);
  });

  it('breaks ties by population, then by code', () => {
    const rivals = [named('Y', { id: '3' }), named('Y', { id: '2' }), named('Y', { id: '1', population: null })];
    expect(rankCommunes(asked('Y'), rivals).map(({ id }) => id)).toEqual(['1', '2', '3']);
    const tied = [named('Y', { id: '1', fits: true }), named('Y', { id: '2', population: 1e20 - 1 })];
    expect(rankCommunes(asked('Y'), tied).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('never lets a great town pass before a small homonym', () => {
    const paris = named('Parisot', { population: 2_100_000 });
    const hamlet = named('Pàriso', { id: 'hamlet' });
    for (const boostPopulation of [false, true]) {
      expect(rankCommunes(asked('Pariso', { boostPopulation }), [paris, hamlet])[0]?.id).toBe('hamlet');
    }
  });

  it('weighs the population twice when asked', () => {
    expect(scoreOf(asked('Y', { boostPopulation: true }), named('Y', { population: 99 }))).toBeCloseTo(4.9, 10);
  });
});
