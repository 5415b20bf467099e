import { setTimeout as sleep } from 'node:timers/promises';
import { AuditLog } from '@hexagone/kernel';
import { Housekeeping, programOf } from '@hexagone/platform';
import { AuditChain } from '../../libs/identity/src/infrastructure/audit/audit-chain';
import { AuditCommand } from '../../libs/identity/src/infrastructure/audit/audit.command';
import { bearer, makeAccount, PASSWORD, person, signIn } from '../support/identity';
import { refusal, serveSites, type SitesService } from '../support/sites-service';

type Event = Readonly<Record<string, unknown>>;

const TABLES = ['audit_event', 'audit_unsealed', 'audit_chain', 'audit_checkpoint'];

describe('the audit log', () => {
  let service: SitesService;
  let reader: { readonly authorization: string };
  beforeAll(async () => {
    service = await serveSites({ access: 'open' });
    reader = (await person(service.service.app, 'audit:read')).headers;
  });
  afterAll(() => service.close());

  const list = async (query: string): Promise<readonly Event[]> =>
    (await service.get(`/audit?${query}`, reader)).body['data'] as readonly Event[];
  const actions = async (query: string): Promise<unknown[]> => (await list(query)).map(({ action }) => action);

  describe('over HTTP', () => {
    beforeAll(async () => {
      const log = service.service.app.get(AuditLog);
      for (const [actor, action, outcome] of [
        ['account:a', 'listed.one', 'success'],
        ['account:b', 'listed.two', 'failure'],
        ['account:a', 'listed.three', 'denied'],
      ] as const)
        await log.record({ actor, action, outcome, target: 'run:1', requestId: 'r1', detail: { scopes: ['x'] } });
    });

    it('asks for a token with its scope, even where access is open', async () => {
      expect((await service.get('/audit')).status).toBe(401);
      const { headers } = await person(service.service.app, 'sites:read', 'users:admin');
      const refused = await service.get('/audit', headers);
      expect(refusal(refused)).toMatch(/^403 /);
      expect(refused.headers['www-authenticate']).toContain('scope="audit:read"');
    });

    it('notes who was denied it', async () => {
      const { account, headers } = await person(service.service.app, 'sites:read');
      await service.get('/audit', { ...headers, 'x-request-id': 'denied-request' });
      expect(await list(`actor=account:${account.id}&outcome=denied`)).toMatchObject([
        { action: 'access.denied', target: 'GET /audit', request_id: 'denied-request' },
      ]);
    });

    it('answers the latest first, and nobody keeps it', async () => {
      const answer = await service.get('/audit?action[starts]=listed.', reader);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toMatchObject({ meta: { total: 3, has_more: false } });
      const [last] = answer.body['data'] as readonly Event[];
      expect(last).toEqual({
        ...{ id: expect.any(Number) as unknown, at: expect.stringMatching(/Z$/) as unknown, actor: 'account:a' },
        ...{ action: 'listed.three', target: 'run:1', outcome: 'denied', request_id: 'r1', detail: { scopes: ['x'] } },
      });
    });

    it('can be filtered and sorted', async () => {
      expect(await actions('actor=account:a&target=run:1')).toEqual(['listed.three', 'listed.one']);
      expect(await actions('outcome=failure&action[in]=listed.one,listed.two')).toEqual(['listed.two']);
      expect(await actions('action[starts]=listed.&sort=at')).toEqual(['listed.one', 'listed.two', 'listed.three']);
      const [{ at } = {}] = await list('action=listed.two');
      expect(await list(`action[starts]=listed.&at[lt]=2000-01-01T00:00:00Z`)).toEqual([]);
      expect((await list(`at[gte]=${String(at)}&action[starts]=listed.`)).length).toBeGreaterThan(0);
      expect(refusal(await service.get('/audit?outcom=denied', reader))).toMatch(/^400 .*\?outcom/);
      expect(refusal(await service.get('/audit?outcome=unknown', reader))).toMatch(/^400 .*\?outcome/);
    });

    it('is read page by page', async () => {
      const first = await service.get('/audit?action[starts]=listed.&limit=2', reader);
      const next = String((first.body['links'] as Record<string, string>)['next']);
      const second = await service.get(next, reader);
      expect((second.body['data'] as Event[]).map(({ action }) => action)).toEqual(['listed.one']);
    });

    it('comes as CSV and as NDJSON', async () => {
      const csv = await service.get('/audit?action=listed.two&format=csv&fields=actor,outcome,detail', reader);
      expect(csv.text).toBe('actor,outcome,detail\r\naccount:b,failure,"{""scopes"":[""x""]}"\r\n');
      const ndjson = await service.get('/audit?action[starts]=listed.&format=ndjson&fields=action', reader);
      expect(ndjson.text.trim().split('\n')).toHaveLength(3);
    });

    it('walks indexes, however many events there are', async () => {
      await service.query(`INSERT INTO audit_event (at, actor, action, target, outcome)
        SELECT now() - make_interval(secs => n), 'account:' || n % 500, 'bulk.' || n % 50, 'run:' || n % 700, 'success'
        FROM generate_series(1, 20000) n`);
      await service.query('ANALYZE audit_event');
      for (const filter of [
        `actor = 'account:7'`,
        `action = 'bulk.9'`,
        `target = 'run:7'`,
        `outcome = 'denied'`,
        'true',
      ]) {
        const plan = await service.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT id FROM audit_event WHERE ${filter} ORDER BY at DESC, id DESC LIMIT 21`,
        );
        const text = plan.map((line) => line['QUERY PLAN']).join('\n');
        expect(text).toMatch(/Index (?:Only )?Scan Backward using audit_event_/);
        expect(text).not.toMatch(/Sort|Seq Scan/);
      }
    });
  });

  describe('on the command line', () => {
    const language = process.env['LC_ALL'];
    beforeAll(() => (process.env['LC_ALL'] = 'C'));
    afterAll(() => {
      if (language === undefined) delete process.env['LC_ALL'];
      else process.env['LC_ALL'] = language;
    });

    /** What it says, and the exit code. */
    async function audit(...words: string[]): Promise<{ out: string; err: string; code: number }> {
      const heard = { stdout: '', stderr: '' };
      const spies = (['stdout', 'stderr'] as const).map((stream) =>
        jest.spyOn(process[stream], 'write').mockImplementation((text) => {
          heard[stream] += String(text);
          return true;
        }),
      );
      try {
        await programOf([service.service.app.get(AuditCommand)], '0').parseAsync(['audit', ...words], { from: 'user' });
        return { out: heard.stdout, err: heard.stderr, code: Number(process.exitCode ?? 0) };
      } finally {
        process.exitCode = undefined;
        for (const spy of spies) spy.mockRestore();
      }
    }

    const forced = async (...statements: string[]): Promise<void> => {
      const triggers = (how: string): string[] => TABLES.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`);
      for (const statement of [...triggers('DISABLE'), ...statements, ...triggers('ENABLE')])
        await service.query(statement);
    };
    const head = (): Promise<{ position: number; hash: string }> => service.service.app.get(AuditChain).head();

    beforeAll(async () => {
      await service.service.app.get(AuditChain).seal();
    });

    it('is sealed by the service soon after', async () => {
      const { position } = await head();
      service.service.app.get(Housekeeping).start();
      await service.service.app.get(AuditLog).record({ actor: 'cli', action: 'sealed.soon', outcome: 'success' });
      for (let i = 0; i < 100 && (await head()).position === position; i++) await sleep(50);
      expect((await head()).position).toBe(position + 1);
    });

    it('holds, with its count and head', async () => {
      const { position, hash } = await head();
      const { out, code } = await audit('verify');
      expect(code).toBe(0);
      expect(out).toBe(`${position} events hold, up to position ${position}; 0 not sealed yet\nhead ${hash}\n`);
      const json = JSON.parse((await audit('verify', '--json', '--head', hash.toUpperCase())).out) as object;
      expect(json).toEqual({ ok: true, count: position, from: 1, unsealed: 0, position, head: hash });
    });

    it('refuses a head that is none', async () => {
      await expect(audit('verify', '--head', 'abc')).rejects.toMatchObject({ exitCode: 1 });
    });

    it('exports everything, oldest first', async () => {
      const lines = (await audit('export')).out.trimEnd().split('\n');
      const { position, hash } = await head();
      expect(lines).toHaveLength(position);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ position, hash });
      const csv = (await audit('export', '--format', 'csv')).out.trimEnd().split('\r\n');
      expect(csv[0]).toBe('id,at,actor,action,target,outcome,request_id,detail,position,hash');
      expect(csv).toHaveLength(position + 1);
    });

    it('ends with 4 and names the position where one byte was changed', async () => {
      await forced(`UPDATE audit_event e SET actor = overlay(actor placing 'b' from length(actor) for 1)
        FROM audit_chain c WHERE c.event_id = e.id AND c.pos = 3`);
      const { out, err, code } = await audit('verify');
      expect([code, out]).toEqual([4, '']);
      expect(err).toContain('broken at position 3 ');
      expect(JSON.parse((await audit('verify', '--json')).out)).toMatchObject({
        ok: false,
        position: 3,
        broken: 'altered',
      });
      await forced(`UPDATE audit_event e SET actor = overlay(actor placing 'a' from length(actor) for 1)
        FROM audit_chain c WHERE c.event_id = e.id AND c.pos = 3`);
    });

    it('ends with 4 where the last event was cut off since its head was noted', async () => {
      const { position, hash } = await head();
      await forced(
        `DELETE FROM audit_event WHERE id = (SELECT event_id FROM audit_chain WHERE pos = ${position})`,
        `DELETE FROM audit_chain WHERE pos = ${position}`,
      );
      expect((await audit('verify')).code).toBe(0);
      const { err, code } = await audit('verify', '--head', hash);
      expect(code).toBe(4);
      expect(err).toContain(`position ${position}`);
    });
  });

  it('holds no address, no name, no password, no token and no secret', async () => {
    const secrets: string[] = ['Zoe Canary', 'canary-registered', 'canary-unknown', 'canary-moved', PASSWORD];
    const kept = <T>(value: T): T => {
      secrets.push(String(value));
      return value;
    };
    const { app } = service.service;
    const admin = await person(app, 'users:admin', 'audit:read', 'sites:read');
    const email = 'canary-registered@example.org';
    const [password, other] = [kept('wombat-lantern-orchid-58'), kept('violin-harbour-teapot-91')];
    const login = (given: string, address = email) => service.post('/auth/login', { email: address, password: given });
    await service.post('/auth/register', { email, password, display_name: 'Zoe Canary' });
    await service.query(`UPDATE account SET state = 'active' WHERE email_fold = $1`, [email]);
    await login(kept('not-the-password-77'));
    await login(password, 'canary-unknown@example.org');
    const signedIn = (await login(password)).body;
    const [access, refresh] = [kept(String(signedIn['access_token'])), kept(String(signedIn['refresh_token']))];
    expect(access.length).toBeGreaterThan(100);
    const headers = bearer(access);
    await service.patch('/me', { display_name: 'Zoe Canary', locale: 'en' }, headers);
    await service.patch('/me', { password: other, current_password: password }, headers);
    await service.patch('/me', { email: 'canary-moved@example.org', current_password: other }, headers);
    await service.get('/me/export', headers);
    await service.put('/me/restriction', headers);
    await service.post('/auth/password/forgot', { email });
    await service.post('/auth/password/reset', { token: kept('t'.repeat(43)), password });
    const rotated = await service.post('/auth/refresh', { refresh_token: refresh });
    kept(String(rotated.body['refresh_token']));
    await service.post('/auth/refresh', { refresh_token: refresh });
    const client = (await service.post('/clients', { name: 'Zoe Canary', scopes: ['sites:read'] }, admin.headers)).body;
    const secret = kept(String(client['client_secret']));
    const form = (more: string) =>
      service.call('POST', '/oauth/token', `grant_type=client_credentials&client_id=${String(client['id'])}&${more}`, {
        'content-type': 'application/x-www-form-urlencoded',
      });
    kept(String((await form(`client_secret=${secret}`)).body['access_token']));
    await form(`client_secret=${kept('not-the-secret-of-anybody')}`);
    const gone = await makeAccount(app, { email: 'canary-gone@example.org' });
    await service.delete('/me', bearer((await signIn(app, gone)).access_token));
    await service.delete(`/clients/${String(client['id'])}`, admin.headers);

    const written = (await service.query<{ row: string }>('SELECT e::text AS row FROM audit_event e')).map(
      ({ row }) => row,
    );
    const seen = new Set((await list('limit=100&count=none')).map(({ action }) => action));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['auth.login', 'auth.register', 'auth.refresh_reused', 'auth.password_changed', 'auth.email_changed'],
        ...['privacy.export', 'privacy.erasure', 'client.created', 'client.deleted', 'auth.client'],
      ]),
    );
    for (const word of [...secrets, '@', '127.0.0.1']) expect(written.filter((row) => row.includes(word))).toEqual([]);
  });
});
