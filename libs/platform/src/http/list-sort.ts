import { nearestName } from '@hexagone/kernel';
import { field } from './field-rule';
import type { FieldTable } from './filters';

export interface SortKey {
  readonly field: string;
  readonly sql: string;
  readonly descending: boolean;
}

export const sortableFields = (table: FieldTable): string[] =>
  Object.keys(table).filter((name) => table[name]?.sortable);

/** The keys of `-installed_on,name`, or null when one is not sortable or there twice. */
export function sortKeys(table: FieldTable, text: string): readonly SortKey[] | null {
  const keys = text.split(',').map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  const known = new Set(sortableFields(table));
  const valid = keys.every(({ field }) => known.delete(field));
  return valid ? keys.map((key) => ({ ...key, sql: table[key.field]?.sql ?? '' })) : null;
}

function sortWord(table: FieldTable, signed: boolean): PropertyDecorator {
  const names = sortableFields(table);
  const sign = signed ? { en: ', - for descending', fr: ', - pour décroissant' } : { en: '', fr: '' };
  return field({
    code: 'not-a-sort',
    says: (value) => {
      const given = String(value)
        .split(',')
        .map((part) => part.replace(/^-/, '').slice(0, 100));
      const nearest = nearestName(given.find((name) => !names.includes(name)) ?? '', names);
      return {
        en: `must be a comma list of ${names.join(', ')}, each once${sign.en}${nearest ? `; did you mean ${nearest}?` : ''}`,
        fr: `doit être une liste parmi ${names.join(', ')}, chacun une fois${sign.fr}${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
      };
    },
    holds: (value) => Array.isArray(value),
    read: (text) => (!signed && text.includes('-') ? text : (sortKeys(table, text) ?? text)),
    schema: {
      type: String,
      description: signed ? 'Comma list; `-` for descending.' : 'Comma list.',
      example: names[0],
    },
  });
}

/** A query's `sort`, as SortKey[]; the list itself adds `id` last and puts what lacks the field last both ways. */
export const Sort = (table: FieldTable): PropertyDecorator => sortWord(table, true);

/** Names alone: the direction is said elsewhere. */
export const SortNames = (table: FieldTable): PropertyDecorator => sortWord(table, false);
