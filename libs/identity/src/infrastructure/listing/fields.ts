import { isUuid } from '@hexagone/kernel';
import { choiceField, idField, type ListedField } from '@hexagone/platform';
import { SCOPES } from '../../domain/scopes';

export const uuidField = (sql: string): ListedField => ({
  ...idField(sql, {
    always: true,
    read: (text) => (isUuid(text) ? text.toLowerCase() : undefined),
    expects: { en: 'a UUID', fr: 'un UUID' },
  }),
  cast: 'uuid',
  schema: { type: String, format: 'uuid' },
});

/** One of the scopes in an array of them. */
export const scopeField = (array: string): ListedField =>
  choiceField('s.scope', SCOPES, { among: `unnest(${array}) AS s (scope) WHERE true`, sortable: false });
