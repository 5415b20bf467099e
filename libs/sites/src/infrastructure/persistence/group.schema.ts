import { identityColumn } from '@hexagone/platform';
import { EntitySchema } from 'typeorm';
import { Group, GROUP_TYPES, WITHOUT_SITES } from '../../domain/group';
import { nameCheck, STORED_ROW, type StoredRow } from './stored-row';

/** A site in a group. The type of the group is written by a trigger. */
export interface SiteGroup {
  readonly siteId: number;
  readonly groupId: number;
  readonly groupType: string;
}

/** A group in a group. */
export interface GroupChild {
  readonly parentId: number;
  readonly childId: number;
}

const groupSchema = new EntitySchema<Group & StoredRow>({
  name: 'Group',
  target: Group,
  tableName: 'groups',
  columns: {
    id: identityColumn('groups_pkey'),
    name: { type: 'text', comment: 'not-personal: name of a group of sites' },
    type: { type: 'text' },
    ...STORED_ROW,
  },
  checks: [
    nameCheck('groups_name_ck'),
    { name: 'groups_type_ck', expression: `type IN (${GROUP_TYPES.map((type) => `'${type}'`).join(', ')})` },
  ],
  uniques: [{ name: 'groups_id_type_uq', columns: ['id', 'type'] }],
});

const reference = (name: string, target: string, column: string) => ({
  name,
  target,
  columnNames: [column],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

export const siteGroupSchema = new EntitySchema<SiteGroup>({
  name: 'SiteGroup',
  tableName: 'site_groups',
  columns: {
    siteId: { type: 'integer', primary: true, primaryKeyConstraintName: 'site_groups_pkey' },
    groupId: { type: 'integer', primary: true, primaryKeyConstraintName: 'site_groups_pkey' },
    groupType: { type: 'text' },
  },
  checks: [{ name: 'site_groups_not_group3_ck', expression: `group_type <> '${WITHOUT_SITES}'` }],
  indices: [{ name: 'site_groups_group_ix', columns: ['groupId', 'siteId'] }],
  foreignKeys: [
    reference('site_groups_site_fk', 'Site', 'siteId'),
    {
      name: 'site_groups_group_fk',
      target: 'Group',
      columnNames: ['groupId', 'groupType'],
      referencedColumnNames: ['id', 'type'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
  ],
});

export const groupChildSchema = new EntitySchema<GroupChild>({
  name: 'GroupChild',
  tableName: 'group_children',
  columns: {
    parentId: { type: 'integer', primary: true, primaryKeyConstraintName: 'group_children_pkey' },
    childId: { type: 'integer', primary: true, primaryKeyConstraintName: 'group_children_pkey' },
  },
  checks: [{ name: 'group_children_not_self_ck', expression: 'parent_id <> child_id' }],
  indices: [{ name: 'group_children_child_ix', columns: ['childId', 'parentId'] }],
  foreignKeys: [
    reference('group_children_parent_fk', 'Group', 'parentId'),
    reference('group_children_child_fk', 'Group', 'childId'),
  ],
});

export const groupSchemas: EntitySchema[] = [groupSchema, siteGroupSchema, groupChildSchema];
