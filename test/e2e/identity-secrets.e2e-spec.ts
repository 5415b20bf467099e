import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetRegistry } from '@hexagone/ingestion';
import { AuditLog } from '@hexagone/kernel';
import { createLog } from '@hexagone/platform';
import { ImportWorker } from '../../libs/ingestion/src/application/import-worker';
import { SCOPES } from '../../libs/identity/src/domain/scopes';
import { bearer, person } from '../support/identity';
import { LetterBox, tokenIn } from '../support/letters';
import { MEASURE_TABLE, MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { ProbesModule } from '../support/probes';
import { type Answer, french, serveSites, type SitesService } from '../support/sites-service';

const IBAN = 'FR7630006000011234567890189';
const EMAIL = 'canary.person@example.org';
/** The one secret or personal value → where it may stand: columns, by `table.column`. */
const HOMES = new Map<string, readonly string[]>([
  [EMAIL, ['account.email', 'account.email_fold']],
  ['Canary Person', ['account.display_name']],
  ...[
    ...['canary.stranger@example.org', 'wombat-canary-lantern', 'violin-canary-teapot', 'not-a-canary-password'],
    ...['canary-idempotency-key', 'canary-guessed-token', 'canary-guessed-secret', 'canary-in-a-url', IBAN],
  ].map((word) => [word, []] as const),
]);

describe('what nobody may find', () => {
  let log = '';
  let dataDir: string;
  let at: SitesService;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hexagone-secrets-'));
    const written = createLog('trace', { write: (line: string) => void (log += line) });
    at = await serveSites({ access: 'protected', dataDir }, { log: written, modules: [ProbesModule] });
    await at.query(MEASURE_TABLE);
    at.service.app.get(DatasetRegistry).add(new MeasuresDataset({ name: 'private', card: { personal: true } }));
    at.service.app.get(ImportWorker).start();
    await everyArea();
  });
  afterAll(async () => {
    await at.service.app.get(ImportWorker).stop();
    await at.close();
    await rm(dataDir, { recursive: true });
  });

  /** A token that was issued, which from now on is searched for. */
  const secret = (value: unknown): string => {
    expect(String(value)).toMatch(/^[\w.-]{40,}$/);
    HOMES.set(String(value), []);
    return String(value);
  };
  const login = async (password: string, email = EMAIL): Promise<Answer> => {
    const answer = await at.post('/auth/login', { email, password });
    if (answer.status === 200) for (const name of ['access_token', 'refresh_token']) secret(answer.body[name]);
    return answer;
  };
  const form = (path: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
    at.call('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });

  async function everyArea(): Promise<void> {
    const admin = (await person(at.service.app, ...SCOPES)).headers;
    const own = bearer(await account());
    await machines(admin);
    await files(admin);
    await errors(admin);
    for (const path of ['/users', '/clients', '/audit', '/imports', '/sites', '/privacy/registre', '/status.json'])
      expect((await at.get(path, admin)).status).toBe(200);
    expect((await at.get('/me/export', own)).text).toContain(EMAIL);
  }

  /** Registers, signs in rightly and wrongly, forgets the password, changes it, refreshes. Answers a good token. */
  async function account(): Promise<string> {
    const [first, second] = ['wombat-canary-lantern', 'violin-canary-teapot'];
    const wanted = { email: EMAIL, password: first, display_name: 'Canary Person' };
    expect((await at.post('/auth/register', wanted)).status).toBe(201);
    expect((await at.post('/auth/register', wanted)).status).toBe(409);
    await login('not-a-canary-password');
    await login(first, 'canary.stranger@example.org');
    const { body } = await login(first);
    const rotated = (await at.post('/auth/refresh', { refresh_token: body['refresh_token'] })).body;
    for (const name of ['access_token', 'refresh_token']) secret(rotated[name]);
    await at.post('/auth/refresh', { refresh_token: body['refresh_token'] });
    await at.post('/auth/refresh', { refresh_token: 'canary-guessed-token' });
    await at.post('/auth/password/forgot', { email: EMAIL });
    const token = secret(tokenIn((await new LetterBox(dataDir).texts()).at(-1)));
    expect((await at.post('/auth/password/reset', { token, password: second })).status).toBe(204);
    const access = String((await login(second)).body['access_token']);
    const patch = { email: EMAIL, password: first, current_password: second };
    expect((await at.patch('/me', patch, bearer(access))).status).toBe(200);
    await at.patch('/me', { ...patch, current_password: 'not-a-canary-password' }, bearer(access));
    return access;
  }

  async function machines(admin: { readonly authorization: string }): Promise<void> {
    const { body } = await at.post('/clients', { name: 'machine', scopes: ['sites:read'] }, admin);
    const shown = { grant_type: 'client_credentials', client_id: String(body['id']) };
    const token = (await form('/oauth/token', { ...shown, client_secret: secret(body['client_secret']) })).body;
    await at.get('/sites', bearer(secret(token['access_token'])));
    await form('/oauth/token', { ...shown, client_secret: 'canary-guessed-secret' });
    await form('/oauth/revoke', { token: 'canary-guessed-token' });
    secret((await at.post(`/clients/${String(body['id'])}/rotate-secret`, undefined, admin)).body['client_secret']);
  }

  /** A file of personal data with a record that is refused, and one that is nothing like it. */
  async function files(admin: { readonly authorization: string }): Promise<void> {
    const day = measuresOf2018({ days: 1 });
    for (const text of [`${day}${IBAN};${EMAIL};5\n02/01/2018;00:00;${IBAN}\n`, `${IBAN};${EMAIL}\n1;2\n`]) {
      const headers = { ...admin, 'content-type': 'text/csv' };
      const started = await at.call('POST', '/imports?dataset=private', text, headers);
      expect(started.status).toBe(202);
      const ended = async (): Promise<unknown> =>
        (await at.get(String(started.headers['location']), admin)).body['finished_at'];
      while ((await ended()) === null) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await at.query('SELECT FROM import_reject')).length).toBeGreaterThan(1);
  }

  async function errors(admin: { readonly authorization: string }): Promise<void> {
    const keyed = { ...admin, 'idempotency-key': 'canary-idempotency-key' };
    for (const site of [french('2026-11-20'), french('2026-11-20'), french('2026-11-20', { iban: IBAN })])
      await at.post('/sites', site, keyed);
    await at.get(`/sites?iban=${IBAN}&password=canary-in-a-url`, { ...admin, cookie: 'session=canary-in-a-url' });
    await at.get(`/users?email=${EMAIL}`, admin);
    await at.get(`/auth/confirm?token=canary-guessed-token`);
    await at.get(`/nowhere/${IBAN}?token=canary-in-a-url`);
    await at.get('/me', bearer('canary-guessed-token'));
    await at.get('/me', { authorization: `Basic ${Buffer.from('canary-in-a-url:x').toString('base64')}` });
    expect((await at.get('/probes/sql?x=canary-in-a-url', keyed)).status).toBe(400);
    expect((await at.get('/probes/leak', keyed)).status).toBe(500);
    await at.call('POST', '/auth/login', `{"email":"${EMAIL}","password":"wombat-canary-lantern`, {});
  }

  const forms = (word: string): readonly string[] =>
    [
      word,
      Buffer.from(word).toString('hex'),
      Buffer.from(word)
        .toString('base64')
        .replace(/.{0,2}=*$/, ''),
    ].map((one) => one.toLowerCase());
  const wordsIn = (text: string): readonly string[] => {
    const lower = text.toLowerCase();
    return [...HOMES.keys()].filter((word) => forms(word).some((one) => lower.includes(one)));
  };

  const misplaced = (place: string, value: unknown): readonly string[] =>
    wordsIn(JSON.stringify(value))
      .filter((word) => !HOMES.get(word)!.includes(place))
      .map((word) => `${place}: ${word}`);

  /** Every value of every table that holds one of them elsewhere than where it belongs. */
  async function foundInTables(): Promise<readonly string[]> {
    const tables = await at.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const found = new Set<string>();
    for (const { name } of tables) {
      const rows = await at.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
      for (const [column, value] of rows.flatMap(({ row }) => Object.entries(row)))
        for (const one of misplaced(`${name}.${column}`, value)) found.add(one);
    }
    return [...found].sort();
  }

  /** Files of the data folder but letters, which go to who they are for. */
  async function foundInFiles(): Promise<readonly string[]> {
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.eml'));
    const found = files.map(async ({ parentPath, name }) => wordsIn(await readFile(join(parentPath, name), 'latin1')));
    return (await Promise.all(found)).flat();
  }

  it('stands neither in the log, nor in a table, nor in a file', async () => {
    expect(HOMES.size).toBeGreaterThan(20);
    expect(log.split('\n').length).toBeGreaterThan(40);
    expect(wordsIn(log)).toEqual([]);
    expect(await foundInTables()).toEqual([]);
    expect(await foundInFiles()).toEqual([]);
  });

  it('is found where it does stand', async () => {
    const place = new Set((await at.query<{ email: string }>('SELECT email FROM account')).map(({ email }) => email));
    expect(place).toContain(EMAIL);
    at.service.log.info({ note: `transfer to ${IBAN}` }, 'leak');
    const event = { actor: 'cli', action: 'leak', outcome: 'success', detail: { to: [EMAIL] } } as const;
    await at.service.app.get(AuditLog).record(event);
    await at.query('UPDATE import_reject SET value = $1', [IBAN]);
    expect(wordsIn(log)).toEqual([IBAN]);
    expect(await foundInTables()).toEqual([`audit_event.detail: ${EMAIL}`, `import_reject.value: ${IBAN}`]);
  });
});
