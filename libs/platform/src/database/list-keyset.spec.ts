import { integerField, numberField, textField } from '../http/list-fields';
import { type FieldTable } from '../http/filters';
import { sortKeys } from '../http/list-sort';
import { after, orderBy, orderedParts, totalOrder } from './list-keyset';
import { SqlParameters } from './sql-parameters';

const TABLE: FieldTable = {
  id: integerField('t.id', { always: true }),
  name: textField('t.name', { always: true }),
  size: numberField('t.size'),
};

const keysOf = (sort: string): ReturnType<typeof totalOrder> => totalOrder(sortKeys(TABLE, sort) ?? [], TABLE);

function partsOf(sort: string, position?: unknown[]): { sql: string[]; values: unknown[] } {
  const to = new SqlParameters();
  const parts = orderedParts(keysOf(sort), position, to);
  return { sql: parts.map(({ conditions, order }) => `${conditions.join(' AND ')} BY ${order}`), values: to.values };
}

describe('the order of a list', () => {
  it('ends with id, and nothing comes after it', () => {
    expect(orderBy(keysOf('name'))).toBe('t.name ASC, t.id ASC');
    expect(orderBy(keysOf('-name,-id,size'))).toBe('t.name DESC, t.id DESC');
    expect(orderBy(keysOf('-size'))).toBe('t.size DESC NULLS LAST, t.id ASC');
    expect(() => totalOrder([{ field: 'gone', sql: '', descending: false }], TABLE)).toThrow('gone');
  });

  it('is read from one index, from wherever it begins', () => {
    expect(partsOf('name')).toEqual({ sql: [' BY t.name ASC, t.id ASC'], values: [] });
    expect(partsOf('id', [7])).toEqual({ sql: ['t.id > $1::bigint BY t.id ASC'], values: [7] });
    expect(partsOf('name', ['a', 7])).toEqual({
      sql: ['(t.name, t.id) > ($1::text, $2::bigint) BY t.name ASC, t.id ASC'],
      values: ['a', 7],
    });
    expect(partsOf('-name', ['a', 7])).toEqual({
      sql: [
        't.name <= $1::text AND (t.name < $3::text OR (t.name = $3::text AND t.id > $2::bigint)) BY t.name DESC, t.id ASC',
      ],
      values: ['a', 7, 'a'],
    });
  });

  it('has what lacks the first key in a part of its own, last both ways', () => {
    expect(partsOf('-size').sql).toEqual(['t.size IS NOT NULL BY t.size DESC, t.id ASC', 't.size IS NULL BY t.id ASC']);
    expect(partsOf('size', [1, 7])).toEqual({
      sql: [
        '(t.size, t.id) > ($1::double precision, $2::bigint) AND t.size IS NOT NULL BY t.size ASC, t.id ASC',
        't.size IS NULL BY t.id ASC',
      ],
      values: [1, 7],
    });
    expect(partsOf('size', [null, 7])).toEqual({
      sql: ['(t.size IS NULL AND t.id > $1::bigint) BY t.id ASC'],
      values: [7],
    });
  });

  it('goes on after a later key that is lacking', () => {
    const to = new SqlParameters();
    expect(after(keysOf('name,size'), ['a', null, 7], to)).toBe(
      '(t.name > $2::text OR (t.name = $2::text AND (t.size IS NULL AND t.id > $1::bigint)))',
    );
    expect(after(keysOf('name,size'), ['a', 2, 7], to)).toContain('OR t.size IS NULL)');
  });
});
