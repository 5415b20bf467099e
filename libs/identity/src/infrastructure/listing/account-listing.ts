import {
  booleanField,
  choiceField,
  type FieldTable,
  instantField,
  jsonInstant,
  jsonPlain,
  jsonQuoted,
  type Listing,
  type ListWords,
  textField,
} from '@hexagone/platform';
import { ACCOUNT_STATES } from '../../domain/account';
import { scopeField, uuidField } from './fields';

const FIELDS: FieldTable = {
  id: uuidField('a.id'),
  email: textField('a.email', { always: true, max: 254 }),
  scope: scopeField('a.scopes'),
  state: choiceField('a.state', ACCOUNT_STATES, { always: true }),
  restricted: booleanField('a.restricted', { always: true }),
  created_at: instantField('a.created_at', { always: true }),
  last_login_at: instantField('a.last_login_at'),
};

const MEMBERS = {
  id: jsonQuoted('a.id'),
  email: jsonQuoted('a.email'),
  display_name: jsonQuoted('a.display_name'),
  scopes: jsonQuoted('a.scopes'),
  state: jsonQuoted('a.state'),
  restricted: jsonPlain('a.restricted'),
  created_at: jsonInstant('a.created_at'),
  last_login_at: jsonInstant('a.last_login_at'),
};

export const ACCOUNT_WORDS: ListWords = { table: FIELDS, members: Object.keys(MEMBERS) };

export const ACCOUNTS: Listing = {
  resource: 'users',
  fileName: 'users',
  table: FIELDS,
  members: MEMBERS,
  source: () => ({ from: 'account a', where: [], id: 'a.id' }),
  cache: 'no-store',
};
