import { answered } from './apicalypse';
import { ApicalypseError } from './apicalypse-error';

const GAMES = [
  {
    id: 5,
    name: 'Beta',
    rating: 70,
    genres: [
      { id: 2, name: 'Puzzle' },
      { id: 9, name: 'Racing' },
    ],
    parent_game: 3,
  },
  { id: 3, name: 'Alpha', rating: 90, genres: [{ id: 2, name: 'Puzzle' }], release_dates: [{ id: 1, y: 2024 }] },
  {
    id: 11,
    name: 'Gamma',
    cover: { id: 7, image_id: 'co' },
    release_dates: [
      { id: 2, y: 2023 },
      { id: 4, y: 2024 },
    ],
  },
];

const ids = (where: string): unknown[] =>
  answered(`fields id; where ${where}; limit 500;`, GAMES).map((game) => (game as { id: number }).id);

describe('Apicalypse', () => {
  it.each([
    ['id > 3', [5, 11]],
    ['id >= 3 & id < 11', [3, 5]],
    ['id <= 3 | id = 11', [3, 11]],
    ['id = 3 | id = 11 & rating = 90', [3]],
    ['(id = 3 | id = 11) & rating = null', [11]],
    ['id = (3,11)', [3, 11]],
    ['id != (3, 11)', [5]],
    ['genres = 2', [3, 5]],
    ['genres = (9,12)', [5]],
    ['genres = [2,9]', [5]],
    ['genres.name = "Racing"', [5]],
    ['release_dates.y = 2024', [3, 11]],
    ['release_dates.y = 2024 & parent_game = null', [3, 11]],
    ['rating != null', [3, 5]],
    ['name = "Alpha" & id = 3', [3]],
    ['rating > -1', [3, 5]],
  ])('where %s finds %j', (where, expected) => {
    expect(ids(where)).toEqual(expected);
  });

  it('shows what is asked for: references as ids, or expanded', () => {
    const ask = (fields: string): unknown => answered(`fields ${fields}; where id = (5,11);`, GAMES);
    expect(ask('name')).toEqual([
      { id: 5, name: 'Beta' },
      { id: 11, name: 'Gamma' },
    ]);
    expect(ask('genres,cover')).toEqual([
      { id: 5, genres: [2, 9] },
      { id: 11, cover: 7 },
    ]);
    expect(ask('genres.name,cover.image_id')).toEqual([
      { id: 5, genres: GAMES[0]!.genres },
      { id: 11, cover: { id: 7, image_id: 'co' } },
    ]);
    expect(answered('fields *; where id = 3;', GAMES)).toEqual([
      { id: 3, name: 'Alpha', rating: 90, genres: [2], release_dates: [1] },
    ]);
  });

  it('sorts, nothing last, and takes a part', () => {
    const names = (rest: string): unknown[] =>
      answered(`fields name; ${rest}`, GAMES).map((game) => (game as { name: string }).name);
    expect(names('')).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(names('sort rating desc;')).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(names('sort rating asc;')).toEqual(['Beta', 'Alpha', 'Gamma']);
    expect(names('sort name desc; limit 1; offset 1;')).toEqual(['Beta']);
  });

  it('answers ten where nothing is said', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ id: at + 1 }));
    expect(answered('fields id;', many)).toHaveLength(10);
  });

  it.each([
    ['fields id; limit 501;', /limit must be/],
    ['fields id; limit ten;', /limit must be/],
    ['fields id', /Missing ';'/],
    ['fields id; search "x";', /Unknown clause 'search "x"'/],
    ['fields id; where id;', /Unexpected end/],
    ['fields id; where id = ;', /Unexpected end/],
    ['fields id; where id = "x;', /Unexpected input/],
    ['fields id; where id > "x";', /Expected a number/],
    ['fields id; where (id = 1;', /Expected '\)'/],
    ['fields id; where id = (1,2;', /Expected '\)'/],
    ['fields id; where id = 1 id = 2;', /Unexpected 'id'/],
    ['fields id; where 1 = 1;', /Expected a field/],
    ['fields id; where id & 1;', /Unknown operator/],
    ['fields id; where id = x;', /Expected a value/],
    ['fields id; sort id up;', /Invalid sort/],
  ])('refuses %s', (query, cause) => {
    expect(() => answered(query, GAMES)).toThrow(cause);
    expect(() => answered(query, GAMES)).toThrow(ApicalypseError);
  });
});
