import type { Field } from './country-pack';
import { BASE_FIELDS } from './base-fields';
import { GROUP_FIELDS } from './group-document';
import { faultOf, isInstallationDay, missing } from './field-faults';

const label = { en: 'Label', fr: 'Libellé' };
const decimal = (bounds: { min?: number; max?: number } = {}): Field => ({
  type: 'decimal',
  example: 1,
  label,
  ...bounds,
});
const integer = (bounds: { min?: number; max?: number } = {}): Field => ({
  type: 'integer',
  example: 1,
  label,
  ...bounds,
});
const text: Field = { type: 'text', maxLength: 5, example: 'x', label };
const choice: Field = { type: 'choice', values: ['flat', 'steep'], example: 'flat', label };
const day: Field = { type: 'day', example: '2026-11-21', label };
const boolean: Field = { type: 'boolean', example: true, label };

describe('a value of a field', () => {
  it.each<[string, Field, unknown]>([
    ['a number', decimal(), -1e300],
    ['a number at the lower bound', decimal({ min: 0 }), 0],
    ['a number at the upper bound', decimal({ max: 5 }), 5],
    ['the largest number', decimal(), Number.MAX_VALUE],
    ['a whole number', integer(), -2_147_483_647],
    ['a whole number at the bounds', integer({ min: 3, max: 3 }), 3],
    ['the largest whole number', integer(), 2_147_483_647],
    ['a text of five characters outside the basic plane', text, '😀😀😀😀😀'],
    ['a text of one letter among blanks', text, ' a '],
    ['a choice', choice, 'steep'],
    ['the first day', day, '1800-01-01'],
    ['the last day', day, '2199-12-31'],
    ['no', boolean, false],
  ])('may be %s', (_, field, value) => {
    expect(faultOf(field, 'roof', value)).toBeNull();
  });

  it.each<[string, Field, unknown, string]>([
    ['a number in quotes', decimal(), '10', 'not-a-number'],
    ['not a number', decimal(), NaN, 'not-a-number'],
    ['infinite', decimal(), Infinity, 'not-a-number'],
    ['infinitely small', decimal(), -Infinity, 'not-a-number'],
    ['below its minimum', decimal({ min: 0 }), -Number.MIN_VALUE, 'not-a-number'],
    ['above its maximum', decimal({ max: 5 }), 5.0001, 'not-a-number'],
    ['a broken whole number', integer(), 1.5, 'not-a-whole-number'],
    ['below what an integer holds', integer(), -2_147_483_648, 'not-a-whole-number'],
    ['above what an integer holds', integer(), 2_147_483_648, 'not-a-whole-number'],
    ['a whole number below its minimum', integer({ min: 2 }), 1, 'not-a-whole-number'],
    ['a whole number above its maximum', integer({ max: 2 }), 3, 'not-a-whole-number'],
    ['a whole number in quotes', integer(), '1', 'not-a-whole-number'],
    ['a number for a text', text, 5, 'not-a-text'],
    ['an empty text', text, '', 'not-a-text'],
    ['a blank text', text, ' \t\u00a0\n', 'not-a-text'],
    ['a long text', text, '123456', 'not-a-text'],
    ['a text with NUL', text, 'a\u0000', 'not-a-text'],
    ['a text with half a pair', text, 'a\ud83d', 'not-a-text'],
    ['a text with the other half', text, '\ude00a', 'not-a-text'],
    ['no choice', choice, 'Flat', 'not-a-choice'],
    ['a list of choices', choice, ['flat'], 'not-a-choice'],
    ['a day that does not exist', day, '2026-02-30', 'not-a-day'],
    ['an instant', day, '2026-11-21T23:00:00-05:00', 'not-a-day'],
    ['a day in digits', day, 20261121, 'not-a-day'],
    ['the day before the first', day, '1799-12-31', 'not-a-day'],
    ['the day after the last', day, '2200-01-01', 'not-a-day'],
    ['infinity', day, 'infinity', 'not-a-day'],
    ['yes in quotes', boolean, 'true', 'not-a-flag'],
    ['one for yes', boolean, 1, 'not-a-flag'],
  ])('is not %s', (_, field, value, code) => {
    const fault = faultOf(field, 'roof', value);
    expect(fault).toMatchObject({ pointer: '/roof', code });
    expect(fault?.detail.en).toMatch(/^roof must be /);
    expect(fault?.detail.fr).toMatch(/^roof doit être /);
  });

  it.each<[Field, unknown, string, string]>([
    [decimal(), 'x', 'roof must be a number', 'roof doit être un nombre'],
    [decimal({ min: 0 }), -1, 'roof must be a number, 0 or more', 'roof doit être un nombre, au moins 0'],
    [decimal({ max: 5 }), 6, 'roof must be a number, 5 or less', 'roof doit être un nombre, au plus 5'],
    [decimal({ min: 0, max: 5 }), 6, 'roof must be a number from 0 to 5', 'roof doit être un nombre de 0 à 5'],
    [
      integer({ min: 1, max: 9 }),
      0,
      'roof must be a whole number from 1 to 9',
      'roof doit être un nombre entier de 1 à 9',
    ],
    [choice, 'x', 'roof must be one of flat, steep', 'roof doit être parmi flat, steep'],
    [boolean, 'x', 'roof must be true or false', 'roof doit être true ou false'],
    [
      text,
      '',
      'roof must be a text of 1 to 5 characters, not blank, without NUL or half a surrogate pair',
      'roof doit être un texte de 1 à 5 caractères, non vide, sans NUL ni moitié de paire de surrogates',
    ],
    [
      day,
      '',
      'roof must be a day that exists, as YYYY-MM-DD, from 1800-01-01 to 2199-12-31',
      'roof doit être un jour qui existe, sous la forme AAAA-MM-JJ, du 1800-01-01 au 2199-12-31',
    ],
  ])('is told what it must be: %#', (field, value, en, fr) => {
    expect(faultOf(field, 'roof', value)?.detail).toEqual({ en, fr });
  });

  it('that is missing is said to be required', () => {
    expect(missing('roof')).toEqual({
      pointer: '/roof',
      code: 'missing',
      detail: { en: 'roof is required', fr: 'roof est requis' },
    });
  });

  it('of every site and group has a label and an example that is right', () => {
    for (const [name, field] of Object.entries<Field>({ ...BASE_FIELDS, ...GROUP_FIELDS })) {
      expect(faultOf(field, name, field.example)).toBeNull();
      expect(field.label.en && field.label.fr).toBeTruthy();
    }
    expect(isInstallationDay(BASE_FIELDS.installationDate.example)).toBe(true);
  });
});
