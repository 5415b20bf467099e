import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that only the folder of a country may say. */
const COUNTRY_CODE = /\b(?:FR|IT)\b/;
const COUNTRY_WORD = /france|italy|french|italian|efficiency|useful_?energy/i;

const SITES = join(__dirname, '../../libs/sites/src');

function filesThatNameCountries(): readonly string[] {
  const sources = readdirSync(SITES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  return sources.filter((file) => {
    const source = readFileSync(join(SITES, file), 'utf8');
    return COUNTRY_CODE.test(source) || COUNTRY_WORD.test(source);
  });
}

describe('the countries there are', () => {
  it('are named in their own folders and in the demo set, nowhere else in the context', () => {
    const elsewhere = filesThatNameCountries().filter((file) => !file.startsWith(join('domain', 'countries')));
    expect(filesThatNameCountries()).toContain(join('domain', 'countries', 'italy', 'italy.country.ts'));
    expect(elsewhere).toEqual([expect.stringMatching(/demo|seed/)]);
  });
});
