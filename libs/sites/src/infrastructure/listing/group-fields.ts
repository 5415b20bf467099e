import { choiceField, type FieldTable, idField, instantField, integerField, textField } from '@hexagone/platform';
import { GROUP_TYPES } from '../../domain/group';

const linked = (sql: string, among: string): FieldTable[string] => idField(sql, { among, sortable: false });

/** Everything that groups can be filtered and sorted by. */
export const GROUP_FIELDS: FieldTable = {
  id: idField('g.id', { always: true }),
  name: textField('g.name', { always: true }),
  type: choiceField('g.type', GROUP_TYPES, { always: true }),
  created_at: instantField('g.created_at', { always: true }),
  updated_at: instantField('g.updated_at', { always: true }),
  parent_id: linked('e.parent_id', 'group_children e WHERE e.child_id = g.id'),
  child_id: linked('e.child_id', 'group_children e WHERE e.parent_id = g.id'),
  site_id: linked('l.site_id', 'site_groups l WHERE l.group_id = g.id'),
};

/** The same of groups that are so many steps above or below another. */
export const DISTANT_GROUP_FIELDS: FieldTable = { ...GROUP_FIELDS, depth: integerField('d.depth', { always: true }) };
