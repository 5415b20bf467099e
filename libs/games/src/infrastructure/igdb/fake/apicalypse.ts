import type { Json } from '../../../domain/record/json-values';
import { ApicalypseError } from './apicalypse-error';
import { type Condition, conditionOf } from './apicalypse-where';
import { projected, valuesAt, wantedOf } from './json-path';

const MOST = 500;
const USUAL = 10;

interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

interface Query {
  readonly fields: readonly string[];
  readonly where: Condition;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
}

/** The subset of IGDB's language that is understood: fields, where, sort, limit, offset. Throws ApicalypseError. */
function queryOf(text: string): Query {
  const clauses = new Map<string, string>();
  for (const [name, rest] of clausesOf(text)) clauses.set(name, rest);
  const where = clauses.get('where');
  return {
    fields: (clauses.get('fields') ?? 'id').split(',').map((field) => field.trim()),
    where: where === undefined ? () => true : conditionOf(where),
    sort: sortOf(clauses.get('sort') ?? 'id asc'),
    limit: wholeOf('limit', clauses.get('limit'), USUAL, MOST),
    offset: wholeOf('offset', clauses.get('offset'), 0, Number.MAX_SAFE_INTEGER),
  };
}

function clausesOf(text: string): (readonly [string, string])[] {
  if (!text.trimEnd().endsWith(';')) throw new ApicalypseError('Syntax Error', "Missing ';' at end of query");
  const clauses = text.split(';').map((clause) => clause.trim());
  return clauses.filter(Boolean).map((clause) => {
    const [, name = '', rest = ''] = /^(fields|where|sort|limit|offset)\s+(.+)$/s.exec(clause) ?? [];
    if (name === '') throw new ApicalypseError('Syntax Error', `Unknown clause '${clause.slice(0, 40)}'`);
    return [name, rest] as const;
  });
}

function sortOf(text: string): Sort {
  const [, field, way] = /^([\w.]+)\s+(asc|desc)$/.exec(text) ?? [];
  if (field === undefined) throw new ApicalypseError('Syntax Error', `Invalid sort '${text}'`);
  return { field, descending: way === 'desc' };
}

function wholeOf(name: string, text: string | undefined, usual: number, most: number): number {
  if (text === undefined) return usual;
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new ApicalypseError(`Invalid ${name}`, `${name} must be a whole number of at most ${most}`);
}

/** What IGDB would answer. Throws ApicalypseError. */
export function answered(text: string, items: readonly Json[]): readonly unknown[] {
  const { fields, where, sort, limit, offset } = queryOf(text);
  const wanted = wantedOf(fields);
  return items
    .filter(where)
    .sort((a, b) => inOrder(a, b, sort))
    .slice(offset, offset + limit)
    .map((item) => projected(item, wanted));
}

/** Without a value last. */
function inOrder(a: Json, b: Json, { field, descending }: Sort): number {
  const [x = null, y = null] = [a, b].map((item) => valuesAt(item, field)[0]) as (string | number | undefined)[];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  const order = x < y ? -1 : Number(x > y);
  return descending ? -order : order;
}
