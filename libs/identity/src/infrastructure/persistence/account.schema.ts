import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Account } from '../../domain/account';

const IDENTITY = { comment: 'personal:identity' };
const ACCOUNT = { comment: 'personal:account' };
const text: EntitySchemaColumnOptions = { type: 'text', ...ACCOUNT };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz', ...ACCOUNT };

export const accountSchema = new EntitySchema<Account>({
  name: 'Account',
  target: Account,
  tableName: 'account',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'account_pkey', ...IDENTITY },
    email: { ...text, ...IDENTITY },
    emailFold: { ...text, ...IDENTITY },
    passwordHash: { ...text, comment: 'personal:credential' },
    displayName: { ...text, ...IDENTITY, nullable: true },
    locale: { ...text, default: 'fr' },
    scopes: { ...text, array: true },
    state: text,
    restricted: { type: 'boolean', default: false, ...ACCOUNT },
    emailVerifiedAt: { ...instant, nullable: true },
    lastLoginAt: { ...instant, nullable: true },
    inactivityNoticeAt: { ...instant, nullable: true },
    createdAt: { ...instant, default: () => 'now()' },
    version: { type: 'integer', default: 1 },
  },
  checks: [
    {
      name: 'account_email_fold_ck',
      expression: 'email_fold = lower(email_fold) AND length(email_fold) BETWEEN 3 AND 254',
    },
    { name: 'account_password_argon2id_ck', expression: `password_hash LIKE '$argon2id$v=19$%'` },
    { name: 'account_locale_ck', expression: `locale IN ('fr', 'en')` },
    { name: 'account_state_ck', expression: `state IN ('pending', 'active', 'disabled')` },
  ],
  uniques: [{ name: 'account_email_key', columns: ['emailFold'] }],
  indices: [{ name: 'account_restricted_ix', columns: ['id'], where: 'restricted' }],
});
