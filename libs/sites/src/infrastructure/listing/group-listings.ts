import { jsonPlain, type Listing, type ListSource, type ListWords, type SqlParameters } from '@hexagone/platform';
import { GroupNotFound } from '../../domain/group.errors';
import { SiteNotFound } from '../../domain/site.errors';
import { groupMembers } from '../persistence/item-json';
import { DISTANT_GROUP_FIELDS, GROUP_FIELDS } from './group-fields';
import { GROUP_INCLUDES } from './includes';
import { groupExists } from './site-listings';

const FROM: ListSource = { from: 'groups g', where: [], id: 'g.id' };
const DISTANT_MEMBERS = { ...groupMembers, depth: jsonPlain('d.depth') };
const includes = Object.keys(GROUP_INCLUDES);

export const GROUP_WORDS: ListWords = {
  table: GROUP_FIELDS,
  members: Object.keys(groupMembers),
  includes,
};
export const DISTANT_GROUP_WORDS: ListWords = {
  table: DISTANT_GROUP_FIELDS,
  members: Object.keys(DISTANT_MEMBERS),
  includes,
};

export const ALL_GROUPS: Listing = {
  resource: 'groups',
  fileName: 'groups',
  table: GROUP_FIELDS,
  members: groupMembers,
  includes: GROUP_INCLUDES,
  source: () => FROM,
};

/** Which way a nesting is gone: from the group in `from` to the one in `to`. */
const WAYS = {
  children: { from: 'parent_id', to: 'child_id' },
  parents: { from: 'child_id', to: 'parent_id' },
  descendants: { from: 'parent_id', to: 'child_id' },
  ancestors: { from: 'child_id', to: 'parent_id' },
} as const;

const owner = (id: number): Listing['owner'] => ({
  known: (to) => groupExists(id, to),
  missing: () => new GroupNotFound(id),
});

/** The groups directly inside a group, or those it is directly inside. */
export const neighbours = (id: number, which: 'children' | 'parents'): Listing => {
  const { from, to: other } = WAYS[which];
  const source = (to: SqlParameters): ListSource => ({
    ...FROM,
    where: [`g.id IN (SELECT e.${other} FROM group_children e WHERE e.${from} = ${to.add(id)}::integer)`],
  });
  return { ...ALL_GROUPS, resource: `groups/${id}/${which}`, fileName: which, source, owner: owner(id) };
};

/**
 * All groups below or above a group, each once with its shortest distance. No way is ever followed twice: what recurs is
 * a group at a depth.
 */
export const distant = (id: number, which: 'descendants' | 'ancestors'): Listing => {
  const { from, to: other } = WAYS[which];
  const source = (to: SqlParameters): ListSource => ({
    ...FROM,
    with: `RECURSIVE way(id, depth) AS (
        SELECT e.${other}, 1 FROM group_children e WHERE e.${from} = ${to.add(id)}::integer
        UNION SELECT e.${other}, w.depth + 1 FROM group_children e JOIN way w ON e.${from} = w.id),
      reached AS (SELECT id, min(depth) AS depth FROM way GROUP BY id)`,
    from: 'groups g JOIN reached d ON d.id = g.id',
  });
  return {
    ...ALL_GROUPS,
    resource: `groups/${id}/${which}`,
    fileName: which,
    table: DISTANT_GROUP_FIELDS,
    sort: 'depth,id',
    members: DISTANT_MEMBERS,
    source,
    owner: owner(id),
  };
};

const direct = (siteId: number, to: SqlParameters): ListSource => ({
  ...FROM,
  where: [`g.id IN (SELECT l.group_id FROM site_groups l WHERE l.site_id = ${to.add(siteId)}::integer)`],
});

const atOrAbove = (siteId: number, to: SqlParameters): ListSource => ({
  ...FROM,
  with: `RECURSIVE above(id) AS (SELECT l.group_id FROM site_groups l WHERE l.site_id = ${to.add(siteId)}::integer
    UNION SELECT e.parent_id FROM group_children e JOIN above a ON e.child_id = a.id)`,
  where: ['g.id IN (SELECT id FROM above)'],
});

/** The groups of a site; `recursive`: also those above them. */
export const groupsOfSite = (siteId: number, recursive: boolean): Listing => ({
  ...ALL_GROUPS,
  resource: `sites/${siteId}/groups ${recursive}`,
  source: (to) => (recursive ? atOrAbove : direct)(siteId, to),
  owner: {
    known: (to) => `EXISTS (SELECT FROM sites WHERE id = ${to.add(siteId)}::integer)`,
    missing: () => new SiteNotFound(siteId),
  },
});
