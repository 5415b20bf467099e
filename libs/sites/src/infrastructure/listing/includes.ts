import { jsonArray, type JsonMembers } from '@hexagone/platform';

const groups = (from: string): string =>
  jsonArray(`SELECT row_to_json(x) FROM (SELECT h.id, h.name, h.type FROM ${from} ORDER BY h.id) x`);

/** Members that a site, a row of `sites` called `s`, carries on demand. */
export const SITE_INCLUDES: JsonMembers = {
  groups: groups('site_groups l JOIN groups h ON h.id = l.group_id WHERE l.site_id = s.id'),
};

/** Members that a group, a row of `groups` called `g`, carries on demand. */
export const GROUP_INCLUDES: JsonMembers = {
  parents: groups('group_children e JOIN groups h ON h.id = e.parent_id WHERE e.child_id = g.id'),
  children: groups('group_children e JOIN groups h ON h.id = e.child_id WHERE e.parent_id = g.id'),
};
