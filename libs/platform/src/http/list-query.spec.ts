import 'reflect-metadata';
import { DomainError, type FieldFault } from '@hexagone/kernel';
import type { FieldTable } from './filters';
import { readAs } from './input.pipe';
import {
  booleanField,
  choiceField,
  dayField,
  idField,
  instantField,
  integerField,
  numberField,
  textField,
} from './list-fields';
import { ListOf, ListQuery, refuseContradictions, sortAsked } from './list-query';
import { listRecords } from './list-records';

const TABLE: FieldTable = {
  id: idField('id', { always: true }),
  size: numberField('size'),
  rank: integerField('rank'),
  born_on: dayField('born_on'),
  seen_at: instantField('seen_at'),
  title: textField('title', { max: 3 }),
  colour: choiceField('colour', ['red', 'blue']),
  open: booleanField('open'),
  place: choiceField('place', ['FR'], { read: (text) => (text.toLowerCase() === 'france' ? 'FR' : undefined) }),
  hidden: textField('hidden', { operators: [] }),
};

@ListOf({ table: TABLE, members: ['id', 'title'], includes: ['parts'], aliases: { born_from: 'born_on[gte]' } })
class ThingsQuery extends ListQuery {}

const read = (given: Record<string, string>): ThingsQuery => readAs(ThingsQuery, given, 'query');

function faultsOf(work: () => unknown): readonly FieldFault[] {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.extras.faults ?? [];
    throw error;
  }
  return [];
}

const faults = (given: Record<string, string>): string[] =>
  faultsOf(() => {
    refuseContradictions(read(given));
  }).map(({ parameter, code }) => `${String(parameter)} ${code}`);

const valueOf = (name: string, text: string): unknown => read({ [name]: text }).filters[0]?.values[0];

describe('a value of a filter', () => {
  it.each([
    ['size', '-1.50', -1.5],
    ['size', '1e-07', 1e-7],
    ['size', '1.5E+20', 1.5e20],
    ['size', '1e 20', 1e20],
    ['rank', '-12', -12],
    ['born_on', '2024-02-29', '2024-02-29'],
    ['seen_at', '2024-02-29T08:00:00Z', '2024-02-29T08:00:00.000Z'],
    ['seen_at', '2024-02-29T08:00+02:00', '2024-02-29T06:00:00.000Z'],
    ['seen_at', '2024-02-29T08:00:00.1234 02:00', '2024-02-29T06:00:00.123Z'],
    ['title', '😀é1', '😀é1'],
    ['colour', 'red', 'red'],
    ['open', 'true', true],
    ['open', 'false', false],
    ['place', 'FRANCE', 'FR'],
    ['id', '007', 7],
    ['id', '999999999999999', 999_999_999_999_999],
  ])('of %s may be %s', (name, text, value) => {
    expect(valueOf(name, text)).toEqual(value);
  });

  it.each([
    ...['', '1e400', '1e', '.5', '1,5', 'NaN', 'Infinity', '0x1', ' 1', '01'].map((text) => ['size', text]),
    ...['1.0', '1234567890123456', ''].map((text) => ['rank', text]),
    ...['2023-02-29', '0000-12-31', '2024-1-1', 'infinity'].map((text) => ['born_on', text]),
    ...['2024-02-29', '2024-02-30T00:00Z', '2024-02-29T24:00Z', '2024-02-29T08:00', '0000-01-01T00:00Z'].map((text) => [
      'seen_at',
      text,
    ]),
    ...['0001-01-01T00:00+01:00', '9999-12-31T23:59-01:00'].map((text) => ['seen_at', text]),
    ...['', 'abcd', '😀😀😀😀'].map((text) => ['title', text]),
    ...['green', 'RED', ''].map((text) => ['colour', text]),
    ...['1', 'yes'].map((text) => ['open', text]),
    ...['-1', '1.5', '1e3', '1234567890123456'].map((text) => ['id', text]),
  ])('of %s is not %j', (name, text) => {
    expect(faults({ [name]: text })).toEqual([`${name} invalid-value`]);
  });

  it('says how many it may be', () => {
    const [fault] = faultsOf(() => read({ 'size[between]': '1' }));
    expect(fault?.detail).toEqual({
      en: 'size[between] expects two values, separated by a comma: a number',
      fr: 'size[between] attend deux valeurs, séparées par une virgule : un nombre',
    });
    expect(faultsOf(() => read({ 'rank[nin]': '1,x' }))[0]?.detail.en).toContain('1 to 100 values');
  });
});

describe('the query of a list', () => {
  it('reads every word', () => {
    const query = read({ sort_by: 'size,title', sort_order: 'desc', fields: 'title,id', include: 'parts', page: '2' });
    expect(query).toMatchObject({ fields: ['title', 'id'], include: ['parts'], page: 2, count: 'exact', filters: [] });
    expect(sortAsked(query)?.map(({ field, descending }) => [field, descending])).toEqual([
      ['size', true],
      ['title', true],
    ]);
    expect(sortAsked(read({ sort: '-size,title' }))?.map(({ descending }) => descending)).toEqual([true, false]);
    expect(sortAsked(read({ sort_by: 'size' }))?.map(({ descending }) => descending)).toEqual([false]);
    expect(sortAsked(read({}))).toBeUndefined();
  });

  it('knows other names of filters', () => {
    expect(read({ born_from: '2024-02-29' }).filters).toEqual([
      { field: 'born_on', sql: 'born_on', operator: 'gte', values: ['2024-02-29'] },
    ]);
    expect(faults({ born_from: 'x' })).toEqual(['born_from invalid-value']);
    expect(faults({ born_from: '2024-02-29', 'born_on[gte]': '2024-02-29' })).toEqual(['born_from said-twice']);
    expect(faults({ born_fro: '2024-02-29' })).toEqual(['born_fro unknown']);
  });

  it('is refused where it contradicts itself, and told every contradiction', () => {
    expect(faults({ limit: '1', items_per_page: '1', cursor: 'x', page: '1', sort: 'id', sort_by: 'id' })).toEqual([
      'items_per_page said-twice',
      'sort_by said-twice',
      'cursor said-twice',
    ]);
    expect(faults({ sort_order: 'asc' })).toEqual(['sort_order sort-by-missing']);
  });

  it('shows what may be shown alone', () => {
    expect(faults({ hidden: 'x' })).toEqual(['hidden unknown']);
    expect(faults({ fields: 'size' })).toEqual(['fields not-a-list']);
    expect(faultsOf(() => read({ limt: '1' }))[0]?.detail.en).toContain('did you mean limit?');
  });

  it('has words that no field may have', () => {
    class Clashing extends ListQuery {}
    expect(() => {
      ListOf({ table: { page: numberField('page') }, members: [] })(Clashing);
    }).toThrow('page is a parameter of every list');
  });
});

describe('items as records', () => {
  it('have lists of words in one cell', async () => {
    async function* batches(): AsyncGenerator<string> {
      await Promise.resolve();
      yield '{"a":[1,2],"b":[],"c":[{"x":1}]}\n{"a":null}';
    }
    const records: unknown[] = [];
    for await (const record of listRecords(batches(), ['a', 'b', 'c'])) records.push(record);
    expect(records).toEqual([
      { a: '1 2', b: '', c: [{ x: 1 }] },
      { a: null, b: undefined, c: undefined },
    ]);
  });
});
