import { usualActor } from '../support/settings';
import { french, refusal, serveSites, type SitesService } from '../support/sites-service';

const WHEN = expect.any(String) as string;

describe('a site', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(() => sites.close());

  const install = async (day = '2026-11-20', more: object = {}): Promise<string> => {
    const { status, headers } = await sites.post('/sites', french(day, more));
    expect(status).toBe(201);
    return String(headers['etag']);
  };
  const rows = (): Promise<object[]> => sites.query('SELECT * FROM sites ORDER BY id');

  it('is installed, and read as it was answered', async () => {
    const made = await sites.post('/sites', french('2026-11-20'));
    expect(made).toMatchObject({ status: 201, headers: { location: '/sites/1' } });
    expect(made.body).toEqual({
      id: 1,
      ...french('2026-11-20'),
      group_ids: [],
      created_at: WHEN,
      updated_at: WHEN,
    });
    expect(Object.keys(made.body)).not.toContain('efficiency');
    expect(made.headers['etag']).toMatch(/^"1-[0-9a-f]{16}"$/);
    const read = await sites.get('/sites/1');
    expect(read).toMatchObject({ status: 200, text: made.text, headers: { etag: made.headers['etag'] } });
    expect(read.headers['cache-control']).toBe('private, no-cache');
  });

  it('is removed, once, and frees its day', async () => {
    await install();
    expect(await sites.delete('/sites/1')).toMatchObject({ status: 204, text: '' });
    expect(refusal(await sites.delete('/sites/1'))).toBe('404 sites.site-not-found');
    expect(refusal(await sites.get('/sites/1'))).toBe('404 sites.site-not-found');
    await install();
  });

  it('is not sent again to who has it', async () => {
    const etag = await install();
    for (const known of [etag, `W/${etag}`, `"1-0000000000000000", ${etag}`, '*']) {
      const answer = await sites.get('/sites/1', { 'if-none-match': known });
      expect(answer).toMatchObject({ status: 304, text: '', headers: { etag } });
    }
    expect((await sites.get('/sites/1', { 'if-none-match': '"1-0000000000000000"' })).status).toBe(200);
  });

  it('is never compressed: its tag speaks of its bytes', async () => {
    await install('2026-11-20', { name: 'x'.repeat(200) });
    await sites.query(`INSERT INTO groups (name, type) SELECT 'g', 'group1' FROM generate_series(1, 400)`);
    const ids = Array.from({ length: 400 }, (_, i) => i + 1);
    const patched = await sites.patch('/sites/1', { group_ids: ids }, { 'accept-encoding': 'gzip' });
    const read = await sites.get('/sites/1', { 'accept-encoding': 'br, gzip' });
    expect(read.text.length).toBeGreaterThan(1024);
    expect(read.text).toBe(patched.text);
    for (const { headers } of [patched, read]) {
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['etag']).toMatch(/^"1-/);
    }
    expect((await sites.get('/groups?limit=100', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe(
      'gzip',
    );
  });

  it('is answered to HEAD like to GET, without its body', async () => {
    const etag = await install();
    const { text } = await sites.get('/sites/1');
    expect(await sites.call('HEAD', '/sites/1')).toMatchObject({
      status: 200,
      text: '',
      headers: { etag, 'content-length': String(Buffer.byteLength(text)) },
    });
    expect((await sites.call('HEAD', '/sites/2')).status).toBe(404);
  });

  it('is revised as far as the patch says, and a patch that says nothing changes nothing', async () => {
    const etag = await install();
    for (const patch of [{}, { name: 'f' }, { country: 'france', group_ids: null }])
      expect(await sites.patch('/sites/1', patch)).toMatchObject({ status: 200, headers: { etag } });
    expect(await sites.query('SELECT action FROM site_changes')).toEqual([{ action: 'created' }]);
    const patched = await sites.patch('/sites/1', { name: 'z', max_power_megawatt: 12.5 });
    expect(patched.body).toMatchObject({ name: 'z', max_power_megawatt: 12.5, min_power_megawatt: 1 });
    expect(patched.headers['etag']).toMatch(/^"2-/);
    expect(patched.headers['location']).toBeUndefined();
    const { text } = await sites.get('/sites/1');
    expect(text).toBe(patched.text);
  });

  it('takes merge patches by both their names, and no other type', async () => {
    await install();
    const types = ['application/merge-patch+json', 'application/json; charset=utf-8'];
    for (const type of types)
      expect((await sites.patch('/sites/1', { name: 'y' }, { 'content-type': type })).status).toBe(200);
    const refused = await sites.patch('/sites/1', { name: 'q' }, { 'content-type': 'application/json-patch+json' });
    expect(refusal(refused)).toBe('415 platform.unsupported-media-type');
    expect(refused.headers['accept-patch']).toBe('application/merge-patch+json, application/json');
    expect((await sites.get('/sites/1')).body['name']).toBe('y');
  });

  it.each([
    ['another version', '"1-0000000000000000"'],
    ['a weak tag', 'weak'],
    ['no tag at all', 'yes'],
  ])('is left alone by a write that expects %s', async (_, expected) => {
    const etag = await install();
    const headers = { 'if-match': expected === 'weak' ? `W/${etag}` : expected };
    const before = await rows();
    expect(refusal(await sites.patch('/sites/1', { name: 'z' }, headers))).toBe('412 sites.stale-version');
    expect(refusal(await sites.delete('/sites/1', headers))).toBe('412 sites.stale-version');
    expect(await rows()).toEqual(before);
  });

  it('is written where the tag, or any version, is expected', async () => {
    const etag = await install();
    const second = await sites.patch('/sites/1', { name: 'z' }, { 'if-match': `"0-0", ${etag}` });
    expect(second.status).toBe(200);
    expect((await sites.patch('/sites/1', { name: 'y' }, { 'if-match': '*' })).status).toBe(200);
    expect(refusal(await sites.delete('/sites/1', { 'if-match': String(second.headers['etag']) }))).toBe(
      '412 sites.stale-version',
    );
    expect((await sites.delete('/sites/1', { 'if-match': '*' })).status).toBe(204);
    for (const path of ['/sites/1', '/groups/1'])
      expect(refusal(await sites.patch(path, { name: 'y' }, { 'if-match': '*' }))).toBe('412 sites.stale-version');
  });

  it('takes one of two patches at once that know the same version', async () => {
    const headers = { 'if-match': await install() };
    const patches = ['y', 'z'].map((name) => sites.patch('/sites/1', { name }, headers));
    const answers = await Promise.all(patches);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const taken = answers.find(({ status }) => status === 200);
    expect((await sites.get('/sites/1')).text).toBe(taken?.text);
  });

  it('has another tag once it is in another group', async () => {
    const etag = await install();
    await sites.post('/groups', { name: 'g', type: 'group1' });
    const stale = { 'if-match': '"1-0000000000000000"' };
    expect(refusal(await sites.put('/sites/1/groups/1', stale))).toBe('412 sites.stale-version');
    expect((await sites.put('/sites/1/groups/1', { 'if-match': etag })).status).toBe(204);
    expect(refusal(await sites.patch('/sites/1', { name: 'z' }, { 'if-match': etag }))).toBe('412 sites.stale-version');
    const group = String((await sites.get('/groups/1')).headers['etag']);
    expect(refusal(await sites.delete('/groups/1/sites/1', { 'if-match': etag }))).toBe('412 sites.stale-version');
    expect((await sites.delete('/groups/1/sites/1', { 'if-match': group })).status).toBe(204);
  });

  it('is judged in order: type, presence, version, form, rules of state', async () => {
    await install('2026-11-20');
    await install('2026-11-21');
    const stale = { 'if-match': '"0-0"' };
    const taken = { installation_date: '2026-11-20' };
    const malformed = { ...taken, max_power_megawatt: 'x' };
    const text = { ...stale, 'content-type': 'text/plain' };
    expect(refusal(await sites.patch('/sites/99', malformed, text))).toBe('415 platform.unsupported-media-type');
    expect(refusal(await sites.patch('/sites/99', malformed))).toBe('404 sites.site-not-found');
    expect(refusal(await sites.patch('/sites/2', malformed, stale))).toBe('412 sites.stale-version');
    expect(refusal(await sites.patch('/sites/2', malformed))).toBe('422 platform.invalid-document /max_power_megawatt');
    expect(refusal(await sites.patch('/sites/2', taken))).toBe('409 sites.french-day-taken /installation_date');
  });

  it('is named by decimal digits', async () => {
    for (const path of ['/sites/abc', '/sites/-1', '/sites/1.5', '/sites/%20', '/sites/0x1'])
      expect(refusal(await sites.get(path))).toBe('400 platform.invalid-parameters ?id');
    for (const path of ['/sites/0', '/sites/2147483648', '/sites/99999999999', `/sites/${'9'.repeat(400)}`])
      expect(refusal(await sites.get(path))).toBe('404 sites.site-not-found');
    expect(refusal(await sites.patch('/groups/x', {}))).toBe('400 platform.invalid-parameters ?id');
    expect(refusal(await sites.delete('/groups/99999999999'))).toBe('404 sites.group-not-found');
  });

  it.each([
    ['PUT', '/sites/1', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['POST', '/sites/1', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['DELETE', '/sites', 'GET, HEAD, OPTIONS, POST'],
    ['PUT', '/sites/france', 'GET, HEAD, OPTIONS, POST'],
    ['PATCH', '/sites/batch', 'OPTIONS, POST'],
    ['GET', '/sites/batch', 'OPTIONS, POST'],
    ['DELETE', '/sites/free-days', 'GET, HEAD, OPTIONS'],
    ['PUT', '/groups/1', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['POST', '/countries', 'GET, HEAD, OPTIONS'],
    ['GET', '/sites/1/groups/1', 'DELETE, OPTIONS, POST, PUT'],
    ['PATCH', '/groups/1/children/2', 'DELETE, OPTIONS, POST, PUT'],
  ] as const)('%s %s is no method of it', async (method, path, allow) => {
    const refused = await sites.call(method, path);
    expect(refusal(refused)).toBe('405 platform.method-not-allowed');
    expect(refused.headers['allow']).toBe(allow);
  });

  it('takes no parameter that it does not know', async () => {
    await install();
    expect(refusal(await sites.get('/sites/1?foo=1'))).toBe('400 platform.invalid-parameters ?foo');
    expect(refusal(await sites.patch('/sites/1?dry_run=true', {}))).toBe('400 platform.invalid-parameters ?dry_run');
    expect(refusal(await sites.post('/sites?dry_run=yes', french('2026-11-21')))).toBe(
      '400 platform.invalid-parameters ?dry_run',
    );
    expect(refusal(await sites.delete('/sites/1?force=true'))).toBe('400 platform.invalid-parameters ?force');
    expect((await sites.get('/sites/1')).status).toBe(200);
  });

  it('can be asked for some members, and for its groups', async () => {
    await sites.post('/groups', { name: 'g', type: 'group2' });
    await install('2026-11-20', { group_ids: [1] });
    const part = await sites.get('/sites/1?fields=name,id');
    expect(part.body).toEqual({ name: 'f', id: 1 });
    const whole = await sites.get('/sites/1?include=groups');
    expect(whole.body).toMatchObject({ id: 1, group_ids: [1], groups: [{ id: 1, name: 'g', type: 'group2' }] });
    const tag = String(whole.headers['etag']);
    expect((await sites.get('/sites/1?include=groups', { 'if-none-match': tag })).status).toBe(304);
    await sites.patch('/groups/1', { name: 'h' });
    expect((await sites.get('/sites/1?include=groups', { 'if-none-match': tag })).status).toBe(200);
    expect(refusal(await sites.get('/sites/1?fields=nme'))).toBe('400 platform.invalid-parameters ?fields');
    expect(refusal(await sites.get('/sites/9?fields=name'))).toBe('404 sites.site-not-found');
    expect((await sites.get('/groups/1?fields=name&include=parents,children')).body).toEqual({
      name: 'h',
      parents: [],
      children: [],
    });
  });

  it('keeps the history of what befell it, by whom and in which request', async () => {
    await sites.post('/groups', { name: 'g', type: 'group1' });
    await sites.post('/sites', french('2026-11-21'), { 'x-request-id': 'request-of-one' });
    await sites.patch('/sites/1', { name: 'z' });
    await sites.patch('/sites/1', { country: 'IT', efficiency: 0.9, useful_energy_at_1_megawatt: null });
    await sites.put('/sites/1/groups/1');
    await sites.delete('/sites/1/groups/1');
    await sites.delete('/sites/1');
    const { body } = await sites.get('/sites/1/history');
    const entries = body['data'] as { action: string; actor: string; request_id: string; changes: object }[];
    expect(entries.map(({ action }) => action)).toEqual([
      'deleted',
      'unlinked',
      'linked',
      'retyped',
      'updated',
      'created',
    ]);
    for (const { actor } of entries) expect(actor).toEqual(usualActor());
    expect(entries[4]?.changes).toEqual({ name: ['f', 'z'] });
    expect(entries[5]?.request_id).toBe('request-of-one');
    expect((await sites.get('/groups/1/history')).body['data']).toMatchObject([
      { action: 'unlinked' },
      { action: 'linked' },
      { action: 'created' },
    ]);
  });
});

describe('a site where If-Match is required', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites({ requireIfMatch: true });
  });
  afterAll(() => sites.close());

  it('is written by those alone who say what they know', async () => {
    const { headers } = await sites.post('/sites', french('2026-11-20'));
    await sites.post('/groups', { name: 'g', type: 'group1' });
    for (const path of ['/sites/1', '/groups/1']) {
      expect(refusal(await sites.patch(path, { name: 'z' }))).toBe('428 platform.precondition-required');
      expect(refusal(await sites.delete(path))).toBe('428 platform.precondition-required');
    }
    expect(refusal(await sites.patch('/sites/9', {}))).toBe('404 sites.site-not-found');
    expect((await sites.put('/sites/1/groups/1')).status).toBe(204);
    expect((await sites.delete('/sites/1/groups/1')).status).toBe(204);
    const known = { 'if-match': String(headers['etag']) };
    expect((await sites.patch('/sites/1', { name: 'z' }, known)).status).toBe(200);
    expect(refusal(await sites.delete('/sites/1', known))).toBe('412 sites.stale-version');
  });
});
