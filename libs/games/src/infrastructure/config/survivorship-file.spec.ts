import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULES } from '../../domain/golden/survivorship-rules';
import { survivorshipRules } from './survivorship-file';

const FILE = readFileSync(join(__dirname, '../../../../../config/games/survivorship.yaml'), 'utf8');

describe('rules of survivorship', () => {
  it('are those of the domain, unless the file is changed', () => {
    expect(survivorshipRules(FILE)).toEqual(DEFAULT_RULES);
  });

  it('can prefer the earliest date', () => {
    expect(survivorshipRules(FILE.replace('rule: source-order', 'rule: earliest')).firstRelease.rule).toBe('earliest');
  });

  it.each([
    ['rule: source-order', 'rule: latest', 'first_release.rule must be source-order or earliest'],
    ['rating: [igdb, sql]', 'rating: [igdb, steam]', 'rating must be a list of igdb'],
    ['rating: [igdb, sql]', 'rating: [igdb, igdb]', 'each at most once'],
    ['rating: [igdb, sql]', 'ratings: [igdb, sql]', 'no member "ratings"; did you mean rating?'],
    ['least_characters: 40', 'least_characters: many', 'texts.least_characters must be a whole number'],
    ['first_release:\n', 'first_release: earliest\n', 'first_release must have the members rule, order'],
  ])('refuse %j written as %j', (right, wrong, said) => {
    const text = FILE.replace(right, wrong).replace(/first_release: earliest\n(?: .*\n)+/, 'first_release: earliest\n');
    expect(() => survivorshipRules(text)).toThrow(said);
  });
});
