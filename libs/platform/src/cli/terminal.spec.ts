import { terminalLanguage } from './terminal';

describe('the language of the terminal', () => {
  it.each([
    [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LANG: 'C', LC_ALL: 'fr_BE' }, 'fr'],
    [{ LANG: 'fr_CA', LC_ALL: '' }, 'fr'],
    [{}, 'en'],
  ])('of %j is %s', (env, language) => {
    expect(terminalLanguage(env)).toBe(language);
  });
});
