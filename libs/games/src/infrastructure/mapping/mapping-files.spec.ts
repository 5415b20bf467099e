import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gamesConfig } from './config-table';
import { gameMappings, readMappings } from './mapping-files';

const SALES_CODES =
  'DS PS2 PS3 Wii X360 PSP PS PC XB GBA GC 3DS PSV PS4 N64 SNES XOne SAT WiiU 2600 NES GB DC GEN NG SCD WS 3DO TG16 GG PCFX';
const PLATFORMS_OF_2017 = [
  3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 29, 30, 32, 33, 34, 35, 36, 37,
  38, 39, 41, 42, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 55, 57, 58, 59, 62, 63, 64, 65, 66, 67, 69, 71, 72, 74, 75,
  77, 78, 82, 86, 90, 92, 99, 114, 115, 116, 118, 121, 126, 127, 130, 132, 134, 137, 138, 139, 142, 145,
];
const GENRES_OF_IGDB = [2, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 30, 31, 32, 33, 34, 35, 36];

describe('the mapping as shipped', () => {
  const mappings = gameMappings();
  const family = (said: string | number): string | undefined => mappings.platform(said)?.family;

  it('knows every platform of the sales file', () => {
    expect(SALES_CODES.split(' ').filter((code) => mappings.platform(code) === null)).toEqual([]);
  });

  it('knows the platforms of IGDB by their ids', () => {
    expect([...PLATFORMS_OF_2017, 167, 169, 170, 508].filter((id) => mappings.platform(id) === null)).toEqual([]);
    expect(mappings.platform(20)).toEqual({ slug: 'nintendo-ds', name: 'Nintendo DS', family: 'nintendo-ds' });
  });

  it.each([
    ['game-boy', ['GB', 33, 22]],
    ['snes', ['SNES', 19, 58]],
    ['nes', ['NES', 18, 99, 51]],
    ['nintendo-3ds', ['3DS', 37, 137]],
    ['pc', ['PC', 6, 13, 3, 14, 92, 163]],
    ['playstation-3', ['PS3', 9, 45]],
    ['xbox-360', ['X360', 12, 36]],
    ['turbografx-16', ['TG16', 86, 150]],
    ['neo-geo', ['NG', 79, 80]],
  ])('counts as one: %s', (name, members) => {
    expect(members.map(family)).toEqual(members.map(() => name));
  });

  it('tells apart what is no family', () => {
    expect(['Wii', 'WiiU', 'XB', 'XOne', 'PSP', 'PSV', 'GBA', 'DS'].map(family)).toEqual([
      'wii',
      'wii-u',
      'xbox',
      'xbox-one',
      'playstation-portable',
      'playstation-vita',
      'game-boy-advance',
      'nintendo-ds',
    ]);
    expect(mappings.family('playstation-network')).toBe('playstation-3');
    expect(mappings.family('Some Console')).toBe('Some Console');
  });

  it('knows the genres of IGDB, action, and what is none', () => {
    expect(mappings.genres).toHaveLength(GENRES_OF_IGDB.length + 1);
    expect(GENRES_OF_IGDB.filter((id) => !mappings.genre(id))).toEqual([]);
    const said = ['Sports', 'Simulation', 'Role-Playing', 'role playing (rpg)', 'Action', 'Misc', 'Gardening'];
    expect(said.map((name) => mappings.genre(name)).map((genre) => (genre === null ? null : genre?.slug))).toEqual([
      'sport',
      'simulator',
      'role-playing',
      'role-playing',
      'action',
      null,
      undefined,
    ]);
    expect(mappings.genre('racing')).toEqual({ slug: 'racing', en: 'Racing', fr: 'Course' });
  });

  it.each([
    ['Square Enix Co., Ltd.', 'square enix'],
    ['Quantic Dream S.A.', 'quantic dream'],
    ['Éditions du Lac SARL', 'editions du lac'],
    ['Mojang AB', 'mojang'],
    ['K.K. Blueprint K.K.', 'kk blueprint'],
    ['Namco Bandai Games', 'bandai namco entertainment'],
    ['Sega Enterprises, Ltd.', 'sega'],
    ['Nintendo EAD', 'nintendo ead'],
    ['コナミ', 'コナミ'],
    ['Co.', 'co'],
    ['Unknown', ''],
    ['N/A', ''],
    ['', ''],
  ])('knows the company %j as %j', (name, key) => {
    expect(mappings.companyKey(name)).toBe(key);
  });
});

describe('a mapping that contradicts itself is refused, by file and line', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mapping-'));
    cpSync(gamesConfig(), folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The line of the file that begins like this becomes another. */
  function change(file: string, [beginning, line]: readonly [string, string]): string {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const at = lines.findIndex((text) => text.startsWith(beginning));
    writeFileSync(join(folder, file), lines.with(at, line).join('\n'));
    return `config/games/${file}, line ${String(at + 1)}: `;
  }

  it.each([
    ['platforms.csv', ['zeebo;', 'zeebo;Zeebo;;20;;'], '20 stands for that of config/games/platforms.csv, line '],
    ['platforms.csv', ['zeebo;', 'zeebo;Zeebo;;240;ps 2;'], '"ps 2" stands for that of '],
    ['platforms.csv', ['zeebo;', 'Zeebo!;Zeebo;;240;;'], '"Zeebo!" is no slug'],
    ['platforms.csv', ['zeebo;', 'zeebo;Zeebo;;12a;;'], '"12a" is no id of IGDB'],
    ['platforms.csv', ['zeebo;', 'zeebo;Zeebo;playstation-network;240;;'], 'is not of the family'],
    ['platforms.csv', ['zeebo;', 'zeebo;;;240;;'], 'a name is empty'],
    ['platforms.csv', ['zeebo;', 'zeebo;Zeebo'], '2 cells where 6 are expected'],
    ['platforms.csv', ['slug;', 'slug;title'], 'the columns must be slug;name;family;igdb;sales;spellings'],
    ['genres.csv', ['sport;', 'sport;Sport;Sport;14;Racing'], '"Racing" stands for that of'],
    ['genres.csv', [';;;;', ';;;;Misc|Racing'], '"Racing" stands for that of'],
    ['company-aliases.csv', ['WB Games;', 'Sega Inc.;Sega'], 'are one name already'],
    ['company-aliases.csv', ['WB Games;', 'Valve Software;Sega'], '"Valve Software" is there twice'],
    ['company-aliases.csv', ['WB Games;', 'WB Games;Valve Software'], '"Valve Software" is itself an alias'],
    ['company-aliases.csv', ['WB Games;', 'WB Games;N/A'], 'an alias and a company are wanted'],
  ] as const)('%s: %j', (file, changed, said) => {
    const at = change(file, changed);
    expect(() => readMappings(folder)).toThrow(said);
    expect(() => readMappings(folder)).toThrow(at);
  });

  it('and so is a folder without configuration', () => {
    expect(() => gamesConfig(tmpdir())).toThrow('config/games is missing');
  });
});
