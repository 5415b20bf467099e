import { snakeCase } from '@hexagone/kernel';
import type { Field } from './country-pack';

/** A field as it is called in the code and on the wire. */
export interface NamedField {
  readonly property: string;
  readonly wire: string;
  readonly field: Field;
}

export const namedFields = (fields: Readonly<Record<string, Field>>): readonly NamedField[] =>
  Object.entries(fields).map(([property, field]) => ({ property, wire: snakeCase(property), field }));
