import { Transaction, uuidV7 } from '@hexagone/kernel';
import { AccountChanges } from '../../libs/identity/src/application/account-changes';
import { ChangeEmail } from '../../libs/identity/src/application/change-email';
import { ChangePassword } from '../../libs/identity/src/application/change-password';
import { CreateAccount } from '../../libs/identity/src/application/create-account';
import { RegisterAccount } from '../../libs/identity/src/application/register-account';
import type { Account } from '../../libs/identity/src/domain/account';
import { Accounts } from '../../libs/identity/src/domain/accounts';
import { bearer, makeAccount, PASSWORD, signIn } from '../support/identity';
import { eventually, tokenIn } from '../support/letters';
import { refusal, serveSites, type SitesService } from '../support/sites-service';
import { smtpServer, type SmtpServer } from '../support/smtp-server';

const OTHER_PASSWORD = 'trois-moutons-jaunes-dorment';
const BY = { actor: 'cli' };

describe('accounts', () => {
  let at: SitesService;
  let server: SmtpServer;
  let accounts: Accounts;
  const get: SitesService['service']['app']['get'] = (token: never) => at.service.app.get(token);
  beforeAll(async () => {
    server = await smtpServer();
    at = await serveSites({ mailUrl: server.url });
    accounts = get(Accounts);
  });
  afterAll(async () => {
    await at.close();
    await server.close();
  });
  beforeEach(async () => {
    // The last administrator could not be removed.
    await at.query('TRUNCATE account, auth_throttle CASCADE');
  });

  const found = async (id: string): Promise<Account> => {
    const account = await accounts.find(id);
    if (!account) throw new Error(`Account ${id} is gone`);
    return account;
  };
  const admin = { scopes: ['users:admin'] };
  const wish = { password: PASSWORD, scopes: ['sites:read'], state: 'active' } as const;

  it('are found by id and by address; nobody has an id that is none', async () => {
    const { id, email } = await makeAccount(at.service.app);
    expect((await accounts.find(id))?.email).toBe(email);
    expect((await accounts.findByEmail(email))?.id).toBe(id);
    for (const none of ['', '1', 'x'.repeat(36), uuidV7()]) expect(await accounts.find(none)).toBeNull();
    expect(await accounts.lock('1')).toBeNull();
  });

  it('keep what another one changed meanwhile', async () => {
    const { id } = await makeAccount(at.service.app);
    const [one, other] = [await found(id), await found(id)];
    one.scopes.push('sites:read');
    other.displayName = 'Claire';
    await accounts.save(one);
    await accounts.save(other);
    expect(await found(id)).toMatchObject({ scopes: ['sites:read'], displayName: 'Claire', version: 3 });
    expect(other.version).toBe(3);
    await accounts.save(other);
    expect((await found(id)).version).toBe(3);
  });

  it('have an address that nobody else has', async () => {
    const [one, other] = [await makeAccount(at.service.app), await makeAccount(at.service.app)];
    const changed = await found(other.id);
    Object.assign(changed, { email: one.email, emailFold: one.emailFold });
    await expect(accounts.save(changed)).rejects.toMatchObject({ code: 'identity.email-taken' });
    await expect(get(CreateAccount).execute({ ...wish, email: one.email }, BY)).rejects.toMatchObject({
      code: 'identity.email-taken',
    });
  });

  it('keep a last administrator, through savepoints of what is around', async () => {
    const { id } = await makeAccount(at.service.app, admin);
    const last = await found(id);
    last.state = 'disabled';
    await get<Transaction>(Transaction as never).run(async () => {
      await expect(accounts.save(last)).rejects.toMatchObject({ code: 'identity.last-admin' });
      await expect(accounts.remove(id)).rejects.toMatchObject({ code: 'identity.last-admin' });
      expect((await found(id)).state).toBe('active');
    });
    const other = await makeAccount(at.service.app, admin);
    await accounts.remove(id);
    expect(await accounts.find(id)).toBeNull();
    await expect(accounts.remove(other.id)).rejects.toMatchObject({ code: 'identity.last-admin' });
  });

  it('that are gone are not changed', async () => {
    const { id, emailFold } = await makeAccount(at.service.app);
    const gone = await found(id);
    await accounts.remove(id);
    gone.displayName = 'x';
    await expect(accounts.save(gone)).rejects.toMatchObject({ code: 'identity.account-not-found' });
    await expect(get(ChangePassword).execute({ id, emailFold }, OTHER_PASSWORD, BY)).rejects.toMatchObject({
      code: 'identity.account-not-found',
    });
  });

  it('of administrators are made with their scopes, and audited', async () => {
    const { id } = await get(CreateAccount).execute(
      { ...wish, email: 'Ops@Example.org', locale: 'en', displayName: ' Ops ' },
      BY,
    );
    expect(await found(id)).toMatchObject({
      email: 'Ops@Example.org',
      emailFold: 'ops@example.org',
      displayName: 'Ops',
      locale: 'en',
      scopes: ['sites:read'],
    });
    const [event] = await at.query(`SELECT actor, action, detail FROM audit_event WHERE target = $1`, [
      `account:${id}`,
    ]);
    expect(event).toEqual({
      actor: 'cli',
      action: 'account.created',
      detail: { scopes: ['sites:read'], state: 'active' },
    });
  });

  it('change their password without what was given out before, but for one session', async () => {
    const account = await makeAccount(at.service.app);
    const [kept, ended] = [await signIn(at.service.app, account), await signIn(at.service.app, account)];
    const sessions = await at.query<{ id: string }>('SELECT id FROM auth_session ORDER BY created_at LIMIT 1');
    await at.post('/auth/password/forgot', { email: account.email });
    await get(ChangePassword).execute(account, OTHER_PASSWORD, { ...BY, session: sessions[0]?.id });
    expect((await at.post('/auth/refresh', { refresh_token: kept.refresh_token })).status).toBe(200);
    expect((await at.post('/auth/refresh', { refresh_token: ended.refresh_token })).status).toBe(401);
    expect(await at.query('SELECT FROM one_time_token')).toEqual([]);
    await expect(get(ChangePassword).execute(account, 'password1234', BY)).rejects.toMatchObject({
      code: 'identity.password-common',
    });
  });

  it('change their address, which a letter asks to confirm', async () => {
    const account = await makeAccount(at.service.app, admin);
    const session = await signIn(at.service.app, account);
    const before = server.letters.length;
    await expect(get(ChangeEmail).execute(account, 'x', BY)).rejects.toMatchObject({ code: 'identity.invalid-email' });
    await get(ChangeEmail).execute(account, 'New@Example.org', BY);
    expect(await found(account.id)).toMatchObject({
      email: 'New@Example.org',
      emailFold: 'new@example.org',
      emailVerifiedAt: null,
    });
    expect((await at.post('/auth/refresh', { refresh_token: session.refresh_token })).status).toBe(401);
    const letter = await eventually(() => server.letters[before]);
    expect(letter).toContain('To: New@example.org');
    const page = await at.call('POST', '/auth/confirm', `token=${tokenIn(letter)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(page.status).toBe(200);
    expect((await found(account.id)).emailVerifiedAt).not.toBeNull();
  });

  it('are signed in by the password that they have at that instant alone', async () => {
    const account = await makeAccount(at.service.app);
    const login = (): Promise<number> =>
      at.post('/auth/login', { email: account.email, password: PASSWORD }).then(({ status }) => status);
    const [statuses] = await Promise.all([
      Promise.all([login(), login(), login(), login(), login(), login()]),
      get(ChangePassword).execute(account, OTHER_PASSWORD, BY),
    ]);
    expect(statuses.every((status) => [200, 401].includes(status))).toBe(true);
    expect(await at.query('SELECT FROM auth_session WHERE revoked_at IS NULL')).toEqual([]);
  });

  it('that changed between the check of the password and the session are not signed in', async () => {
    const account = await makeAccount(at.service.app);
    const changes = get(AccountChanges);
    const run = changes.run.bind(changes);
    const spy = jest.spyOn(changes, 'run').mockImplementationOnce(async (...given) => {
      await at.query(`UPDATE account SET state = 'disabled'`);
      return run(...given);
    });
    const answer = await at.post('/auth/login', { email: account.email, password: PASSWORD });
    spy.mockRestore();
    expect(refusal(answer)).toBe('401 identity.invalid-credentials');
    expect(await at.query('SELECT FROM auth_session')).toEqual([]);
  });

  it('registered at the same instant by another one get one letter', async () => {
    const before = server.letters.length;
    const find = jest.spyOn(accounts, 'findByEmail').mockResolvedValue(null);
    const register = (): Promise<unknown> =>
      get(RegisterAccount).execute({ email: 'a@example.org', password: PASSWORD }, 'request');
    expect([await register(), await register()]).toEqual([null, null]);
    find.mockRestore();
    expect(await at.query('SELECT state FROM account')).toEqual([{ state: 'pending' }]);
    await eventually(() => server.letters[before]);
    expect(server.letters).toHaveLength(before + 1);
  });

  it('choose whether the network of a sign-in is kept, and whether a letter tells of it', async () => {
    const account = await makeAccount(at.service.app, { locale: 'en' });
    const login = async (): Promise<object | undefined> => {
      await at.post('/auth/login', { email: account.email, password: PASSWORD });
      return (await at.query('SELECT network FROM auth_session ORDER BY created_at DESC LIMIT 1'))[0];
    };
    const before = server.letters.length;
    expect(await login()).toEqual({ network: '127.0.0.0/24' });
    const decide = (purpose: string, granted: boolean): Promise<object[]> =>
      at.query('INSERT INTO consent_event (account_id, purpose, granted, text_version) VALUES ($1, $2, $3, 1)', [
        account.id,
        purpose,
        granted,
      ]);
    await decide('session-networks', false);
    await decide('sign-in-letters', true);
    expect(await login()).toEqual({ network: 'unknown' });
    expect(await eventually(() => server.letters[before])).toContain('Somebody signed in');
    expect(server.letters).toHaveLength(before + 1);
  });

  it('sign out with a token that no session stands behind', async () => {
    const account = await makeAccount(at.service.app);
    const tokens = await signIn(at.service.app, account);
    await at.query('DELETE FROM auth_session');
    expect((await at.post('/auth/logout', undefined, bearer(tokens.access_token))).status).toBe(204);
    expect((await at.post('/auth/logout', undefined, bearer(tokens.access_token))).status).toBe(401);
  });
});
