import { uuidV7 } from '@hexagone/kernel';
import { AccessTokens } from '../../libs/identity/src/application/access-tokens';
import { RegisterOfProcessing } from '../../libs/identity/src/application/register-of-processing';
import { type Account } from '../../libs/identity/src/domain/account';
import { bearer, machine, makeAccount, PASSWORD, person, signIn } from '../support/identity';
import { faultsOf, refusal, serveSites, type SitesService } from '../support/sites-service';

const NEW_PASSWORD = 'correct horse battery staple';

describe('what is one’s own', () => {
  let service: SitesService;
  beforeAll(async () => {
    service = await serveSites({ access: 'protected' });
  });
  afterAll(() => service.close());

  const stored = async ({ id }: Account): Promise<Record<string, unknown>> =>
    (await service.query<Record<string, unknown>>('SELECT * FROM account WHERE id = $1', [id]))[0] ?? {};
  const auditOf = async ({ id }: Account): Promise<readonly Record<string, unknown>[]> =>
    service.query('SELECT action, outcome, detail FROM audit_event WHERE target = $1 ORDER BY id', [`account:${id}`]);

  describe('as an account', () => {
    it('is shown to its person and to nobody else', async () => {
      const { account, headers } = await person(service.service.app, 'sites:read');
      const me = await service.get('/me', headers);
      expect(me.status).toBe(200);
      expect(me.headers['cache-control']).toBe('no-store');
      expect(me.body).toEqual({
        id: account.id,
        email: account.email,
        display_name: null,
        locale: 'fr',
        scopes: ['sites:read'],
        restricted: false,
        created_at: account.createdAt.toISOString(),
        last_login_at: null,
        consents: expect.objectContaining({ 'session-networks': true, 'sign-in-letters': false }) as unknown,
      });
      expect((await service.get('/me')).status).toBe(401);
      expect(refusal(await service.get('/me', await machine(service.service.app, 'users:admin')))).toMatch(
        /^403 platform.not-a-person/,
      );
    });

    it('is changed by a merge patch', async () => {
      const { account, headers } = await person(service.service.app);
      const named = await service.patch('/me', { display_name: ' Claire ', locale: 'en' }, headers);
      expect(named.body).toMatchObject({ id: account.id, display_name: 'Claire', locale: 'en', email: account.email });
      expect((await service.patch('/me', { display_name: null }, headers)).body).toMatchObject({
        display_name: null,
        locale: 'en',
      });
      expect((await service.patch('/me', {}, headers)).status).toBe(200);
    });

    it('names every member that is not for the person to change', async () => {
      const { account, headers } = await person(service.service.app);
      const given = { role: 'admin', scopes: ['users:admin'], id: uuidV7(), created_at: '2020-01-01', state: 'active' };
      const answer = await service.patch('/me', given, headers);
      expect(refusal(answer)).toBe('422 platform.invalid-document /created_at /id /role /scopes /state');
      expect(await stored(account)).toMatchObject({ scopes: [], version: 1 });
    });

    it.each([
      [{ email: 'new@example.org' }, '/current_password'],
      [{ password: NEW_PASSWORD }, '/current_password'],
      [{ email: 'nobody', current_password: PASSWORD }, '/email'],
      [{ password: 'short', current_password: PASSWORD }, '/password'],
      [{ display_name: 'a\u202eb' }, '/display_name'],
      [{ display_name: 'x'.repeat(101) }, '/display_name'],
      [{ locale: 'de' }, '/locale'],
      [{ email: null }, '/email'],
      [{ password: 'x'.repeat(10_000), current_password: PASSWORD }, '/password'],
      [{ password: NEW_PASSWORD, current_password: 'x'.repeat(10_000) }, '/current_password'],
    ])('refuses what is wrong at the pointer, and changes nothing: %#', async (patch, pointer) => {
      const { account, headers } = await person(service.service.app);
      const before = await stored(account);
      const answer = await service.patch('/me', patch, headers);
      expect([answer.status, Object.keys(faultsOf(answer))]).toEqual([422, [pointer]]);
      expect(await stored(account)).toEqual(before);
    });

    it('tells all faults of a document at once', async () => {
      const { headers } = await person(service.service.app);
      const patch = { display_name: 'x'.repeat(101), email: 'nobody', password: 'short', current_password: PASSWORD };
      expect(Object.keys(faultsOf(await service.patch('/me', patch, headers))).sort()).toEqual([
        '/display_name',
        '/email',
        '/password',
      ]);
    });

    it('gets another password from who knows the present one, and its other sessions end', async () => {
      const { account, headers } = await person(service.service.app);
      const other = bearer((await signIn(service.service.app, account)).access_token);
      expect((await service.get('/me', other)).status).toBe(200);
      const wrong = await service.patch('/me', { password: NEW_PASSWORD, current_password: 'wrong' }, headers);
      expect(refusal(wrong)).toBe('422 identity.wrong-current-password /current_password');
      expect((await service.get('/me', other)).status).toBe(200);
      const changed = await service.patch('/me', { password: NEW_PASSWORD, current_password: PASSWORD }, headers);
      expect(changed.status).toBe(200);
      expect((await service.get('/me', headers)).status).toBe(200);
      expect((await service.get('/me', other)).status).toBe(401);
      const again = { password: PASSWORD, current_password: NEW_PASSWORD };
      expect((await service.patch('/me', again, headers)).status).toBe(200);
      expect(await auditOf(account)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ action: 'auth.password_confirmed', outcome: 'failure' }),
          expect.objectContaining({ action: 'auth.password_changed', outcome: 'success' }),
        ]),
      );
    });

    it('gets another address, unless it is somebody else’s; a name with it is then not kept either', async () => {
      const { account: other } = await person(service.service.app);
      const { account, headers } = await person(service.service.app);
      const taken = { email: other.email.toUpperCase(), display_name: 'Claire', current_password: PASSWORD };
      expect(refusal(await service.patch('/me', taken, headers))).toBe('409 identity.email-taken /email');
      expect(await stored(account)).toMatchObject({ email: account.email, display_name: null });
      const moved = { email: ` New.${account.id}@Example.ORG `, current_password: PASSWORD };
      expect((await service.patch('/me', moved, headers)).body).toMatchObject({
        email: `New.${account.id}@Example.ORG`,
      });
      expect(await stored(account)).toMatchObject({ email_fold: `new.${account.id}@example.org` });
    });

    it('counts wrong guesses as those at sign-in', async () => {
      const { headers } = await person(service.service.app);
      const guess = (password: string): ReturnType<SitesService['patch']> =>
        service.patch('/me', { password: NEW_PASSWORD, current_password: password }, headers);
      for (let i = 0; i < 4; i++) expect((await guess(`wrong ${String(i)}`)).status).toBe(422);
      await guess('wrong again');
      const blocked = await guess(PASSWORD);
      expect([blocked.status, Number(blocked.headers['retry-after']) > 0]).toEqual([429, true]);
    });
  });

  describe('as sessions', () => {
    it('are listed, and ended one by one', async () => {
      const { account, headers } = await person(service.service.app);
      const other = await signIn(service.service.app, account);
      const { body } = await service.get('/me/sessions', headers);
      const sessions = body['data'] as readonly { id: string; current: boolean; network: string }[];
      expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
      expect(sessions[0]?.network).toBe('127.0.0.0/24');
      const id = sessions.find(({ current }) => !current)?.id ?? '';
      expect((await service.delete(`/me/sessions/${id}`, headers)).status).toBe(204);
      expect((await service.get('/me', bearer(other.access_token))).status).toBe(401);
      expect((await service.get('/me', headers)).status).toBe(200);
      expect(refusal(await service.delete(`/me/sessions/${id}`, headers))).toBe('404 identity.session-not-found');
    });

    it.each(['nonsense', uuidV7()])('are not found as %s', async (id) => {
      const { headers } = await person(service.service.app);
      expect(refusal(await service.delete(`/me/sessions/${id}`, headers))).toBe('404 identity.session-not-found');
    });

    it('of somebody else are not found, and go on', async () => {
      const a = await person(service.service.app);
      const b = await person(service.service.app);
      const { body } = await service.get('/me/sessions', b.headers);
      const [session] = body['data'] as readonly { id: string }[];
      expect(refusal(await service.delete(`/me/sessions/${session?.id ?? ''}`, a.headers))).toBe(
        '404 identity.session-not-found',
      );
      expect((await service.get('/me', b.headers)).status).toBe(200);
    });
  });

  describe('as consents', () => {
    const decide = (
      purpose: string,
      document: object,
      headers: { authorization: string },
    ): ReturnType<SitesService['call']> => service.call('PUT', `/me/consents/${purpose}`, document, headers);
    const version = (purpose: string): string =>
      service.service.app.get(RegisterOfProcessing).purposes.get(purpose)?.textVersion ?? '';

    it('are given, withdrawn and remembered; the same again is nothing new', async () => {
      const { account, headers } = await person(service.service.app);
      const yes = { granted: true, text_version: version('sign-in-letters') };
      expect((await decide('sign-in-letters', yes, headers)).body).toMatchObject({ granted: true });
      await decide('sign-in-letters', yes, headers);
      expect((await service.get('/me', headers)).body['consents']).toMatchObject({ 'sign-in-letters': true });
      expect((await decide('sign-in-letters', { granted: false }, headers)).body).toMatchObject({ granted: false });
      const { body } = await service.get('/me/consents', headers);
      const choices = body['data'] as readonly { purpose: string; history: readonly object[] }[];
      expect(choices.find(({ purpose }) => purpose === 'sign-in-letters')).toMatchObject({
        basis: 'consent',
        granted: false,
        text_version: yes.text_version,
        history: [
          { granted: true, text_version: yes.text_version, at: expect.stringMatching(/Z$/) as unknown },
          { granted: false, text_version: yes.text_version, at: expect.stringMatching(/Z$/) as unknown },
        ],
      });
      const { body: exported } = await service.get('/me/export', headers);
      expect(exported).toMatchObject({
        data: { identity: { consent_history: [{ granted: true }, { granted: false, purpose: 'sign-in-letters' }] } },
      });
      expect((await auditOf(account)).filter(({ action }) => action === 'privacy.consent')).toHaveLength(2);
    });

    it('are two rows at most, whoever asks twice at once', async () => {
      const { account, headers } = await person(service.service.app);
      const yes = { granted: true, text_version: version('sign-in-letters') };
      const answers = await Promise.all(Array.from({ length: 8 }, () => decide('sign-in-letters', yes, headers)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      expect(await service.query('SELECT FROM consent_event WHERE account_id = $1', [account.id])).toHaveLength(1);
    });

    it('against a legitimate interest are an objection, which takes away what was kept for it', async () => {
      const { account, headers } = await person(service.service.app);
      expect((await decide('session-networks', { granted: false }, headers)).status).toBe(200);
      expect(await service.query('SELECT network FROM auth_session WHERE account_id = $1', [account.id])).toEqual([
        { network: 'unknown' },
      ]);
      expect((await service.get('/me', headers)).body['consents']).toMatchObject({ 'session-networks': false });
    });

    it.each([
      ['nothing', { granted: true, text_version: '1' }, '404 identity.purpose-not-found'],
      [
        'sign-in-letters',
        { granted: true, text_version: 'of last year' },
        '422 platform.invalid-document /text_version',
      ],
      ['sign-in-letters', { granted: true }, '422 platform.invalid-document /text_version'],
      ['sign-in-letters', { granted: 'yes' }, '422 platform.invalid-document /granted'],
      ['sign-in-letters', {}, '422 platform.invalid-document /granted'],
      ['sign-in-letters', { granted: false, on: 1 }, '422 platform.invalid-document /on'],
    ])('are refused: %s %j', async (purpose, document, expected) => {
      const { account, headers } = await person(service.service.app);
      expect(refusal(await decide(purpose, document, headers))).toBe(expected);
      expect(await service.query('SELECT FROM consent_event WHERE account_id = $1', [account.id])).toEqual([]);
    });
  });

  it('is all that can be used while restricted', async () => {
    const { account, headers } = await person(service.service.app, 'sites:read');
    const restrict = (restricted: boolean): ReturnType<SitesService['call']> =>
      service.call('PUT', '/me/restriction', { restricted }, headers);
    expect((await restrict(true)).body).toEqual({ restricted: true });
    expect(refusal(await service.get('/sites', headers))).toBe('403 platform.restricted');
    expect((await service.get('/me', headers)).body).toMatchObject({ restricted: true });
    expect((await restrict(false)).status).toBe(200);
    expect((await service.get('/sites', headers)).status).toBe(200);
    expect((await auditOf(account)).map(({ action, detail }) => [action, detail])).toEqual([
      ['privacy.restriction', { restricted: true }],
      ['privacy.restriction', { restricted: false }],
    ]);
  });

  it('is not there for a person whom no account stands for', async () => {
    const grant = {
      subject: uuidV7(),
      scopes: [],
      clientId: 'hexagone',
      sessionId: uuidV7(),
      authenticatedAt: new Date(),
    };
    const { token } = await service.service.app.get(AccessTokens).issue(grant);
    expect(refusal(await service.get('/me', bearer(token)))).toBe('404 identity.account-not-found');
    expect(refusal(await service.get('/me/export', bearer(token)))).toBe('404 identity.account-not-found');
  });

  it('is kept from everybody else, whatever their scopes', async () => {
    const account = await makeAccount(service.service.app);
    const { headers } = await person(service.service.app, 'sites:read');
    for (const path of ['/me', '/me/sessions', '/me/consents', '/me/export'])
      expect((await service.get(path, headers)).text).not.toContain(account.id);
  });
});
