import { EntitySchema } from 'typeorm';
import { CLIENT_STATES, ClientSecret, OAuthClient } from '../../domain/oauth-client';

export const oauthClientSchema = new EntitySchema<OAuthClient>({
  name: 'OAuthClient',
  target: OAuthClient,
  tableName: 'oauth_client',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'oauth_client_pkey' },
    name: { type: 'text', comment: 'not-personal: name of a program' },
    scopes: { type: 'text', array: true },
    state: { type: 'text' },
    ownerAccountId: { type: 'uuid', nullable: true, comment: 'personal:activity' },
    lastUsedAt: { type: 'timestamptz', nullable: true },
    createdAt: { type: 'timestamptz', default: () => 'now()' },
    version: { type: 'integer', default: 1 },
  },
  checks: [
    {
      name: 'oauth_client_state_ck',
      expression: `state IN (${CLIENT_STATES.map((state) => `'${state}'`).join(', ')})`,
    },
  ],
  uniques: [{ name: 'oauth_client_name_key', columns: ['name'] }],
  indices: [{ name: 'oauth_client_owner_ix', columns: ['ownerAccountId'] }],
  foreignKeys: [
    {
      name: 'oauth_client_owner_fk',
      target: 'Account',
      columnNames: ['ownerAccountId'],
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
  ],
});

export const clientSecretSchema = new EntitySchema<ClientSecret>({
  name: 'ClientSecret',
  target: ClientSecret,
  tableName: 'client_secret',
  columns: {
    hash: { type: 'bytea', primary: true, primaryKeyConstraintName: 'client_secret_pkey' },
    clientId: { type: 'uuid' },
    slot: { type: 'smallint' },
    createdAt: { type: 'timestamptz', default: () => 'now()' },
  },
  checks: [
    { name: 'client_secret_hash_ck', expression: 'octet_length(hash) = 32' },
    { name: 'client_secret_slot_ck', expression: 'slot IN (1, 2)' },
  ],
  uniques: [{ name: 'client_secret_two_live_uq', columns: ['clientId', 'slot'] }],
  foreignKeys: [
    {
      name: 'client_secret_client_fk',
      target: 'OAuthClient',
      columnNames: ['clientId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
