import { EntitySchema } from 'typeorm';
import { CommuneOverride } from '../../domain/commune-override';
import { OVERRIDABLE } from '../../domain/override-state';

const listed = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

export const communeOverrideSchema = new EntitySchema<CommuneOverride>({
  name: 'CommuneOverride',
  target: CommuneOverride,
  schema: 'territory',
  tableName: 'commune_override',
  columns: {
    code: { type: 'text', primary: true, primaryKeyConstraintName: 'commune_override_pkey' },
    field: { type: 'text', primary: true, primaryKeyConstraintName: 'commune_override_pkey' },
    value: { type: 'jsonb' },
    baseValue: { type: 'jsonb', nullable: true },
    sourceValue: { type: 'jsonb', nullable: true },
    actor: { type: 'text', comment: 'personal:activity' },
    reason: { type: 'text', nullable: true, comment: 'personal:activity' },
    at: { type: 'timestamptz', default: () => 'now()' },
    state: { type: 'text', default: 'active' },
  },
  checks: [
    { name: 'commune_override_field_known', expression: `field IN (${listed(OVERRIDABLE)})` },
    { name: 'commune_override_state_known', expression: `state IN ('active', 'conflict', 'orphaned')` },
  ],
  indices: [{ name: 'commune_override_by_state', columns: ['state', 'code'] }],
});
