import { CliCommand, Database, programOf } from '@hexagone/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { Readable } from 'node:stream';
import { CliModule } from '../../apps/cli/src/cli.module';
import { failureReport } from '../../libs/platform/src/cli/failure-report';
import { freshDatabase } from '../support/database';
import { bearer, PASSWORD } from '../support/identity';
import { serveSites, type SitesService } from '../support/sites-service';
import { testSettings } from '../support/settings';

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

describe('at the terminal', () => {
  let service: SitesService;
  let context: INestApplicationContext;
  const language = process.env['LC_ALL'];
  beforeAll(async () => {
    process.env['LC_ALL'] = 'C';
    const database = freshDatabase();
    service = await serveSites({ access: 'protected' }, { database });
    const settings = testSettings({ access: 'protected', databaseUrl: (await database).url });
    context = await NestFactory.createApplicationContext(CliModule.with({ settings }), { logger: false });
  });
  afterAll(async () => {
    if (language === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = language;
    await context.close();
    await service.close();
  });

  const commands = (): CliCommand[] => {
    const modules = [...context.get(ModulesContainer).values()];
    const instances: unknown[] = modules.flatMap(({ providers }) =>
      [...providers.values()].map(({ instance }) => instance),
    );
    return [...new Set(instances.filter((one) => one instanceof CliCommand))];
  };

  async function typing(input: string | undefined, ...words: string[]): Promise<Outcome> {
    const heard = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        heard[stream] += String(text);
        return true;
      }),
    );
    const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
    Object.defineProperty(process, 'stdin', {
      configurable: true,
      value: Readable.from(input === undefined ? [] : [input]),
    });
    try {
      await programOf(commands(), '0').parseAsync(words, { from: 'user' });
      return { ...heard, code: 0 };
    } catch (error) {
      const { lines, exitCode } = failureReport(error, 'en');
      return { ...heard, stderr: heard.stderr + lines.join('\n'), code: exitCode };
    } finally {
      if (stdin) Object.defineProperty(process, 'stdin', stdin);
      for (const spy of spies) spy.mockRestore();
    }
  }
  const hexagone = (...words: string[]): Promise<Outcome> => typing(undefined, ...words);
  const json = async (...words: string[]): Promise<Record<string, unknown>> => {
    const { stdout, stderr, code } = await typing(`${PASSWORD}\n`, ...words, '--json');
    expect([stderr, code]).toEqual(['', 0]);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  let named = 0;
  const create = async (...more: string[]): Promise<{ readonly email: string; readonly id: string }> => {
    const email = `p${String(++named)}@example.org`;
    const { id } = await json('user', 'create', '--email', email, '--password-stdin', ...more);
    return { email, id: String(id) };
  };
  const login = async (email: string, password = PASSWORD): Promise<{ status: number; token: string }> => {
    const { status, body } = await service.post('/auth/login', { email, password });
    return { status, token: String(body['access_token']) };
  };
  const statusOf = async (token: string): Promise<number> => (await service.get('/sites', bearer(token))).status;
  const part = (token: string, i: number): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[i] ?? '', 'base64url').toString()) as Record<string, unknown>;

  /** Until the service, another process than the command, refuses it. */
  async function refusedWithin5Seconds(token: string): Promise<void> {
    const started = performance.now();
    while ((await statusOf(token)) !== 401) {
      if (performance.now() - started > 5_000) throw new Error('still good after 5 s');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  describe('an account', () => {
    it('of an administrator is made, signs in, and its token says who it is', async () => {
      const made = await json('user', 'create', '--email', ' Claire@Example.org', '--admin', '--password-stdin');
      expect(made).toMatchObject({
        email: 'Claire@Example.org',
        state: 'active',
        scopes: expect.arrayContaining(['users:admin']),
      });
      const { token } = await login('claire@example.org');
      const me = await service.get('/me', bearer(token));
      expect([me.status, me.body['id']]).toEqual([200, made['id']]);
      expect(part(token, 0)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
      const jwks = (await service.get('/.well-known/jwks.json')).body['keys'] as { kid: string }[];
      expect(jwks.map(({ kid }) => kid)).toContain(part(token, 0)['kid']);
      expect(JSON.stringify(part(token, 1))).not.toContain('@');
      expect((await service.get('/users', bearer(token))).status).toBe(200);
    });

    it('is made with these scopes, or a set of them, or none', async () => {
      expect(await json('user', 'show', '--email', (await create()).id)).toMatchObject({ scopes: [] });
      const some = await create('--scope', 'sites:write', 'sites:read', '--scope', 'imports:read');
      expect(await json('user', 'show', '--email', some.email)).toMatchObject({
        scopes: ['imports:read', 'sites:read', 'sites:write'],
      });
      const preset = async (name: string) => json('user', 'show', '--email', (await create(name)).email);
      expect(await preset('--reader')).toMatchObject({ scopes: ['games:read'] });
      expect(await preset('--curator')).toMatchObject({ scopes: ['catalog:admin', 'games:read'] });
      const operator = await preset('--operator');
      expect(operator['scopes']).toEqual(expect.arrayContaining(['sites:write', 'imports:write', 'territory:write']));
      expect(operator['scopes']).not.toContain('users:admin');
    });

    it.each([
      [['--email', 'x1@example.org', '--scope', 'sites:raed'], 'did you mean sites:read?'],
      [['--email', 'nobody'], 'email must be an address'],
      [['--email', 'x2@example.org', '--password', 'secret'], "unknown option '--password'"],
      [['--admin'], "required option '--email"],
    ])('is not made by %j', async (words, why) => {
      const { code, stdout, stderr } = await typing(PASSWORD, 'user', 'create', ...words, '--password-stdin');
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(why)]);
    });

    it('is not made with a poor password, an address in use, or where none can be asked', async () => {
      const words = ['user', 'create', '--email', 'poor@example.org'];
      const poor = await typing('motdepasse123\n', ...words, '--password-stdin');
      expect([poor.code, poor.stderr]).toEqual([2, expect.not.stringContaining('motdepasse123')]);
      expect(await typing('', ...words, '--password-stdin')).toMatchObject({ code: 2 });
      const unasked = await typing(PASSWORD, ...words);
      expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('--password-stdin')]);
      const { email } = await create();
      const taken = await typing(PASSWORD, 'user', 'create', '--email', email.toUpperCase(), '--password-stdin');
      expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('Address in use')]);
      expect(await service.query(`SELECT FROM account WHERE email = 'poor@example.org'`)).toEqual([]);
    });

    it('is shown, and so are all', async () => {
      const { email, id } = await create('--scope', 'sites:read');
      const all = (await json('user', 'list')) as unknown as { id: string; email: string }[];
      expect(all).toContainEqual(await json('user', 'show', '--email', id));
      expect((await hexagone('user', 'list')).stdout).toContain(`${id}  active  ${email}  sites:read\n`);
      const nobody = await hexagone('user', 'show', '--email', 'nobody@example.org');
      expect([nobody.code, nobody.stderr]).toEqual([1, 'Account not found: There is no such account.']);
    });

    it('gains and loses scopes, and its tokens with them', async () => {
      const { email } = await create('--scope', 'sites:read');
      const first = await login(email);
      expect(await statusOf(first.token)).toBe(200);
      expect((await json('user', 'grant', '--email', email, '--scope', 'sites:write'))['scopes']).toEqual([
        'sites:read',
        'sites:write',
      ]);
      await refusedWithin5Seconds(first.token);
      const second = await login(email);
      expect(await statusOf(second.token)).toBe(200);
      expect((await json('user', 'revoke', '--email', email, '--scope', 'sites:write'))['scopes']).toEqual([
        'sites:read',
      ]);
      await refusedWithin5Seconds(second.token);
      const third = await login(email);
      expect((await json('user', 'revoke', '--email', email))['scopes']).toEqual(['sites:read']);
      await refusedWithin5Seconds(third.token);
      expect(await statusOf((await login(email)).token)).toBe(200);
      const unsaid = await hexagone('user', 'grant', '--email', email);
      expect([unsaid.code, unsaid.stderr]).toEqual([2, expect.stringContaining('--scope')]);
    });

    it('is disabled and enabled', async () => {
      const { email } = await create('--scope', 'sites:read');
      const { token } = await login(email);
      expect((await json('user', 'disable', '--email', email))['state']).toBe('disabled');
      await refusedWithin5Seconds(token);
      expect((await login(email)).status).toBe(403);
      expect((await json('user', 'enable', '--email', email))['state']).toBe('active');
      expect((await login(email)).status).toBe(200);
    });

    it('gets another password', async () => {
      const { email } = await create('--scope', 'sites:read');
      const { token } = await login(email);
      const words = ['user', 'reset-password', '--email', email, '--password-stdin'];
      const other = 'six-moulins-orange-vif';
      expect((await typing(`${other}\r\n`, ...words)).code).toBe(0);
      await refusedWithin5Seconds(token);
      expect([(await login(email)).status, (await login(email, other)).status]).toEqual([401, 200]);
    });

    it('is erased when that is confirmed', async () => {
      const { email, id } = await create();
      const unconfirmed = await hexagone('user', 'erase', '--email', email);
      expect([unconfirmed.code, unconfirmed.stderr]).toEqual([2, expect.stringContaining('--yes')]);
      expect((await hexagone('user', 'erase', '--email', email, '--yes')).stdout).toBe(`erased ${id}\n`);
      expect((await login(email)).status).toBe(401);
      expect(await service.query('SELECT FROM account WHERE id = $1', [id])).toEqual([]);
    });

    it('stays when it is the last administrator', async () => {
      await service.query(
        `UPDATE account SET scopes = array_remove(scopes, 'users:admin') WHERE email_fold <> 'claire@example.org'`,
      );
      for (const words of [['disable'], ['revoke', '--admin'], ['erase', '--yes']]) {
        const [verb = '', ...more] = words;
        const { code, stderr } = await hexagone('user', verb, '--email', 'claire@example.org', ...more);
        expect([verb, code, stderr]).toEqual([verb, 1, expect.stringContaining('Last administrator')]);
      }
    });
  });

  describe('a token', () => {
    it('is issued for 10 minutes, for all scopes or some', async () => {
      const { email, id } = await create('--scope', 'sites:read', 'imports:read');
      const { stdout, stderr } = await hexagone('token', 'issue', '--user', email);
      expect(stderr).toBe('valid for 600 s; scopes: imports:read sites:read\n');
      expect(await statusOf(stdout.trim())).toBe(200);
      expect(part(stdout, 1)).toMatchObject({ sub: id });
      const narrow = await json('token', 'issue', '--user', id, '--scope', 'imports:read');
      expect(narrow).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'imports:read' });
      expect(await statusOf(String(narrow['access_token']))).toBe(403);
      const wide = await hexagone('token', 'issue', '--user', email, '--scope', 'users:admin');
      expect([wide.code, wide.stderr]).toEqual([2, expect.stringContaining('not granted')]);
      const trace = await service.query(
        `SELECT actor, target FROM audit_event WHERE action = 'token.issued' AND target = $1`,
        [`account:${id}`],
      );
      expect(trace).toEqual([
        { actor: 'cli', target: `account:${id}` },
        { actor: 'cli', target: `account:${id}` },
      ]);
    });

    it('is none of a fresh password, and ends with what ends the others', async () => {
      const { email } = await create('--scope', 'sites:read');
      const issue = async (): Promise<string> => (await hexagone('token', 'issue', '--user', email)).stdout.trim();
      const token = await issue();
      await service.query(`UPDATE account SET created_at = now() - interval '1 day' WHERE email = $1`, [email]);
      expect((await service.delete('/me', bearer(await issue()))).headers['www-authenticate']).toContain('max_age=300');
      await json('user', 'disable', '--email', email);
      await refusedWithin5Seconds(token);
      expect(await hexagone('token', 'issue', '--user', email)).toMatchObject({ code: 1, stdout: '' });
    });
  });

  describe('a client', () => {
    const ask = async ({ client_id, client_secret }: Record<string, unknown>): Promise<number> => {
      const form = {
        grant_type: 'client_credentials',
        client_id: String(client_id),
        client_secret: String(client_secret),
      };
      const typed = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await service.call('POST', '/oauth/token', new URLSearchParams(form).toString(), typed)).status;
    };

    it('is created, listed, given new secrets and removed', async () => {
      const made = await json('client', 'create', '--name', 'nightly export', '--scope', 'sites:read');
      expect(await ask(made)).toBe(200);
      const [listed] = (await json('client', 'list')) as unknown as [object];
      expect(listed).toMatchObject({ id: made['client_id'], name: 'nightly export', state: 'active' });
      expect(listed).not.toHaveProperty('owner_account_id');
      const second = await json('client', 'rotate', 'nightly export');
      const third = await json('client', 'rotate', String(made['client_id']));
      expect([await ask(made), await ask(second), await ask(third)]).toEqual([401, 200, 200]);
      expect((await hexagone('client', 'delete', 'nightly export')).stdout).toBe(
        `deleted ${String(made['client_id'])}\n`,
      );
      expect(await ask(third)).toBe(401);
      expect(await hexagone('client', 'rotate', 'nightly export')).toMatchObject({ code: 1 });
    });

    it('tells people its secret once, and that it does', async () => {
      const { stdout, stderr } = await hexagone('client', 'create', '--name', 'told', '--scope', 'sites:read');
      expect(stdout).toMatch(/^client_id [\da-f-]{36}\nclient_secret [\w-]{43}\n$/);
      expect(stderr).toContain('not shown again');
      expect((await hexagone('client', 'list')).stdout).toMatch(/^[\da-f-]{36} {2}active {2}told {2}sites:read$/m);
    });

    it.each([
      [['--name', 'x'], '--scope'],
      [['--name', ' ', '--scope', 'sites:read'], '1 to 100 characters'],
      [['--name', 'x'.repeat(101), '--scope', 'sites:read'], '1 to 100 characters'],
      [['--name', 'a\nb', '--scope', 'sites:read'], 'on one line'],
      [['--name', 'x', '--scope', 'sites:raed'], 'did you mean sites:read?'],
      [['--scope', 'sites:read'], '--name'],
    ])('is not created by %j', async (words, why) => {
      const { code, stderr } = await hexagone('client', 'create', ...words);
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    });
  });

  it('every verb explains itself with an example', async () => {
    for (const [noun, verbs] of [
      ['user', ['create', 'list', 'show', 'grant', 'revoke', 'disable', 'enable', 'reset-password', 'erase']],
      ['client', ['create', 'list', 'rotate', 'delete']],
      ['token', ['issue']],
    ] as const)
      for (const verb of verbs)
        expect((await hexagone(noun, verb, '--help')).stdout).toMatch(
          new RegExp(`Example:\\n {2}.*hexagone ${noun} ${verb}`),
        );
  });

  it('nothing personal and no secret is in the audit log', async () => {
    const rows = await context.get(Database).query<{ text: string }>('SELECT a::text AS text FROM audit_event a');
    const all = rows.rows.map(({ text }) => text).join('\n');
    expect(all).toContain('cli');
    expect(all).not.toMatch(/@|chevaux|moulins|nightly|eyJ/);
  });
});
