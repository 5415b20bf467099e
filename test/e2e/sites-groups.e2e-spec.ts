import { faultsOf, french, refusal, serveSites, type SitesService } from '../support/sites-service';

describe('groups', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(() => sites.close());

  let days = 0;
  const site = async (more: object = {}): Promise<number> => {
    const day = new Date(Date.UTC(2030, 0, 1 + days++)).toISOString().slice(0, 10);
    const { status, body } = await sites.post('/sites', french(day, more));
    expect(status).toBe(201);
    return body['id'] as number;
  };
  const group = async (type: 1 | 2 | 3, more: object = {}): Promise<number> => {
    const { status, body } = await sites.post('/groups', { name: 'g', type: `group${type}`, ...more });
    expect(status).toBe(201);
    return body['id'] as number;
  };
  const nest = (parent: number, child: number): ReturnType<SitesService['put']> =>
    sites.put(`/groups/${parent}/children/${child}`);
  const link = (siteId: number, groupId: number): ReturnType<SitesService['put']> =>
    sites.put(`/sites/${siteId}/groups/${groupId}`);
  const graph = (): Promise<object[]> =>
    sites.query(`SELECT 'site' AS what, site_id AS inner, group_id AS outer FROM site_groups
      UNION ALL SELECT 'group', child_id, parent_id FROM group_children ORDER BY 1, 2, 3`);
  const typeOf = async (id: number): Promise<unknown> => (await sites.get(`/groups/${id}`)).body['type'];

  it('are created with what they hold, read, renamed, removed', async () => {
    const [s, child] = [await site(), await group(2)];
    const made = await sites.post('/groups', { name: 'Alps', type: 'group1', site_ids: [s], child_ids: [child] });
    expect(made).toMatchObject({
      status: 201,
      headers: { location: '/groups/2' },
      body: { id: 2, name: 'Alps', type: 'group1', parent_ids: [], child_ids: [child], site_count: 1 },
    });
    const read = await sites.get('/groups/2');
    expect(read).toMatchObject({ status: 200, text: made.text, headers: { etag: made.headers['etag'] } });
    expect((await sites.get(`/groups/${child}`)).body['parent_ids']).toEqual([2]);
    expect((await sites.patch('/groups/2', { name: 'Jura' })).body).toMatchObject({ name: 'Jura', site_count: 1 });
    expect((await sites.delete('/groups/2')).status).toBe(204);
    expect(refusal(await sites.delete('/groups/2'))).toBe('404 sites.group-not-found');
  });

  it('of type group3 take no site, from whichever side it comes', async () => {
    const [s, g] = [await site(), await group(3)];
    const before = await graph();
    expect(refusal(await link(s, g))).toMatch(/^422 sites.group3-forbids-sites/);
    expect(refusal(await sites.put(`/groups/${g}/sites/${s}`))).toMatch(/^422 sites.group3-forbids-sites/);
    expect(refusal(await sites.post('/sites', french('2026-11-20', { group_ids: [g] })))).toBe(
      '422 sites.group3-forbids-sites /group_ids/0',
    );
    expect(refusal(await sites.patch(`/sites/${s}`, { group_ids: [g] }))).toBe(
      '422 sites.group3-forbids-sites /group_ids/0',
    );
    expect(refusal(await sites.post('/groups', { name: 'g', type: 'group3', site_ids: [s] }))).toMatch(
      /^422 sites.group3-forbids-sites/,
    );
    expect(refusal(await sites.patch(`/groups/${g}`, { site_ids: [s] }))).toMatch(/^422 sites.group3-forbids-sites/);
    expect(await graph()).toEqual(before);
    expect(await sites.query('SELECT id FROM sites')).toHaveLength(1);
    expect((await sites.patch(`/groups/${g}`, { type: 'group1', site_ids: [s] })).body).toMatchObject({
      type: 'group1',
      site_count: 1,
    });
  });

  it('with a site become group3 when they let it go, and not before', async () => {
    const [s, g] = [await site(), await group(1)];
    await link(s, g);
    const refused = await sites.patch(`/groups/${g}`, { type: 'group3' });
    expect(refusal(refused)).toMatch(/^409 sites.group-has-sites/);
    expect(refused.body['site_count']).toBe(1);
    expect(await typeOf(g)).toBe('group1');
    expect((await sites.patch(`/groups/${g}`, { type: 'group3', site_ids: [] })).body).toMatchObject({
      type: 'group3',
      site_count: 0,
    });
  });

  it('below a group3 take no site; the site first, no group3 above', async () => {
    const [s, outer, inner] = [await site(), await group(3), await group(1)];
    expect((await nest(outer, inner)).status).toBe(204);
    const refused = await link(s, inner);
    expect(refusal(refused)).toMatch(/^409 sites.group3-ancestor/);
    expect(refused.body['group3_id']).toBe(outer);
    await sites.delete(`/groups/${outer}/children/${inner}`);
    await link(s, inner);
    expect(refusal(await nest(outer, inner))).toMatch(/^409 sites.group3-ancestor/);
    expect(await graph()).toEqual([{ what: 'site', inner: s, outer: inner }]);
  });

  it('keep sites from below a group3 at any depth', async () => {
    const s = await site();
    const [top, a, b] = [await group(3), await group(1), await group(2)];
    await nest(top, a);
    await nest(a, b);
    expect(refusal(await link(s, b))).toMatch(/^409 sites.group3-ancestor/);
    expect(refusal(await sites.post('/sites', french('2026-11-20', { group_ids: [b] })))).toMatch(
      /^409 sites.group3-ancestor \/group_ids/,
    );
    await sites.delete(`/groups/${top}/children/${a}`);
    await link(s, b);
    const retyped = await sites.patch(`/groups/${a}`, { type: 'group3' });
    expect(refusal(retyped)).toMatch(/^409 sites.group-has-sites/);
    expect(await typeOf(a)).toBe('group1');
    expect((await nest(b, top)).status).toBe(204);
  });

  it('are never inside themselves, by whatever way', async () => {
    const [a, b, c] = [await group(1), await group(1), await group(1)];
    expect(refusal(await nest(a, a))).toMatch(/^422 sites.group-inside-itself/);
    await nest(a, b);
    const two = await nest(b, a);
    expect(refusal(two)).toMatch(/^409 sites.group-cycle/);
    await nest(b, c);
    const three = await nest(c, a);
    expect(refusal(three)).toMatch(/^409 sites.group-cycle/);
    expect(three.body['path']).toEqual([a, b, c]);
    expect(refusal(await sites.patch(`/groups/${c}`, { child_ids: [a] }))).toMatch(/^409 sites.group-cycle/);
    expect(refusal(await sites.patch(`/groups/${a}`, { child_ids: [a] }))).toMatch(
      /^422 sites.group-inside-itself \/child_ids/,
    );
    expect(refusal(await sites.patch(`/groups/${a}`, { parent_id: 1 }))).toBe(
      '422 platform.invalid-document /parent_id',
    );
    expect(await graph()).toEqual([
      { what: 'group', inner: b, outer: a },
      { what: 'group', inner: c, outer: b },
    ]);
  });

  it('are found below one another, each once, and live on without their parent', async () => {
    const [a, b, c, d] = [await group(1), await group(1), await group(1), await group(1)];
    for (const [parent, child] of [
      [a, b],
      [a, c],
      [c, d],
    ] as const)
      await nest(parent, child);
    const below = async (): Promise<unknown> =>
      ((await sites.get(`/groups/${a}/descendants`)).body['data'] as { id: number; depth: number }[]).map(
        ({ id, depth }) => [id, depth],
      );
    expect(await below()).toEqual([
      [b, 1],
      [c, 1],
      [d, 2],
    ]);
    expect((await sites.delete(`/groups/${c}`)).status).toBe(204);
    expect(await below()).toEqual([[b, 1]]);
    expect((await sites.get(`/groups/${d}`)).status).toBe(200);
  });

  it('take a second parent beside the first', async () => {
    const [a, b, c] = [await group(1), await group(1), await group(1)];
    await nest(a, c);
    expect((await sites.post(`/groups/${b}/children/${c}`)).status).toBe(204);
    expect((await sites.get(`/groups/${c}`)).body['parent_ids']).toEqual([a, b]);
    expect((await sites.delete(`/groups/${a}/children/${c}`)).status).toBe(204);
    expect(refusal(await sites.delete(`/groups/${a}/children/${c}`))).toBe('404 sites.link-not-found');
    expect(refusal(await nest(a, 99))).toBe('404 sites.group-not-found');
    expect(refusal(await nest(99, a))).toBe('404 sites.group-not-found');
  });

  it.each(['site', 'group'])('are linked and unlinked from the side of the %s', async (side) => {
    const [s, g] = [await site(), await group(1)];
    const path = (a: number, b: number): string =>
      side === 'site' ? `/sites/${a}/groups/${b}` : `/groups/${b}/sites/${a}`;
    for (const method of ['PUT', 'PUT', 'POST'] as const)
      expect(await sites.call(method, path(s, g))).toMatchObject({ status: 204, text: '' });
    expect(await graph()).toEqual([{ what: 'site', inner: s, outer: g }]);
    expect((await sites.delete(path(s, g))).status).toBe(204);
    expect(refusal(await sites.delete(path(s, g)))).toBe('404 sites.link-not-found');
    for (const method of ['PUT', 'DELETE'] as const) {
      expect(refusal(await sites.call(method, path(99, g)))).toBe('404 sites.site-not-found');
      expect(refusal(await sites.call(method, path(s, 99)))).toBe('404 sites.group-not-found');
    }
    expect(refusal(await sites.put(path(s, 99999999999)))).toBe('404 sites.group-not-found');
    const read = await sites.get(path(s, g));
    expect([refusal(read), read.headers['allow']]).toEqual([
      '405 platform.method-not-allowed',
      'DELETE, OPTIONS, POST, PUT',
    ]);
    expect(await sites.query(`SELECT DISTINCT entity FROM site_changes WHERE action = 'linked' ORDER BY 1`)).toEqual([
      { entity: 'group' },
      { entity: 'site' },
    ]);
  });

  it('outlive their sites, and their sites them', async () => {
    const [a, b] = [await group(1), await group(2)];
    const [s, other] = [await site({ group_ids: [a, b] }), await site({ group_ids: [a] })];
    await nest(a, b);
    expect((await sites.get(`/sites/${s}`)).body['group_ids']).toEqual([a, b]);
    expect((await sites.delete(`/sites/${s}`)).status).toBe(204);
    expect((await sites.get(`/groups/${a}`)).body).toMatchObject({ site_count: 1, child_ids: [b] });
    const kept = await sites.delete(`/groups/${a}?on_members=refuse`);
    expect(refusal(kept)).toBe('409 sites.group-not-empty');
    expect(refusal(await sites.delete(`/groups/${a}?on_members=keep`))).toBe(
      '400 platform.invalid-parameters ?on_members',
    );
    expect((await sites.delete(`/groups/${a}`)).status).toBe(204);
    expect((await sites.get(`/sites/${other}`)).body['group_ids']).toEqual([]);
    expect((await sites.get(`/groups/${b}`)).body['parent_ids']).toEqual([]);
    expect((await sites.delete(`/groups/${b}?on_members=refuse`)).status).toBe(204);
  });

  it('are replaced as the groups of a site, or emptied', async () => {
    const [a, b, c] = [await group(1), await group(1), await group(1)];
    const s = await site({ group_ids: [b, a] });
    expect((await sites.patch(`/sites/${s}`, { group_ids: [c, b] })).body['group_ids']).toEqual([b, c]);
    expect(refusal(await sites.patch(`/sites/${s}`, { group_ids: [a, 99] }))).toBe(
      '422 platform.invalid-document /group_ids/1',
    );
    expect((await sites.patch(`/sites/${s}`, { name: 'z' })).body['group_ids']).toEqual([b, c]);
    expect((await sites.patch(`/sites/${s}`, { group_ids: null })).body['group_ids']).toEqual([]);
  });

  it.each([
    ['no name', { name: null }, '/name', 'missing'],
    ['a blank name', { name: '  ' }, '/name', 'not-a-text'],
    ['no type', { type: undefined }, '/type', 'missing'],
    ['an unknown type', { type: 'group4' }, '/type', 'not-a-choice'],
    ['parents', { parent_ids: [1] }, '/parent_ids', 'read-only'],
    ['a count of sites', { site_count: 0 }, '/site_count', 'read-only'],
    ['an unknown child', { child_ids: [99] }, '/child_ids/0', 'unknown-reference'],
    ['an unknown site', { site_ids: [99] }, '/site_ids/0', 'unknown-reference'],
    ['an unknown member', { colour: 'red' }, '/colour', 'unknown'],
  ])('are refused with %s', async (_, change, pointer, code) => {
    const refused = await sites.post('/groups', { name: 'g', type: 'group1', ...change });
    expect(refusal(refused)).toBe(`422 platform.invalid-document ${pointer}`);
    expect(faultsOf(refused)).toEqual({ [pointer]: code });
    expect(await sites.query('SELECT FROM groups')).toEqual([]);
  });
});
