import {
  choiceField,
  type FieldTable,
  instantField,
  jsonInstant,
  jsonQuoted,
  type Listing,
  type ListWords,
  textField,
} from '@hexagone/platform';
import { CLIENT_STATES } from '../../domain/oauth-client';
import { scopeField, uuidField } from './fields';

const FIELDS: FieldTable = {
  id: uuidField('c.id'),
  name: textField('c.name', { always: true }),
  scope: scopeField('c.scopes'),
  state: choiceField('c.state', CLIENT_STATES, { always: true }),
  created_at: instantField('c.created_at', { always: true }),
  last_used_at: instantField('c.last_used_at'),
};

const MEMBERS = {
  id: jsonQuoted('c.id'),
  name: jsonQuoted('c.name'),
  scopes: jsonQuoted('c.scopes'),
  state: jsonQuoted('c.state'),
  owner_account_id: jsonQuoted('c.owner_account_id'),
  secrets: `array_to_json(ARRAY(SELECT json_build_object('slot', s.slot, 'created_at', ${jsonInstant('s.created_at')}::json)
    FROM client_secret s WHERE s.client_id = c.id ORDER BY s.created_at))::text`,
  created_at: jsonInstant('c.created_at'),
  last_used_at: jsonInstant('c.last_used_at'),
};

export const CLIENT_WORDS: ListWords = { table: FIELDS, members: Object.keys(MEMBERS) };

export const CLIENTS: Listing = {
  resource: 'clients',
  fileName: 'clients',
  table: FIELDS,
  members: MEMBERS,
  source: () => ({ from: 'oauth_client c', where: [], id: 'c.id' }),
  cache: 'no-store',
};
