import { encodersOf } from './stage-encoding';

const encoded = (type: string, value: unknown): string | null | undefined =>
  encodersOf({ column: type })[0]?.encode(value);

describe('COPY text', () => {
  it.each([
    ['text', null, '\\N'],
    ['text', undefined, '\\N'],
    ['text', '', ''],
    ['text', 'été', 'été'],
    ['text', 'a\tb\nc\rd\\e', 'a\\tb\\nc\\rd\\\\e'],
    ['text', '\\N', '\\\\N'],
    ['text', 'a\0b', null],
    ['integer', 0, '0'],
    ['double precision', -1.5e-7, '-1.5e-7'],
    ['boolean', true, 'true'],
    ['bigint', 12345678901234567890n, '12345678901234567890'],
    ['timestamptz', new Date('2018-02-11T16:00:00Z'), '2018-02-11T16:00:00.000Z'],
    ['text[]', ['a', null, 'b"c\\'], '{"a",NULL,"b\\\\"c\\\\\\\\"}'],
    ['text[]', '{already,text}', '{already,text}'],
    ['jsonb', { a: 'x\ny' }, '{"a":"x\\\\ny"}'],
    ['jsonb', ['a'], '["a"]'],
  ])('of type %s writes %p', (type, value, text) => {
    expect(encoded(type, value)).toBe(text);
  });

  it('refuses what has no text', () => {
    expect(() => encoded('text', { a: 1 })).toThrow('object');
  });
});
