import {
  FRIDAY,
  frenchDocument,
  italianDocument,
  MONDAY,
  SATURDAY,
  SUNDAY,
} from '../../../../test/support/sites/builders';
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
import { AUTHOR } from '../../../../test/support/sites/world';
import { SiteNotFound } from '../domain/site.errors';
import { difference } from './difference';

const INVALID = 'platform.invalid-document';
const TO_ITALY = { country: 'italy', efficiency: 0.9, useful_energy_at_1_megawatt: null };
let all: UseCases;

beforeEach(() => {
  all = useCases();
});

const install = (document: Record<string, unknown>, options = {}) => all.installSite.execute(document, TERMS, options);
const revise = (id: number, patch: Record<string, unknown>, terms = TERMS) => all.reviseSite.execute(id, patch, terms);
const stored = () => all.memory.sites.size;
const siteOf = async (id: number) => bodyOf(await all.items.site(id));

describe('a site is installed', () => {
  it('and answered as it stands', async () => {
    const { id, item } = await install(frenchDocument());
    expect(item.version).toBe(1);
    expect(bodyOf(item)).toMatchObject({ id, ...frenchDocument(), group_ids: [] });
    expect(all.writes.runs).toEqual([{ author: AUTHOR, reach: 'rows' }]);
  });

  it('into the groups that its document names', async () => {
    const groups = [await created(all), await created(all, 'group2')];
    const { item } = await install(frenchDocument(FRIDAY, { group_ids: groups.toReversed() }));
    expect(bodyOf(item)).toMatchObject({ group_ids: groups });
    expect(all.writes.runs.at(-1)?.reach).toBe('links');
  });

  it('of the country of the path when its document names none', async () => {
    const { country, ...document } = italianDocument();
    expect(bodyOf((await install(document, { country })).item)).toMatchObject({ country: 'IT' });
    await expect(install(italianDocument(), { country: 'FR' })).rejects.toThrow('only FR (France) is taken here');
    expect(stored()).toBe(1);
  });

  it('once a day in France, as often as one likes on a weekend in Italy', async () => {
    const id = await installed(all, FRIDAY);
    const { code, extras } = await refused(() => install(frenchDocument()));
    expect(code).toBe('sites.french-day-taken');
    expect(extras.members).toEqual({ conflicting_site: id, next_free_date: SATURDAY });
    for (const day of [SATURDAY, SATURDAY, SUNDAY]) await install(italianDocument(day));
    expect(await refusalOf(() => install(italianDocument('2028-02-29')))).toEqual([
      'sites.italian-weekday',
      ['/installation_date sites.italian-weekday'],
    ]);
    expect(stored()).toBe(4);
  });

  it('in a rehearsal, and is gone', async () => {
    const { item } = await install(frenchDocument(), { rehearsal: true });
    expect(bodyOf(item)).toMatchObject(frenchDocument());
    expect(stored()).toBe(0);
    await installed(all, FRIDAY);
    await expect(install(frenchDocument(), { rehearsal: true })).rejects.toThrow('already installed');
  });

  it('not if its groups do not exist or take none, all at once', async () => {
    const [open, closed] = [await created(all), await created(all, 'group3')];
    const groups = { group_ids: [4711, open, closed, 2_147_483_648] };
    expect(await refusalOf(() => install(frenchDocument(FRIDAY, groups)))).toEqual([
      INVALID,
      ['/group_ids/0 unknown-reference', '/group_ids/2 sites.group3-forbids-sites', '/group_ids/3 unknown-reference'],
    ]);
    const one = await refused(() => install(frenchDocument(FRIDAY, { group_ids: [open, closed] })));
    expect(one.code).toBe('sites.group3-forbids-sites');
    expect(stored()).toBe(0);
  });

  it('not below a group that takes none, and says which', async () => {
    const child = await created(all);
    const closed = await created(all, 'group3', { child_ids: [child] });
    const { code, extras } = await refused(() => install(frenchDocument(FRIDAY, { group_ids: [child] })));
    expect(code).toBe('sites.group3-ancestor');
    expect(extras.members).toEqual({ group3_id: closed });
    expect(extras.faults).toMatchObject([{ pointer: '/group_ids' }]);
    expect(stored()).toBe(0);
  });

  it('judged for its content before its groups, for its groups before the day', async () => {
    await installed(all, FRIDAY);
    const unknown = { group_ids: [4711] };
    expect((await refused(() => install(italianDocument(FRIDAY, unknown)))).code).toBe('sites.italian-weekday');
    expect(await refusalOf(() => install(frenchDocument(FRIDAY, unknown)))).toEqual([
      INVALID,
      ['/group_ids/0 unknown-reference'],
    ]);
  });

  it('with all that the present state has against it', async () => {
    await installed(all, FRIDAY);
    const child = await created(all);
    await created(all, 'group3', { child_ids: [child] });
    expect(await refusalOf(() => install(frenchDocument(FRIDAY, { group_ids: [child] })))).toEqual([
      'sites.french-day-taken',
      ['/group_ids sites.group3-ancestor', '/installation_date sites.french-day-taken'],
    ]);
  });
});

describe('a batch of sites', () => {
  const batch = (...documents: unknown[]) => all.installSites.execute(documents, TERMS);

  it('is installed whole, answered in its order, linked to its groups', async () => {
    const [one, other] = [await created(all), await created(all)];
    const bodies = await batch(
      italianDocument(SATURDAY, { name: 'a', group_ids: [other, one] }),
      frenchDocument(MONDAY, { name: 'b' }),
      frenchDocument(FRIDAY, { name: 'c', group_ids: [one, other] }),
      frenchDocument(SUNDAY, { name: 'd', group_ids: [one] }),
    );
    expect(bodies.map((body): unknown => JSON.parse(body))).toMatchObject([
      { name: 'a', group_ids: [one, other] },
      { name: 'b', group_ids: [] },
      { name: 'c', group_ids: [one, other] },
      { name: 'd', group_ids: [one] },
    ]);
    expect(all.writes.runs.at(-1)?.reach).toBe('links');
  });

  it.each([[undefined], [null], [{}], ['sites'], [[]], [Array.from({ length: 1001 }, () => frenchDocument())]])(
    'is a list of 1 to 1000 documents: %#',
    async (documents) => {
      expect(await refusalOf(() => all.installSites.execute(documents, TERMS))).toEqual([
        INVALID,
        ['/sites not-a-list'],
      ]);
    },
  );

  it('takes a thousand with few questions', async () => {
    const documents = Array.from({ length: 1000 }, () => italianDocument());
    expect(await batch(...documents)).toHaveLength(1000);
    expect(all.sites.questions).toBeLessThanOrEqual(2);
  });

  it('is refused whole', async () => {
    expect(await refusalOf(() => batch(frenchDocument(), frenchDocument()))).toEqual([
      'sites.day-repeated-in-batch',
      ['/sites/1/installation_date sites.day-repeated-in-batch'],
    ]);
    expect(await refusalOf(() => batch(frenchDocument(), italianDocument('2026-12-02')))).toEqual([
      'sites.italian-weekday',
      ['/sites/1/installation_date sites.italian-weekday'],
    ]);
    expect(stored()).toBe(0);
  });

  it('stays a conflict when several of its days are taken', async () => {
    await installed(all, FRIDAY);
    await installed(all, MONDAY);
    const error = await refused(() => batch(frenchDocument(), frenchDocument(SUNDAY), frenchDocument(MONDAY)));
    expect(error).toMatchObject({ code: 'sites.french-day-taken', kind: 'conflict' });
    expect(error.extras.faults?.map(({ pointer }) => pointer)).toEqual([
      '/sites/0/installation_date',
      '/sites/2/installation_date',
    ]);
  });

  it('names the site that is below a group that takes none', async () => {
    const child = await created(all);
    await created(all, 'group3', { child_ids: [child] });
    const documents = [frenchDocument(), frenchDocument(SUNDAY, { group_ids: [child] }), italianDocument()];
    expect(await refusalOf(() => batch(...documents))).toEqual([
      'sites.group3-ancestor',
      ['/sites/1/group_ids sites.group3-ancestor'],
    ]);
  });

  it('may be rehearsed', async () => {
    expect(await all.installSites.execute([frenchDocument()], TERMS, { rehearsal: true })).toHaveLength(1);
    expect(stored()).toBe(0);
  });
});

describe('a site is revised', () => {
  it('by the members that the patch has', async () => {
    const id = await installed(all, FRIDAY);
    const { item } = await revise(id, { name: 'z', max_power_megawatt: 20 });
    expect(item.version).toBe(2);
    expect(bodyOf(item)).toMatchObject({ ...frenchDocument(), id, name: 'z', max_power_megawatt: 20 });
    expect(all.writes.runs.at(-1)).toEqual({ author: AUTHOR, reach: 'rows' });
  });

  it.each([
    {},
    { name: 'f' },
    { installation_date: FRIDAY, country: 'france' },
    { group_ids: [] },
    { group_ids: null },
  ])('without a write when nothing changes: %j', async (patch) => {
    const id = await installed(all, FRIDAY);
    const { writes } = all.memory;
    expect((await revise(id, patch)).item.version).toBe(1);
    expect(all.memory.writes).toBe(writes);
  });

  it('to a day that is free, its own included', async () => {
    const [one, other] = [await installed(all, FRIDAY), await installed(all, SATURDAY)];
    const before = await all.items.site(other);
    const { code, extras } = await refused(() => revise(other, { installation_date: FRIDAY }));
    expect([code, extras.members]).toEqual([
      'sites.french-day-taken',
      { conflicting_site: one, next_free_date: SUNDAY },
    ]);
    expect(await all.items.site(other)).toEqual(before);
    await revise(other, { installation_date: SATURDAY });
    await revise(other, { installation_date: MONDAY });
    await installed(all, SATURDAY);
  });

  it('into another country, under the rules of that one', async () => {
    const id = await installed(all, FRIDAY);
    expect((await refused(() => revise(id, TO_ITALY))).code).toBe('sites.italian-weekday');
    expect(await refusalOf(() => revise(id, { country: 'italy', installation_date: SUNDAY }))).toEqual([
      INVALID,
      ['/efficiency missing', '/useful_energy_at_1_megawatt foreign-field'],
    ]);
    expect(await siteOf(id)).toMatchObject({ country: 'FR' });
    const { item } = await revise(id, { ...TO_ITALY, installation_date: SUNDAY });
    expect(bodyOf(item)).toMatchObject({ id, ...italianDocument(SUNDAY) });
    expect(bodyOf(item)).not.toHaveProperty('useful_energy_at_1_megawatt');
    await installed(all, FRIDAY);
  });

  it('not into a country whose day is taken', async () => {
    await installed(all, SATURDAY);
    const { id } = await install(italianDocument());
    const patch = { country: 'FR', useful_energy_at_1_megawatt: 1, efficiency: null };
    expect((await refused(() => revise(id, patch))).code).toBe('sites.french-day-taken');
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ foo: 1 }, ['/foo unknown']],
    [{ foo: null }, ['/foo unknown']],
    [{ id: null }, ['/id read-only']],
    [{ efficiency: 1 }, ['/efficiency foreign-field']],
    [{ name: null, country: null }, ['/country missing', '/name missing']],
    [{ max_power_megawatt: { a: 1 } }, ['/max_power_megawatt not-a-number']],
  ])('not by %j', async (patch, faults) => {
    const id = await installed(all, FRIDAY);
    expect(await refusalOf(() => revise(id, patch))).toEqual([INVALID, faults]);
  });

  it('by a null for a member that it does not have', async () => {
    const id = await installed(all, FRIDAY);
    expect((await revise(id, { efficiency: null })).item.version).toBe(1);
  });

  it('by the set of its groups, and by nothing else than what differs', async () => {
    const id = await installed(all, FRIDAY);
    const [a, b, c] = [await created(all), await created(all), await created(all)] as const;
    await revise(id, { group_ids: [a, b] });
    const { writes } = all.memory;
    expect(bodyOf((await revise(id, { group_ids: [c, b] })).item)).toMatchObject({ group_ids: [b, c] });
    expect(all.memory.writes).toBe(writes + 2);
    expect(all.writes.runs.at(-1)?.reach).toBe('links');
    await revise(id, { name: 'z' });
    expect(await siteOf(id)).toMatchObject({ group_ids: [b, c] });
    await revise(id, { group_ids: null });
    expect(await siteOf(id)).toMatchObject({ group_ids: [] });
  });

  it('not if it is not there, or is not what the caller knows', async () => {
    await expect(revise(4711, {})).rejects.toThrow(SiteNotFound);
    await expect(revise(4711, {}, knowing({ version: 1, json: '' }))).rejects.toThrow('stale');
    await expect(revise(4711, {}, knowing(null))).rejects.toThrow(SiteNotFound);
    const id = await installed(all, FRIDAY);
    const known = knowing(await all.items.site(id));
    expect((await revise(id, { name: 'z' }, known)).item.version).toBe(2);
    await expect(revise(id, { name: '' }, known)).rejects.toThrow('stale');
  });
});

describe('a site is removed', () => {
  it('with its links; its groups live on', async () => {
    const group = await created(all);
    const { id } = await install(frenchDocument(FRIDAY, { group_ids: [group] }));
    await all.removeSite.execute(id, TERMS);
    expect(bodyOf(await all.items.group(group))).toMatchObject({ site_count: 0 });
    expect(all.writes.runs.at(-1)?.reach).toBe('links');
    await expect(all.removeSite.execute(id, TERMS)).rejects.toThrow(`There is no site ${id}.`);
    await installed(all, FRIDAY);
  });

  it('only as the caller knows it', async () => {
    const id = await installed(all, FRIDAY);
    await expect(all.removeSite.execute(id, knowing(null))).rejects.toThrow('stale');
    expect(stored()).toBe(1);
  });
});

describe('what stands between a write and its caller', () => {
  it('takes an item that cannot be read for a bug', async () => {
    jest.spyOn(all.items, 'site').mockResolvedValue(null);
    await expect(install(frenchDocument())).rejects.toThrow('cannot be read');
  });

  it('lets other failures of a lock through, unguarded', async () => {
    const guard = jest.fn();
    jest.spyOn(all.sites, 'lock').mockRejectedValue(new Error('connection lost'));
    await expect(revise(1, {}, { author: AUTHOR, guard })).rejects.toThrow('connection lost');
    expect(guard).not.toHaveBeenCalled();
  });

  it('tells sets apart', () => {
    expect(difference([1, 2, 3], [4, 3, 2])).toEqual({ gone: [1], added: [4] });
  });
});
