import { type FieldTable, type Operator } from '../http/filters';
import { idField, numberField, textField } from '../http/list-fields';
import { jsonObject } from './json-members';
import { conditionsOf } from './list-conditions';
import { SqlParameters } from './sql-parameters';

const TABLE: FieldTable = {
  size: numberField('t.size'),
  name: textField('t.name'),
  tag_id: idField('l.tag_id', { among: 'tags l WHERE l.id = t.id' }),
  words: textField('t.words', { elements: true }),
};

function conditionOf(field: string, operator: Operator, ...values: unknown[]): unknown[] {
  const to = new SqlParameters();
  return [conditionsOf([{ field, sql: '', operator, values }], TABLE, to)[0], ...to.values];
}

describe('a filter in SQL', () => {
  it.each([
    ['eq', [1], '= $1::double precision', 1],
    ['ne', [1], '<> $1::double precision', 1],
    ['gt', [1], '> $1::double precision', 1],
    ['gte', [1], '>= $1::double precision', 1],
    ['lt', [1], '< $1::double precision', 1],
    ['lte', [1], '<= $1::double precision', 1],
    ['in', [1, 2], '= ANY($1::double precision[])', [1, 2]],
    ['nin', [1, 2], '<> ALL($1::double precision[])', [1, 2]],
    ['between', [1, 2], 'BETWEEN $1::double precision AND $2::double precision', 1, 2],
    ['null', [true], 'IS NULL'],
    ['null', [false], 'IS NOT NULL'],
  ] as const)('%s %j', (operator, values, sql, ...parameters) => {
    expect(conditionOf('size', operator, ...values)).toEqual([`t.size ${sql}`, ...parameters]);
  });

  it('takes a part of a text literally', () => {
    expect(conditionOf('name', 'contains', '50%')).toEqual(['t.name ~* $1', '50\\%']);
    expect(conditionOf('name', 'starts', 'a.b')).toEqual(['t.name ~* $1', '^a\\.b']);
  });

  it('of many holds where one matches, or where none does', () => {
    const among = 'EXISTS (SELECT FROM tags l WHERE l.id = t.id AND l.tag_id';
    expect(conditionOf('tag_id', 'eq', 1)).toEqual([`${among} = $1::bigint)`, 1]);
    expect(conditionOf('tag_id', 'ne', 1)).toEqual([`NOT ${among} = $1::bigint)`, 1]);
    expect(conditionOf('tag_id', 'nin', 1, 2)).toEqual([`NOT ${among} = ANY($1::bigint[]))`, [1, 2]]);
  });
});

describe('a filter on an array', () => {
  it('holds where one of the values is in it, or where none is', () => {
    expect(conditionOf('words', 'eq', 'a')).toEqual(['t.words && $1::text[]', ['a']]);
    expect(conditionOf('words', 'in', 'a', 'b')).toEqual(['t.words && $1::text[]', ['a', 'b']]);
    expect(conditionOf('words', 'ne', 'a')).toEqual(['NOT t.words && $1::text[]', ['a']]);
    expect(conditionOf('words', 'nin', 'a', 'b')).toEqual(['NOT t.words && $1::text[]', ['a', 'b']]);
  });
});

describe('an object in SQL', () => {
  it('has as many members as are wanted', () => {
    expect(jsonObject({ a: 't.a::text' })).toBe(`'{' || substr(concat(',"a":' || t.a::text), 2) || '}'`);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`m${i}`, 'x']));
    expect(jsonObject(many).match(/concat\(/g)).toHaveLength(3);
  });
});
