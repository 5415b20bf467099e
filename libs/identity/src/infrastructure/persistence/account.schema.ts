import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Account } from '../../domain/account';

const text: EntitySchemaColumnOptions = { type: 'text' };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };

export const accountSchema = new EntitySchema<Account>({
  name: 'Account',
  target: Account,
  tableName: 'account',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'account_pkey' },
    email: text,
    emailFold: text,
    passwordHash: text,
    displayName: { ...text, nullable: true },
    locale: { ...text, default: 'fr' },
    scopes: { ...text, array: true },
    state: text,
    restricted: { type: 'boolean', default: false },
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
});
