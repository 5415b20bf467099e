import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFile } from '../../../../../../test/support/games/shared-data';
import { gamesIn } from './fake-games';
import { pythonLiteral } from './python-literal';

const REAL = realFile('igdb-2017');

describe('the games of a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hexagone-igdb-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  };

  it('are none where there is no file of theirs', async () => {
    write('other.csv', 'id\n1\n');
    await expect(gamesIn(folder)).rejects.toThrow(/holds no games/);
    write('igdb.json', '[{"id":1}');
    await expect(gamesIn(folder)).rejects.toMatchObject({ code: 'games.no-igdb-sample' });
  });

  it('are those of igdb.json as they stand', async () => {
    write('igdb.json', [{ id: 1, name: 'Lumen Harbor' }]);
    expect(await gamesIn(folder)).toEqual([{ id: 1, name: 'Lumen Harbor' }]);
  });

  it('of 2017 take the shape of v4', async () => {
    const cover = { url: '//images.example/t_thumb/abc.jpg', cloudinary_id: 'abc', width: 1 };
    const game = {
      id: 1,
      name: 'Lumen Harbor',
      first_release_date: 1507593600000,
      cover,
      genres: [5],
      platforms: [8, 55],
    };
    write('igdb_games.json', [
      { ...game, developers: [20, 21], publishers: [21] },
      { id: 2, name: 'Quai' },
    ]);
    write('genres.json', [{ id: 5, name: 'Shooter' }]);
    write('platforms.json', [{ id: 8, name: 'Console', games: [1] }]);
    write('companies.json', [
      { id: 20, name: 'Phare', country: 250, website: 'http://phare.example' },
      { id: 21, name: 'Quai Sud' },
    ]);
    const phare = { id: 20, name: 'Phare', country: 250, websites: [{ url: 'http://phare.example' }] };
    expect(JSON.parse(JSON.stringify(await gamesIn(folder)))).toEqual([
      {
        id: 1,
        name: 'Lumen Harbor',
        first_release_date: 1507593600,
        cover: { image_id: 'abc' },
        genres: [{ id: 5, name: 'Shooter' }],
        platforms: [{ id: 8, name: 'Console' }, { id: 55 }],
        involved_companies: [
          { developer: true, publisher: false, company: phare },
          { developer: true, publisher: true, company: { id: 21, name: 'Quai Sud' } },
        ],
      },
      { id: 2, name: 'Quai', genres: [], platforms: [], involved_companies: [] },
    ]);
  });

  it('of tables are put together by id, literals of Python and line breaks in cells read', async () => {
    const summary = 'First line.\nSecond ""line"".';
    write(
      'igdb_games.csv',
      `id,cover,genres,name,summary\r\n7,"{'id': 1, 'url': '//i.example/t_thumb/co7.jpg'}","[{'id': 5, 'name': ""Beat 'em up""}]",1942,"${summary}"\r\n`,
    );
    write(
      'igdb_games2.csv',
      'id,cover,genres,name,parent_game,keywords,game_type\r\n7,1.0,[5],1942,231.0,"[546, 1035]",5\r\n8,,,Quai,,,\r\n',
    );
    expect(await gamesIn(folder)).toEqual([
      {
        id: 7,
        cover: { id: 1, url: '//i.example/t_thumb/co7.jpg', image_id: 'co7' },
        genres: [{ id: 5, name: "Beat 'em up" }],
        name: '1942',
        summary: 'First line.\nSecond "line".',
        parent_game: 231,
        keywords: [546, 1035],
        game_type: 5,
      },
      { id: 8, name: 'Quai' },
    ]);
  });

  const real = REAL === null ? it.skip : it;
  real('of the real samples are all there', async () => {
    expect(await gamesIn(REAL!)).toHaveLength(967);
    expect(await gamesIn(join(REAL!, '..'))).toHaveLength(500);
  });
});

it.each([
  [`{'a': "it's", 'b': None, "c": [True, False, -1.5]}`, { a: "it's", b: null, c: [true, false, -1.5] }],
  [String.raw`['\'\\\n\x41\u00e9\U0001F600', "None"]`, ["'\\\nAé😀", 'None']],
])('a literal of Python: %s', (text, value) => {
  expect(pythonLiteral(text)).toEqual(value);
});
