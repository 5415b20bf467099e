import { upperCaseName } from './upper-case-name';

describe('a name in capitals', () => {
  it.each([
    ["L'Haÿ-les-Roses", "L'HAŸ-LES-ROSES"],
    ['Œuilly', 'ŒUILLY'],
    ['Épône'.normalize('NFD'), 'ÉPÔNE'],
    ['Faux', 'FAUX'],
  ])('%s is %s', (name, capitals) => {
    expect(upperCaseName(name)).toBe(capitals);
  });
});
