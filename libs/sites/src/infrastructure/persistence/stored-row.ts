import type { EntitySchemaOptions } from 'typeorm';

/** What the database keeps beside a mapped class, and triggers write. Read in SQL only. */
export interface StoredRow {
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const instant = { type: 'timestamptz', precision: 3, default: () => 'now()', select: false } as const;

export const STORED_ROW: Required<EntitySchemaOptions<StoredRow>['columns']> = {
  version: { type: 'integer', default: 1, select: false },
  createdAt: instant,
  updatedAt: instant,
};

/** Of a name: not blank, and no longer than this. */
export const nameCheck = (name: string): { name: string; expression: string } => ({
  name,
  expression: 'char_length(btrim(name)) BETWEEN 1 AND 200',
});
