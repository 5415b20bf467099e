import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Category of personal data → columns. The register of processing (docs/privacy/registre.yaml) says the rest. */
const PERSONAL: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  identity: { account: ['id', 'email', 'email_fold', 'display_name'] },
  account: {
    account: [
      ...['locale', 'scopes', 'state', 'restricted', 'email_verified_at', 'last_login_at', 'inactivity_notice_at'],
      'created_at',
    ],
  },
  credential: {
    account: ['password_hash'],
    one_time_token: ['hash', 'purpose', 'account_id', 'created_at', 'expires_at', 'used_at'],
    refresh_token: ['hash', 'session_id', 'issued_at', 'expires_at', 'used_at'],
  },
  session: {
    auth_session: [
      ...['id', 'account_id', 'scopes', 'created_at', 'last_used_at', 'expires_at', 'revoked_at', 'revoke_reason'],
    ],
  },
  connection: { auth_session: ['network'] },
  choice: { consent_event: ['account_id', 'purpose', 'granted', 'text_version', 'at'] },
  activity: {
    oauth_client: ['owner_account_id'],
    audit_event: ['actor', 'target', 'detail'],
    import_run: ['actor', 'reason'],
    site_changes: ['actor'],
    'territory.commune_override': ['actor', 'reason'],
    'territory.commune_override_log': ['actor', 'reason'],
    idempotency_key: ['body'],
  },
  content: { import_reject: ['value', 'params', 'cells', 'hint'] },
  security: {
    auth_throttle: ['bucket', 'failures', 'window_start', 'blocked_until'],
    auth_revocation: ['revoked', 'at'],
    erasure: ['subject_hmac', 'erased_at'],
    idempotency_key: ['id'],
  },
};

/** Columns whose name could stand for a person, and why it does not. */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'oauth_client.name': 'name of a program',
  'dataset.name': 'name of a data set',
  'energy_area.name': 'name of an area',
  'sites.name': 'name of a power site',
  'groups.name': 'name of a group of sites',
  'territory.commune_name.name': 'name of a commune',
  'territory.postal_entry.name_key': 'name of a commune',
};

const TAGGED: readonly (readonly [column: string, comment: string])[] = [
  ...Object.entries(PERSONAL).flatMap(([category, tables]) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      columns.map((column) => [`${table}.${column}`, `personal:${category}`] as const),
    ),
  ),
  ...Object.entries(NOT_PERSONAL).map(([column, why]) => [column, `not-personal: ${why}`] as const),
];

/** Every column that is about people says so, and so does every one that only sounds like it. */
export class PersonalColumns1763700530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [column, comment] of TAGGED) await runner.query(`COMMENT ON COLUMN ${column} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [column] of TAGGED) await runner.query(`COMMENT ON COLUMN ${column} IS NULL`);
  }
}
