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
  textField,
} from '@hexagone/platform';

const FIELDS: FieldTable = {
  id: idField('e.id', { always: true, operators: [] }),
  at: instantField('e.at', { always: true }),
  actor: textField('e.actor', { always: true }),
  action: textField('e.action', { always: true }),
  target: textField('e.target'),
  outcome: choiceField('e.outcome', ['success', 'failure', 'denied'], { always: true }),
};

export const AUDIT_MEMBERS = {
  id: jsonPlain('e.id'),
  at: jsonInstant('e.at'),
  actor: jsonQuoted('e.actor'),
  action: jsonQuoted('e.action'),
  target: jsonQuoted('e.target'),
  outcome: jsonQuoted('e.outcome'),
  request_id: jsonQuoted('e.request_id'),
  detail: jsonPlain('e.detail'),
};

export const AUDIT_WORDS: ListWords = { table: FIELDS, members: Object.keys(AUDIT_MEMBERS) };

/** Everything that happened, latest first. */
export const AUDIT_EVENTS: Listing = {
  resource: 'audit',
  fileName: 'audit',
  table: FIELDS,
  sort: '-at,-id',
  members: AUDIT_MEMBERS,
  source: () => ({ from: 'audit_event e', where: [], id: 'e.id' }),
  cache: 'no-store',
};
