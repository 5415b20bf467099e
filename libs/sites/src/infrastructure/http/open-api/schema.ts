import type { Field } from '../../../domain/country-pack';
import { MOST_IDS } from '../../../domain/id-list';
import type { NamedField } from '../../../domain/named-field';

/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

function typeOf(field: Field): Schema {
  switch (field.type) {
    case 'decimal':
      return { type: 'number', ...bounds(field) };
    case 'integer':
      return { type: 'integer', ...bounds(field) };
    case 'text':
      return { type: 'string', minLength: 1, maxLength: field.maxLength };
    case 'choice':
      return { type: 'string', enum: field.values };
    case 'day':
      return { type: 'string', format: 'date' };
    case 'boolean':
      return { type: 'boolean' };
  }
}

const bounds = ({ min, max }: { readonly min?: number; readonly max?: number }): Schema => ({
  ...(min !== undefined && { minimum: min }),
  ...(max !== undefined && { maximum: max }),
});

export function fieldSchema(field: Field): Schema {
  const { label, unit, example } = field;
  const inUnit = unit === undefined ? '' : ` (${unit})`;
  return {
    ...typeOf(field),
    description: `${label.en}${inUnit}. *${label.fr}.*`,
    ...(unit !== undefined && { 'x-unit': unit }),
    examples: [example],
  };
}

/** In a merge patch null takes a value away. */
export const nullable = (schema: Schema): Schema => ({
  ...schema,
  type: [schema['type'], 'null'],
  ...(Array.isArray(schema['enum']) && { enum: [...(schema['enum'] as unknown[]), null] }),
});

export const idList = (description: string): Schema => ({
  type: 'array',
  items: { type: 'integer', minimum: 1 },
  uniqueItems: true,
  description,
});

/** The same in a document that is sent: null and an absent one hold nothing. */
export const sentIdList = (description: string): Schema => nullable({ ...idList(description), maxItems: MOST_IDS });

export const ID = { type: 'integer', minimum: 1, maximum: 2_147_483_647, readOnly: true, examples: [1] } as const;
export const INSTANT: Schema = {
  type: 'string',
  format: 'date-time',
  readOnly: true,
  examples: ['2026-11-20T08:00:00.000Z'],
};

export const propertiesOf = (fields: readonly NamedField[]): Schema =>
  Object.fromEntries(fields.map(({ wire, field }) => [wire, fieldSchema(field)]));

export const requiredOf = (fields: readonly NamedField[]): string[] =>
  fields.filter(({ field }) => field.required !== false).map(({ wire }) => wire);

export const exampleOf = (fields: readonly NamedField[]): Schema =>
  Object.fromEntries(fields.map(({ wire, field }) => [wire, field.example]));
