import { addDays, type Day, daysFrom, DomainError, problem } from '@hexagone/kernel';
import { aFrenchSite, anItalianSite, FRIDAY, SATURDAY, SUNDAY } from '../../../../test/support/sites/builders';
import { inMemoryWorld } from '../../../../test/support/sites/in-memory-world';
import { BatchInstallations } from './batch-installations';
import { Countries } from './countries';
import { countryPack, type Rule } from './country-pack';
import { france } from './countries/france/france.country';
import { italy } from './countries/italy/italy.country';
import { InstallationPolicy } from './installation-policy';
import { Site, type SiteDetails } from './site';
import type { SiteDraft } from './site-document';

const draft = (site: Site, place = ''): SiteDraft => ({ site, groupIds: undefined, place });
const batch = (...sites: Site[]): SiteDraft[] => sites.map((site, i) => draft(site, `/sites/${i}`));

const world = () => {
  const memory = inMemoryWorld();
  return { ...memory, policy: new InstallationPolicy(memory.countries, memory.sites) };
};

const brief = (errors: readonly DomainError[]) =>
  errors.map(({ code, extras }) => `${extras.faults?.map(({ pointer }) => pointer ?? '').join() ?? ''} ${code}`);

describe('rules of content', () => {
  it('let a weekend pass, and name the next one on a weekday', async () => {
    const { policy } = world();
    expect(await policy.contentErrors([draft(anItalianSite())])).toEqual([]);
    const [friday] = await policy.contentErrors([draft(anItalianSite({ installationDate: FRIDAY }))]);
    expect(friday?.extras.members).toEqual({ next_free_date: SATURDAY });
    const [monday] = await policy.contentErrors([draft(anItalianSite({ installationDate: '2026-11-23' }))]);
    expect(monday?.extras.members).toEqual({ next_free_date: '2026-11-28' });
  });

  it('do not ask what is installed', async () => {
    const { policy, sites } = world();
    await sites.add([aFrenchSite()]);
    expect(await policy.contentErrors([draft(aFrenchSite())])).toEqual([]);
    expect(sites.questions).toBe(0);
  });

  it('tell each fault of a batch at its place', async () => {
    const { policy } = world();
    const friday = anItalianSite({ installationDate: FRIDAY });
    const errors = await policy.contentErrors(batch(friday, aFrenchSite(), anItalianSite(), friday));
    expect(brief(errors)).toEqual([
      '/sites/0/installation_date sites.italian-weekday',
      '/sites/3/installation_date sites.italian-weekday',
    ]);
    expect(errors.map(({ extras }) => extras.members)).toEqual([undefined, undefined]);
  });

  it('refuse sites of a batch that exclude each other, at every later one', async () => {
    const { policy } = world();
    const sites = [aFrenchSite(), anItalianSite(), aFrenchSite(), anItalianSite(), aFrenchSite()];
    const errors = await policy.contentErrors(batch(...sites, aFrenchSite({ installationDate: SUNDAY })));
    expect(brief(errors)).toEqual([
      '/sites/2/installation_date sites.day-repeated-in-batch',
      '/sites/4/installation_date sites.day-repeated-in-batch',
    ]);
    expect(errors[1]?.detail).toEqual({
      en: 'The same as in /sites/0/installation_date. Only one French site can be installed per day.',
      fr: 'Identique à /sites/0/installation_date. Un seul site français peut être installé par jour.',
    });
  });

  it('stop looking for a free day at the end of the calendar', async () => {
    const { policy } = world();
    const last = await policy.contentErrors([draft(anItalianSite({ installationDate: '2199-12-30' }))]);
    expect(last).toHaveLength(1);
    expect(last[0]?.extras.members).toBeUndefined();
  });
});

describe('rules of state', () => {
  it('name the site in the way and the next free day', async () => {
    const { policy, sites } = world();
    const ids = await sites.add([aFrenchSite(), aFrenchSite({ installationDate: SATURDAY })]);
    const [error] = await policy.stateErrors([draft(aFrenchSite())]);
    expect(error?.extras.members).toEqual({ conflicting_site: ids[0], next_free_date: SUNDAY });
  });

  it('look for the next free day within 366 days, both ends counted, with few questions', async () => {
    const { policy, sites } = world();
    const taken = daysFrom(FRIDAY, addDays(FRIDAY, 365)).map((installationDate) => aFrenchSite({ installationDate }));
    await sites.add(taken);
    const [error] = await policy.stateErrors([draft(aFrenchSite())]);
    expect(error?.extras.members).toHaveProperty('next_free_date', addDays(FRIDAY, 366));
    expect(sites.questions).toBe(2);
    await sites.add([aFrenchSite({ installationDate: addDays(FRIDAY, 366) })]);
    const [none] = await policy.stateErrors([draft(aFrenchSite())]);
    expect(none?.extras.members).not.toHaveProperty('next_free_date');
  });

  it('judge a whole batch with one question per country, and one more for each conflict', async () => {
    const { policy, sites } = world();
    const many = daysFrom('2027-01-01', '2027-12-31').map((installationDate) => aFrenchSite({ installationDate }));
    expect(await policy.stateErrors(batch(...many, anItalianSite()))).toEqual([]);
    expect(sites.questions).toBe(1);
    await sites.add([aFrenchSite({ installationDate: '2027-06-01' })]);
    const errors = await policy.stateErrors(batch(...many));
    expect(brief(errors)).toEqual(['/sites/151/installation_date sites.french-day-taken']);
    expect(errors[0]?.extras.members).toHaveProperty('next_free_date', '2027-06-02');
    expect(sites.questions).toBe(4);
  });
});

describe('free days', () => {
  it('are those that all rules of the country open', async () => {
    const { policy, sites, countries } = world();
    await sites.add([aFrenchSite()]);
    const free = (code: string, from: Day, to: Day) => policy.freeDays(countries.get(code), from, to);
    expect(await free('FR', '2026-11-19', SUNDAY)).toEqual(['2026-11-19', SATURDAY, SUNDAY]);
    expect(await free('IT', FRIDAY, '2026-11-30')).toEqual([SATURDAY, SUNDAY, '2026-11-28', '2026-11-29']);
    expect(await free('IT', '2027-01-01', '2027-12-31')).toHaveLength(104);
    expect(await free('IT', '2028-01-01', '2028-12-31')).toHaveLength(106);
  });
});

describe('a country with rules of another kind', () => {
  const words = { en: 'Lilliput has room for one site.', fr: 'Lilliput a de la place pour un site.' };
  const full = problem('sites.lilliputian-full', 'conflict', words);
  const alike = problem('sites.lilliputian-alike', 'conflict', words);

  interface Details extends SiteDetails {
    readonly nickname?: string;
  }

  class LilliputianSite extends Site {
    readonly country = 'XL';
    readonly nickname?: string;

    constructor(details: Details) {
      super(details);
      if (details.nickname !== undefined) this.nickname = details.nickname;
    }
  }

  const nextDayFree: Rule = {
    code: 'sites.lilliputian-full',
    kind: 'conflict',
    pointer: '/name',
    summary: words,
    keptBy: { constraint: 'sites_xl_full_ck', sql: 'true' },
    async brokenBy({ installationDate }, sites) {
      const there = await sites.siteOn(addDays(installationDate, 30), 'XL');
      return there && new DomainError(full, words, { faults: [{ pointer: '/name', code: full.code, detail: words }] });
    },
    daysOpen: (days) => Promise.resolve(days),
  };
  const uniqueByName: Rule = {
    ...nextDayFree,
    code: 'sites.lilliputian-alike',
    keptBy: { constraint: 'sites_xl_alike_uq', uniqueBy: ['name', 'nickname'] },
    async brokenBy({ installationDate: day }, sites) {
      const taken = await sites.daysTaken('XL', day, day);
      return taken.size > 0 ? new DomainError(alike, words) : null;
    },
  };
  const lilliput = countryPack({
    code: 'XL',
    slug: 'lilliput',
    aliases: [],
    name: { en: 'Lilliput', fr: 'Lilliput' },
    timeZone: 'Europe/London',
    site: LilliputianSite,
    fields: { nickname: { type: 'text', maxLength: 9, required: false, example: 'x', label: words } },
    rules: [nextDayFree, uniqueByName],
  });

  const here = () => {
    const memory = inMemoryWorld(new Countries([france, italy, lilliput]));
    return { ...memory, policy: new InstallationPolicy(memory.countries, memory.sites) };
  };
  const aSite = (installationDate: Day = SATURDAY, more: Partial<Details> = {}): Site =>
    new LilliputianSite({ name: 's', installationDate, maxPowerMegawatt: 2, minPowerMegawatt: 1, ...more });

  it('hears of days outside those of the batch, and gets no free day for what is no matter of days', async () => {
    const { policy, sites } = here();
    await sites.add([aSite(addDays(SUNDAY, 30))]);
    const errors = await policy.stateErrors(batch(aSite(), aSite(SUNDAY)));
    expect(brief(errors)).toEqual(['/sites/1/name sites.lilliputian-full']);
    expect(errors[0]?.extras.members).toBeUndefined();
  });

  it('hears of days before those of the batch, and of countries that are not in it', async () => {
    const { policy, sites } = here();
    const before = addDays(SATURDAY, -1);
    await sites.add([aSite(before)]);
    const there = new BatchInstallations(sites, [aSite(), anItalianSite({ installationDate: before })]);
    expect(await there.siteOn(before, 'XL')).not.toBeNull();
    const { questions } = sites;
    expect(await there.siteOn(SATURDAY, 'XL')).toBeNull();
    expect(sites.questions).toBe(questions);
    await sites.add([aFrenchSite()]);
    expect(await there.siteOn(FRIDAY, 'FR')).not.toBeNull();
    expect(await policy.stateErrors(batch(aSite(), aSite(SUNDAY)))).toEqual([]);
  });

  it('asks for days taken as they are', async () => {
    const { policy, sites } = here();
    await sites.add([aSite()]);
    expect(brief(await policy.stateErrors(batch(aSite(), aSite(SUNDAY))))).toEqual([' sites.lilliputian-alike']);
  });

  it('does not take values that are not there for the same', async () => {
    const { policy } = here();
    expect(await policy.contentErrors(batch(aSite(), aSite()))).toEqual([]);
    const alikeOnes = batch(aSite(SATURDAY, { nickname: 'a' }), aSite(SUNDAY, { nickname: 'a' }));
    expect(brief(await policy.contentErrors(alikeOnes))).toEqual(['/sites/1/name sites.day-repeated-in-batch']);
    const others = batch(aSite(SATURDAY, { nickname: 'a' }), aSite(SATURDAY, { nickname: 'b' }));
    expect(await policy.contentErrors(others)).toEqual([]);
  });
});
