import { createHash } from 'node:crypto';
import type { Account } from '../../libs/identity/src/domain/account';
import { makeAccount, person, signIn, bearer } from '../support/identity';
import { testSettings } from '../support/settings';
import { french, serveSites, type SitesService } from '../support/sites-service';

interface Tagged {
  readonly table: string;
  readonly column: string;
  readonly category: string;
}

/** Hashes and keyed hashes are shown to nobody; what a rejected record held is nobody's in particular. */
const NOT_EXPORTED = ['credential', 'security', 'content'];

/** Borrowers have no account; what somebody asked for may name them. */
const OF_BORROWERS = /^(?:opportunity|proposal)\.|^lending_(?:access|erasure)\.(?:filter|opportunity_ids?)$/;

const ACTS = `actor = 'account:' || $1`;
/** Which rows of each table with personal columns are a person's. */
const WHOSE: Readonly<Record<string, string>> = {
  account: 'id = $1::uuid',
  auth_session: 'account_id = $1::uuid',
  consent_event: 'account_id = $1::uuid',
  oauth_client: 'owner_account_id = $1::uuid',
  audit_event: `${ACTS} OR target = 'account:' || $1`,
  import_run: ACTS,
  lending_access: ACTS,
  lending_erasure: ACTS,
  site_changes: ACTS,
  'territory.commune_override': ACTS,
  'territory.commune_override_log': ACTS,
  idempotency_key: `subject = sha256(convert_to($1, 'UTF8'))`,
};

/** Where the export says it in another type. */
const READ_AS: Readonly<Record<string, string>> = {
  'idempotency_key.body': `convert_from(body, 'UTF8')`,
  'lending_access.rows': 'rows::integer',
};

/** Key and value of every member of a document, at any depth. */
function membersOf(document: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      found.add(`${key} ${JSON.stringify(member)}`);
      walk(member);
    }
  };
  walk(document);
  return found;
}

describe('an export', () => {
  let service: SitesService;
  let account: Account;
  let headers: Readonly<Record<string, string>>;
  beforeAll(async () => {
    service = await serveSites({ access: 'protected', rates: { ...testSettings().rates, export: 5 } });
    ({ account, headers } = await person(service.service.app, 'sites:write'));
    await live(account);
  });
  afterAll(() => service.close());

  /** Something in every table. */
  async function live({ id }: Account): Promise<void> {
    const actor = `account:${id}`;
    await service.query(
      `UPDATE account SET display_name = 'Claire', restricted = false, email_verified_at = now() - interval '1 hour',
         last_login_at = now(), inactivity_notice_at = now() - interval '1 year' WHERE id = $1`,
      [id],
    );
    const ended = await signIn(service.service.app, account);
    const sessions = (await service.get('/me/sessions', bearer(ended.access_token))).body['data'];
    const current = (sessions as readonly { id: string; current: boolean }[]).find((session) => session.current);
    await service.delete(`/me/sessions/${current?.id ?? ''}`, headers);
    await service.call('PUT', '/me/consents/session-networks', { granted: false }, headers);
    const site = await service.post('/sites', french('2026-11-20'), { ...headers, 'idempotency-key': 'a-key' });
    expect(site.status).toBe(201);
    await service.query(
      `INSERT INTO oauth_client (id, name, scopes, state, owner_account_id)
       VALUES (gen_random_uuid(), 'nightly', '{sites:read}', 'active', $1)`,
      [id],
    );
    await service.query(`INSERT INTO dataset (name) VALUES ('probe')`);
    await service.query(
      `INSERT INTO import_run (dataset, trigger, actor, reason, source, code_version)
       VALUES ('probe', 'http', $1, 'a reason of mine', '{}', '1')`,
      [actor],
    );
    await service.query(
      `INSERT INTO lending_access (actor, action, response_id, rows, request_id)
       VALUES ($1, 'opportunities', gen_random_uuid(), 3, 'request-of-mine')`,
      [actor],
    );
    await service.query(
      `INSERT INTO lending_erasure (opportunity_id, actor, reason) VALUES ('006000000000001AAA', $1, 'asked for')`,
      [actor],
    );
    for (const [table, more, value] of [
      ['commune_override', '', ''],
      ['commune_override_log', ', action', `, 'set'`],
    ])
      await service.query(
        `INSERT INTO territory.${String(table)} (code, field, value, actor, reason${String(more)})
         VALUES ('01001', 'nom', '"x"', $1, 'another reason of mine'${String(value)})`,
        [actor],
      );
  }

  const tagged = async (): Promise<readonly Tagged[]> =>
    service.query<Tagged & object>(
      `SELECT a.attrelid::regclass::text AS table, a.attname AS column, substr(d.description, 10) AS category
       FROM pg_description d JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
       WHERE d.classoid = 'pg_class'::regclass AND d.description LIKE 'personal:%' ORDER BY 1, 2`,
    );

  it('holds every column that is said to be personal', async () => {
    const answer = await service.get('/me/export', headers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-disposition': 'attachment; filename="hexagone-export.json"',
      'cache-control': 'no-store',
    });
    const members = membersOf(answer.body);
    const columns = (await tagged()).filter(
      ({ table, column, category }) => !NOT_EXPORTED.includes(category) && !OF_BORROWERS.test(`${table}.${column}`),
    );
    expect(columns.length).toBeGreaterThan(30);
    for (const { table, column } of columns) {
      const whose = WHOSE[table] ?? `whose the rows of ${table} are is not known here`;
      const value = READ_AS[`${table}.${column}`] ?? column;
      const rows = await service.query<{ value: unknown }>(
        `SELECT ${value} AS value FROM ${table} WHERE (${whose}) AND ${column} IS NOT NULL`,
        [account.id],
      );
      expect([table, column, rows.length > 0]).toEqual([table, column, true]);
      for (const row of rows) expect(members).toContain(`${column} ${JSON.stringify(row.value)}`);
    }
  });

  it('holds no password, no token and no hash', async () => {
    const { text } = await service.get('/me/export', headers);
    const secrets = await service.query<{ secret: string }>(
      `SELECT password_hash AS secret FROM account UNION ALL SELECT encode(hash, 'hex') FROM refresh_token
       UNION ALL SELECT encode(hash, 'base64') FROM refresh_token`,
    );
    expect(secrets.length).toBeGreaterThan(4);
    for (const { secret } of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain(createHash('sha256').update(account.id).digest('hex'));
    expect(text).not.toMatch(/hash|password"/);
  });

  it('holds nothing of anybody else, and is remembered in the audit log', async () => {
    const other = await makeAccount(service.service.app, { email: 'other.person@example.org' });
    const stranger = await person(service.service.app);
    const { body, text } = await service.get('/me/export', stranger.headers);
    for (const { id, email } of [other, account]) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(email);
    }
    expect(body).toMatchObject({ account: stranger.account.id, data: { identity: {} } });
    expect(Object.keys(body['data'] as object)).toEqual(['identity']);
    expect(
      await service.query('SELECT actor, action, outcome FROM audit_event WHERE target = $1', [
        `account:${stranger.account.id}`,
      ]),
    ).toEqual([{ actor: `account:${stranger.account.id}`, action: 'privacy.export', outcome: 'success' }]);
  });

  it('can be asked for five times an hour', async () => {
    const { headers: mine } = await person(service.service.app);
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await service.get('/me/export', mine)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
