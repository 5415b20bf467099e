import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** Of the account `$1`. Neither hash nor secret. */
const SECTIONS: Readonly<Record<string, string>> = {
  account: `SELECT id, email, email_fold, display_name, locale, scopes, state, restricted, email_verified_at,
      last_login_at, inactivity_notice_at, created_at
    FROM account WHERE id = $1::uuid`,
  sessions: `SELECT id, account_id, scopes, network, created_at, last_used_at, expires_at, revoked_at, revoke_reason,
      (SELECT json_agg(json_build_object('issued_at', t.issued_at, 'expires_at', t.expires_at, 'used_at', t.used_at)
        ORDER BY t.issued_at) FROM refresh_token t WHERE t.session_id = s.id) AS refresh_tokens
    FROM auth_session s WHERE account_id = $1::uuid ORDER BY created_at, id`,
  one_time_tokens: `SELECT purpose, created_at, expires_at, used_at FROM one_time_token
    WHERE account_id = $1::uuid ORDER BY created_at`,
  consents: `SELECT DISTINCT ON (purpose) purpose, granted, text_version, at FROM consent_event
    WHERE account_id = $1::uuid ORDER BY purpose, id DESC`,
  consent_history: `SELECT account_id, purpose, granted, text_version, at FROM consent_event
    WHERE account_id = $1::uuid ORDER BY id`,
  clients: `SELECT id, owner_account_id, name, scopes, state, last_used_at, created_at FROM oauth_client
    WHERE owner_account_id = $1::uuid ORDER BY created_at, id`,
  audit_events: `SELECT at, actor, action, target, outcome, request_id, detail FROM audit_event
    WHERE actor = 'account:' || $1 OR target = 'account:' || $1 ORDER BY at, id`,
};

/** What this context holds of a person, as the export shows it. */
@Injectable()
export class IdentitySections {
  constructor(private readonly database: Database) {}

  async of(account: string): Promise<Readonly<Record<string, unknown>>> {
    const sections: [string, unknown][] = [];
    for (const [name, sql] of Object.entries(SECTIONS)) {
      const { rows } = await this.database.query(sql, [account]);
      if (rows.length > 0) sections.push([name, name === 'account' ? rows[0] : rows]);
    }
    return Object.fromEntries(sections);
  }
}
