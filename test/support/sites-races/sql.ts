import type { Statement } from './arena';
import {
  anItalian,
  BELOW_GROUP3,
  CYCLE,
  DAY_TAKEN,
  install,
  link,
  LINK_OR_TYPE,
  nest,
  type Race,
  retype,
} from './race';

const linkRow = (site: number, group: number): Statement => ({
  sql: `INSERT INTO site_groups (site_id, group_id) VALUES (${site}, ${group})`,
});
const nestRow = (parent: number, child: number): Statement => ({
  sql: `INSERT INTO group_children (parent_id, child_id) VALUES (${parent}, ${child})`,
});
const retypeRow = (group: number): Statement => ({ sql: `UPDATE groups SET type = 'group3' WHERE id = ${group}` });

/** Requests against somebody who writes SQL by hand at the same moment. */
export const BY_HAND: readonly Race[] = [
  {
    between: 'a new site and a row',
    calls: (scene) => {
      const day = scene.saturday();
      const sql = `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
        VALUES ('FR', 'by hand', '${day}', 2, 1, 0.8)`;
      return Promise.resolve([install(day), { sql }]);
    },
    others: [...DAY_TAKEN, 'sql sites_fr_one_per_day_uq'],
  },
  {
    between: 'a link and the type in its row',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [link(site, group), retypeRow(group)];
    },
    others: [...LINK_OR_TYPE, 'sql site_groups_not_group3_ck', 'sql groups_group3_without_sites_ck'],
  },
  {
    between: 'a type and the row of a link',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [retype(group), linkRow(site, group)];
    },
    others: [...LINK_OR_TYPE, 'sql site_groups_not_group3_ck'],
  },
  {
    between: 'a nesting under a group3 and the row of a link below it',
    calls: async (scene) => {
      const [site, group, top] = [await anItalian(scene), await scene.group('group1'), await scene.group('group3')];
      return [nest(top, group), linkRow(site, group)];
    },
    others: [...BELOW_GROUP3, 'sql site_groups_no_group3_ancestor_ck'],
  },
  {
    between: 'a link and the row of a nesting under a group3',
    calls: async (scene) => {
      const [site, group, top] = [await anItalian(scene), await scene.group('group1'), await scene.group('group3')];
      return [link(site, group), nestRow(top, group)];
    },
    others: [...BELOW_GROUP3, 'sql group_children_no_group3_ancestor_ck'],
  },
  {
    between: 'a nesting and the row of its reverse',
    calls: async (scene) => {
      const [one, other] = [await scene.group('group1'), await scene.group('group2')];
      return [nest(one, other), nestRow(other, one)];
    },
    others: [...CYCLE, 'sql group_children_acyclic_ck'],
  },
];
