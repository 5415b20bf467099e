import {
  choiceField,
  type FieldTable,
  idField,
  instantField,
  jsonInstant,
  jsonPlain,
  jsonQuoted,
  type Listing,
  type ListWords,
  type SqlParameters,
  textField,
} from '@hexagone/platform';
import { GroupNotFound } from '../../domain/group.errors';
import { SiteNotFound } from '../../domain/site.errors';

const ACTIONS = ['created', 'updated', 'retyped', 'deleted', 'linked', 'unlinked'];

const FIELDS: FieldTable = {
  id: idField('h.id', { always: true, operators: [] }),
  action: choiceField('h.action', ACTIONS, { always: true, sortable: false }),
  actor: textField('h.actor', { always: true, sortable: false }),
  at: instantField('h.at', { always: true }),
};

const MEMBERS = {
  id: jsonPlain('h.id'),
  at: jsonInstant('h.at'),
  actor: jsonQuoted('h.actor'),
  request_id: jsonQuoted('h.request_id'),
  action: jsonQuoted('h.action'),
  changes: jsonPlain('h.changes'),
};

export const HISTORY_WORDS: ListWords = { table: FIELDS, members: Object.keys(MEMBERS) };

const MISSING = { site: SiteNotFound, group: GroupNotFound };

/** What happened to a site or group, newest first; it outlives what it tells of. */
export function historyListing(entity: 'site' | 'group', id: number): Listing {
  const ofIt = (to: SqlParameters): string =>
    `h.entity = ${to.add(entity)}::text AND h.entity_id = ${to.add(id)}::integer`;
  return {
    resource: `${entity}s/${id}/history`,
    fileName: `${entity}-${id}-history`,
    table: FIELDS,
    sort: '-id',
    members: MEMBERS,
    source: (to) => ({ from: 'site_changes h', where: [ofIt(to)], id: 'h.id' }),
    owner: {
      known: (to) => `EXISTS (SELECT FROM site_changes h WHERE ${ofIt(to)})`,
      missing: () => new MISSING[entity](id),
    },
    cache: 'no-store',
  };
}
