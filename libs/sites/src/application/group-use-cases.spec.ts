import { FRIDAY, SATURDAY } from '../../../../test/support/sites/builders';
import { refusalOf, refused } from '../../../../test/support/sites/refusals';
import {
  bodyOf,
  created,
  installed,
  knowing,
  TERMS,
  type UseCases,
  useCases,
} from '../../../../test/support/sites/use-cases';
import { GroupNotFound } from '../domain/group.errors';
import { SiteNotFound } from '../domain/site.errors';

const INVALID = 'platform.invalid-document';
let all: UseCases;

beforeEach(() => {
  all = useCases();
});

const create = (document: Record<string, unknown>) => all.createGroup.execute(document, TERMS);
const revise = (id: number, patch: Record<string, unknown>, terms = TERMS) => all.reviseGroup.execute(id, patch, terms);
const group = async (id: number) => bodyOf(await all.items.group(id));
const reach = () => all.writes.runs.at(-1)?.reach;
const link = (siteId: number, groupId: number, owner: 'site' | 'group' = 'site', terms = TERMS) =>
  all.linkSite.execute({ siteId, groupId, owner }, terms);
const unlink = (siteId: number, groupId: number, owner: 'site' | 'group' = 'site') =>
  all.unlinkSite.execute({ siteId, groupId, owner }, TERMS);
const nest = (parentId: number, childId: number, terms = TERMS) => all.nestGroup.execute({ parentId, childId }, terms);

/** A way down: each group inside the one before. */
async function chain(...types: ('group1' | 'group3')[]): Promise<number[]> {
  const ids: number[] = [];
  for (const type of types) {
    ids.push(await created(all, type));
    if (ids.length > 1) await nest(ids.at(-2)!, ids.at(-1)!);
  }
  return ids;
}

describe('a group is created', () => {
  it('and answered as it stands', async () => {
    const { id, item } = await create({ name: 'Vallée', type: 'group3' });
    expect(bodyOf(item)).toMatchObject({
      id,
      name: 'Vallée',
      type: 'group3',
      parent_ids: [],
      child_ids: [],
      site_count: 0,
    });
    expect(reach()).toBe('rows');
  });

  it('with its sites and its groups', async () => {
    const [site, child] = [await installed(all, FRIDAY), await created(all, 'group3')];
    const { item } = await create({ name: 'g', type: 'group1', site_ids: [site] });
    expect(bodyOf(item)).toMatchObject({ site_count: 1 });
    expect(reach()).toBe('links');
    const other = await create({ name: 'g', type: 'group1', site_ids: [site], child_ids: [child] });
    expect(bodyOf(other.item)).toMatchObject({ site_count: 1, child_ids: [child] });
    expect(reach()).toBe('graph');
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{}, ['/name missing', '/type missing']],
    [{ name: ' ', type: 'group4' }, ['/name not-a-text', '/type not-a-choice']],
    [
      { name: 'g', type: 'group1', child_ids: 'x', site_ids: [0] },
      ['/child_ids not-a-list-of-ids', '/site_ids/0 not-an-id'],
    ],
    [
      { name: 'g', type: 'group1', id: 1, parent_ids: [], site_count: 0, created_at: '', updated_at: '' },
      ['/created_at', '/id', '/parent_ids', '/site_count', '/updated_at'].map((pointer) => `${pointer} read-only`),
    ],
    [{ name: 'g', type: 'group1', parent_id: 1 }, ['/parent_id unknown']],
    [
      { name: 'g', type: 'group1', child_ids: [4711], site_ids: [4712, 2 ** 40] },
      ['/child_ids/0', '/site_ids/0', '/site_ids/1'].map((pointer) => `${pointer} unknown-reference`),
    ],
  ])('not from %j', async (document, faults) => {
    expect(await refusalOf(() => create(document))).toEqual([INVALID, faults]);
    expect(all.memory.groups.size).toBe(0);
  });

  it('without sites where none may be, directly or below', async () => {
    const site = await installed(all, FRIDAY);
    const { code, extras } = await refused(() => create({ name: 'g', type: 'group3', site_ids: [site] }));
    expect([code, extras.faults?.[0]?.pointer]).toEqual(['sites.group3-forbids-sites', '/site_ids']);
    const [top, bottom] = (await chain('group1', 'group1')) as [number, number];
    const closed = { name: 'g', type: 'group3', child_ids: [top] };
    expect(bodyOf((await create(closed)).item)).toMatchObject({ child_ids: [top] });
    await all.removeGroup.execute(top, TERMS);
    await link(site, bottom);
    const below = await refused(() => create({ ...closed, child_ids: [bottom] }));
    expect(below).toMatchObject({ code: 'sites.group3-ancestor', kind: 'conflict' });
    expect(below.extras.members).toBeUndefined();
  });
});

describe('a group is revised', () => {
  it('by the members that the patch has', async () => {
    const id = await created(all);
    const { item } = await revise(id, { name: 'z' });
    expect(bodyOf(item)).toMatchObject({ name: 'z', type: 'group1' });
    expect([item.version, reach()]).toEqual([2, 'rows']);
    await revise(id, { type: 'group2' });
    expect([(await group(id))['type'], reach()]).toEqual(['group2', 'graph']);
  });

  it('without a write when nothing changes', async () => {
    const [id, child] = (await chain('group1', 'group1')) as [number, number];
    const { writes } = all.memory;
    for (const patch of [{}, { name: 'g', type: 'group1' }, { child_ids: [child] }, { site_ids: null }])
      await revise(id, patch);
    expect(all.memory.writes).toBe(writes);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ name: null, type: null }, ['/name missing', '/type missing']],
    [{ parent_id: 1 }, ['/parent_id unknown']],
    [{ parent_ids: null }, ['/parent_ids read-only']],
    [{ child_ids: [4711] }, ['/child_ids/0 unknown-reference']],
  ])('not by %j', async (patch, faults) => {
    const id = await created(all);
    expect(await refusalOf(() => revise(id, patch))).toEqual([INVALID, faults]);
  });

  it('by the sets of its sites and its groups', async () => {
    const id = await created(all);
    const [a, b, c] = [await created(all), await created(all), await created(all)] as const;
    const [one, other] = [await installed(all, FRIDAY), await installed(all, SATURDAY)];
    await revise(id, { child_ids: [b, a], site_ids: [one] });
    expect([await all.groups.childIdsOf(id), await all.groups.siteIdsOf(id), reach()]).toEqual([
      [a, b],
      [one],
      'graph',
    ]);
    await revise(id, { child_ids: [c, b] });
    expect([await all.groups.childIdsOf(id), await all.groups.siteIdsOf(id)]).toEqual([[b, c], [one]]);
    await revise(id, { site_ids: [other] });
    expect([await all.groups.siteIdsOf(id), reach()]).toEqual([[other], 'links']);
    await revise(id, { child_ids: null, site_ids: [] });
    expect(await group(id)).toMatchObject({ child_ids: [], site_count: 0 });
  });

  it('to one that takes no site, once it has none', async () => {
    const site = await installed(all, FRIDAY);
    const [top, bottom] = (await chain('group1', 'group1')) as [number, number];
    await link(site, bottom);
    for (const id of [top, bottom]) {
      const { code, kind, extras } = await refused(() => revise(id, { type: 'group3' }));
      expect([code, kind, extras.members]).toEqual(['sites.group-has-sites', 'conflict', { site_count: 1 }]);
      expect(extras.faults?.[0]?.pointer).toBe('/type');
    }
    expect(await group(top)).toMatchObject({ type: 'group1' });
    await revise(bottom, { type: 'group3', site_ids: [] });
    await revise(top, { type: 'group3' });
    expect(await group(bottom)).toMatchObject({ type: 'group3', site_count: 0 });
  });

  it('from one that takes no site to one that takes this one', async () => {
    const site = await installed(all, FRIDAY);
    const id = await created(all, 'group3');
    const { code, extras } = await refused(() => revise(id, { site_ids: [site] }));
    expect([code, extras.faults?.[0]?.pointer]).toEqual(['sites.group3-forbids-sites', '/site_ids']);
    expect(bodyOf((await revise(id, { type: 'group1', site_ids: [site] })).item)).toMatchObject({ site_count: 1 });
    expect((await refused(() => revise(id, { type: 'group3', site_ids: [site] }))).code).toBe(
      'sites.group3-forbids-sites',
    );
  });

  it('not by a site below one that takes none, nor by a group that brings one there', async () => {
    const site = await installed(all, FRIDAY);
    const [closed, child] = (await chain('group3', 'group1')) as [number, number];
    const error = await refused(() => revise(child, { site_ids: [site] }));
    expect([error.code, error.extras.members]).toEqual(['sites.group3-ancestor', { group3_id: closed }]);
    const full = await created(all, 'group1', { site_ids: [site] });
    const other = await refused(() => revise(child, { child_ids: [full] }));
    expect([other.code, other.extras.members]).toEqual(['sites.group3-ancestor', { group3_id: closed }]);
    expect(other.extras.faults?.[0]?.pointer).toBe('/child_ids');
    expect(await group(child)).toMatchObject({ child_ids: [], site_count: 0 });
  });

  it('by letting go before it takes in', async () => {
    const site = await installed(all, FRIDAY);
    const [id, full] = (await chain('group1', 'group1')) as [number, number];
    await link(site, full);
    await revise(id, { child_ids: [], type: 'group3' });
    await revise(id, { child_ids: [full], type: 'group2' });
    expect(await group(id)).toMatchObject({ child_ids: [full], type: 'group2' });
  });

  it('not into itself, nor round in a circle', async () => {
    const [a, b, c] = (await chain('group1', 'group1', 'group1')) as [number, number, number];
    const itself = await refused(() => revise(a, { child_ids: [b, a] }));
    expect([itself.code, itself.kind]).toEqual(['sites.group-inside-itself', 'rule-broken']);
    expect(itself.extras.faults?.[0]?.pointer).toBe('/child_ids/1');
    const circle = await refused(() => revise(c, { child_ids: [a] }));
    expect([circle.code, circle.kind, circle.extras.members]).toEqual([
      'sites.group-cycle',
      'conflict',
      { path: [a, b, c] },
    ]);
    expect(circle.extras.faults?.[0]?.pointer).toBe('/child_ids');
  });

  it('not if it is not there, or is not what the caller knows', async () => {
    await expect(revise(4711, {})).rejects.toThrow(GroupNotFound);
    await expect(revise(4711, {}, knowing({ version: 1, json: '' }))).rejects.toThrow('stale');
    const id = await created(all);
    const known = knowing(await all.items.group(id));
    await link(await installed(all, FRIDAY), id);
    await expect(revise(id, { name: 'z' }, known)).rejects.toThrow('stale');
  });

  it('and what cannot be read back is a bug', async () => {
    jest.spyOn(all.items, 'group').mockResolvedValue(null);
    await expect(create({ name: 'g', type: 'group1' })).rejects.toThrow('cannot be read');
  });
});

describe('a group is removed', () => {
  it('from its parents, children and sites, which live on', async () => {
    const site = await installed(all, FRIDAY);
    const [top, middle, bottom] = (await chain('group1', 'group1', 'group1')) as [number, number, number];
    await link(site, middle);
    await all.removeGroup.execute(middle, TERMS);
    expect(await group(top)).toMatchObject({ child_ids: [] });
    expect(await group(bottom)).toMatchObject({ parent_ids: [] });
    expect(bodyOf(await all.items.site(site))).toMatchObject({ group_ids: [] });
    expect(reach()).toBe('graph');
    await expect(all.removeGroup.execute(middle, TERMS)).rejects.toThrow(`There is no group ${middle}.`);
  });

  it('unless it holds any, when that is asked', async () => {
    const site = await installed(all, FRIDAY);
    const [top, bottom] = (await chain('group1', 'group1')) as [number, number];
    await link(site, bottom);
    const remove = (id: number) => all.removeGroup.execute(id, TERMS, { onMembers: 'refuse' });
    const parent = await refused(() => remove(top));
    expect([parent.code, parent.kind]).toEqual(['sites.group-not-empty', 'conflict']);
    expect(parent.extras.members).toEqual({ site_count: 0, child_count: 1 });
    expect((await refused(() => remove(bottom))).extras.members).toEqual({ site_count: 1, child_count: 0 });
    await unlink(site, bottom);
    await remove(bottom);
    await remove(top);
  });
});

describe.each(['site', 'group'] as const)('a link from the side of the %s', (owner) => {
  it('is made once and again, and undone once', async () => {
    const [site, id] = [await installed(all, FRIDAY), await created(all)];
    for (let i = 0; i < 2; i++) await link(site, id, owner);
    expect([await group(id), reach()]).toMatchObject([{ site_count: 1 }, 'links']);
    await unlink(site, id, owner);
    const { code, kind } = await refused(() => unlink(site, id, owner));
    expect([code, kind, reach()]).toEqual(['sites.link-not-found', 'not-found', 'links']);
  });

  it('has two ends', async () => {
    const [site, id] = [await installed(all, FRIDAY), await created(all)];
    for (const act of [link, unlink]) {
      await expect(act(4711, id, owner)).rejects.toThrow(SiteNotFound);
      await expect(act(site, 4711, owner)).rejects.toThrow(GroupNotFound);
    }
  });

  it('is refused at and below a group that takes no site', async () => {
    const site = await installed(all, FRIDAY);
    const [closed, , bottom] = (await chain('group3', 'group1', 'group1')) as [number, number, number];
    const direct = await refused(() => link(site, closed, owner));
    expect([direct.code, direct.kind]).toEqual(['sites.group3-forbids-sites', 'rule-broken']);
    const below = await refused(() => link(site, bottom, owner));
    expect([below.code, below.kind, below.extras.members]).toEqual([
      'sites.group3-ancestor',
      'conflict',
      { group3_id: closed },
    ]);
    expect(bodyOf(await all.items.site(site))).toMatchObject({ group_ids: [] });
  });

  it('holds the terms against its own end', async () => {
    const [site, id] = [await installed(all, FRIDAY), await created(all)];
    const known = knowing(await all.items[owner](owner === 'site' ? site : id));
    await link(site, id, owner, known);
    await expect(link(site, id, owner, known)).rejects.toThrow('stale');
  });
});

describe('a group inside another', () => {
  it('is put there once and again, beside its other parents, and taken out once', async () => {
    const [a, b, child] = [await created(all), await created(all), await created(all)] as const;
    for (const parent of [a, b, a]) await nest(parent, child);
    expect([await group(child), reach()]).toMatchObject([{ parent_ids: [a, b] }, 'graph']);
    const unnest = (parentId: number) => all.unnestGroup.execute({ parentId, childId: child }, TERMS);
    await unnest(a);
    const { code, detail } = await refused(() => unnest(a));
    expect([code, reach()]).toEqual(['sites.link-not-found', 'graph']);
    expect(detail.fr).toBe(`Le groupe ${child} n'est pas dans le groupe ${a}.`);
    expect(await group(child)).toMatchObject({ parent_ids: [b] });
    await expect(all.unnestGroup.execute({ parentId: a, childId: 4711 }, TERMS)).rejects.toThrow(GroupNotFound);
  });

  it('is there, and so is the other', async () => {
    const id = await created(all);
    await expect(nest(id, 4711)).rejects.toThrow(GroupNotFound);
    await expect(nest(4711, id)).rejects.toThrow(GroupNotFound);
    await expect(nest(id, id, knowing(null))).rejects.toThrow('stale');
  });

  it('is not itself, nor one above it', async () => {
    const [a, b, c] = (await chain('group1', 'group1', 'group1')) as [number, number, number];
    const itself = await refused(() => nest(a, a));
    expect([itself.code, itself.kind]).toEqual(['sites.group-inside-itself', 'rule-broken']);
    const short = await refused(() => nest(b, a));
    expect([short.code, short.extras.members]).toEqual(['sites.group-cycle', { path: [a, b] }]);
    const long = await refused(() => nest(c, a));
    expect([long.code, long.extras.members]).toEqual(['sites.group-cycle', { path: [a, b, c] }]);
    expect(long.detail.en).toContain(`(${a} > ${b} > ${c})`);
  });

  it('brings no site below one that takes none, on either side, at any depth', async () => {
    const site = await installed(all, FRIDAY);
    const [closed, middle] = (await chain('group3', 'group1')) as [number, number];
    const [top, full] = (await chain('group1', 'group1')) as [number, number];
    await link(site, full);
    for (const parent of [closed, middle])
      for (const child of [top, full]) {
        const { code, extras } = await refused(() => nest(parent, child));
        expect([code, extras.members]).toEqual(['sites.group3-ancestor', { group3_id: closed }]);
      }
    await nest(full, closed);
    expect(await group(closed)).toMatchObject({ parent_ids: [full] });
  });
});
