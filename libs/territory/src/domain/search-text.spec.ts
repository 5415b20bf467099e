import { readSearchText } from './search-text';
import { SearchTextRefused } from './territory.errors';

describe('reading of a text that is searched', () => {
  it.each([
    ['Saint-Denis', 'Saint-Denis', 'saintdenis', []],
    ['Saint-Denis 93', 'Saint-Denis', 'saintdenis', ['93']],
    ['93200 Saint-Denis', 'Saint-Denis', 'saintdenis', ['93200']],
    ['Saint-Denis (974)', 'Saint-Denis', 'saintdenis', ['974']],
    ['Ajaccio 2a', 'Ajaccio', 'ajaccio', ['2A']],
    ['2A004 Ajaccio', 'Ajaccio', 'ajaccio', ['2A004']],
    ['Bourg 1', 'Bourg', 'bourg', ['01']],
    ['Replonges 1410', 'Replonges', 'replonges', ['01410']],
    ['Bastia 20', 'Bastia', 'bastia', ['2A', '2B']],
    ['Saint-Denis 93 (93200)', 'Saint-Denis', 'saintdenis', ['93', '93200']],
    ['Paris 8e', 'Paris 8e', 'paris8e', []],
    ['2A', '2A', '2a', []],
    ['Москва', 'Москва', '', []],
  ])('%s', (text, name, key, places) => {
    expect(readSearchText(text)).toEqual({ kind: 'name', name, key, places });
  });

  it.each([
    ['93200', '93200'],
    [' 93 200 ', '93200'],
    ['(974)', '974'],
    ['014*', '014*'],
    ['123456', '123456'],
  ])('%p is a postal code search', (text, number) => {
    expect(readSearchText(text)).toEqual({ kind: 'postal-code', text: number });
  });

  it.each(['', '   ', '-', "'’", '!?', 'a'.repeat(201), 'Lyon\u0000', 'Ly\non'])('refuses %p', (text) => {
    expect(() => readSearchText(text)).toThrow(SearchTextRefused);
  });
});
