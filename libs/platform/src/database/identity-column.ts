import type { EntitySchemaColumnOptions } from 'typeorm';

/** `id integer GENERATED ALWAYS AS IDENTITY`: TypeORM knows it, the types of its schemas do not. */
export const identityColumn = (primaryKeyConstraintName: string): EntitySchemaColumnOptions => {
  const column: EntitySchemaColumnOptions = { type: 'integer', primary: true, primaryKeyConstraintName };
  return Object.assign(column, { generated: 'identity' });
};
