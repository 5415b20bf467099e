import { addDays, daysFrom } from '@hexagone/kernel';
import * as fc from 'fast-check';
import { aFrenchSite, anItalianSite, FRIDAY, MONDAY, SATURDAY, SUNDAY } from '../../../../test/support/sites/builders';
import { inMemoryWorld } from '../../../../test/support/sites/in-memory-world';
import { france } from './countries/france/france.country';
import { italy } from './countries/italy/italy.country';
import { inPlaceOf } from './site';

const [onePerDay] = france.rules;
const [onWeekends] = italy.rules;

describe('only one French site per day', () => {
  it('lets a site in on a day without one', async () => {
    const { sites } = inMemoryWorld();
    await sites.add([aFrenchSite({ installationDate: SATURDAY }), anItalianSite()]);
    expect(await onePerDay!.brokenBy(aFrenchSite(), sites)).toBeNull();
  });

  it('names the site that is there', async () => {
    const { sites } = inMemoryWorld();
    const [id] = await sites.add([aFrenchSite()]);
    const error = await onePerDay!.brokenBy(aFrenchSite(), sites);
    expect(error).toMatchObject({ code: 'sites.french-day-taken', kind: 'conflict' });
    expect(error?.extras).toEqual({
      faults: [{ pointer: '/installation_date', code: 'sites.french-day-taken', detail: error?.detail }],
      members: { conflicting_site: id },
    });
    expect(error?.detail).toEqual({
      en: `Site ${id!} is already installed on 2026-11-20.`,
      fr: `Le site ${id!} est déjà installé le 2026-11-20.`,
    });
  });

  it('never holds a site against itself', async () => {
    const { sites } = inMemoryWorld();
    const [id] = (await sites.add([aFrenchSite()])) as [number];
    expect(await onePerDay!.brokenBy(inPlaceOf(id, aFrenchSite()), sites)).toBeNull();
  });

  it('opens the days that no French site has', async () => {
    const { sites } = inMemoryWorld();
    await sites.add([aFrenchSite(), aFrenchSite({ installationDate: SUNDAY }), anItalianSite()]);
    expect(await onePerDay!.daysOpen(daysFrom('2026-11-19', MONDAY), 'FR', sites)).toEqual([
      '2026-11-19',
      SATURDAY,
      MONDAY,
    ]);
    expect(await onePerDay!.daysOpen([FRIDAY], 'FR', sites)).toEqual([]);
    expect(await onePerDay!.daysOpen([FRIDAY], 'IT', sites)).toEqual([FRIDAY]);
    const { questions } = sites;
    expect(await onePerDay!.daysOpen([], 'FR', sites)).toEqual([]);
    expect(sites.questions).toBe(questions);
  });
});

describe('Italian sites on weekends only', () => {
  const { sites } = inMemoryWorld();

  it('is broken from Monday to Friday, and on no other day', async () => {
    const days = fc.integer({ min: 0, max: 146_000 }).map((n) => addDays('1800-01-04', n));
    await fc.assert(
      fc.asyncProperty(days, async (installationDate) => {
        const error = await onWeekends!.brokenBy(anItalianSite({ installationDate }), sites);
        const weekday = new Date(`${installationDate}T12:00:00Z`).getUTCDay();
        expect(error === null).toBe(weekday === 0 || weekday === 6);
      }),
    );
  });

  it('says which day of the week it is', async () => {
    const error = await onWeekends!.brokenBy(anItalianSite({ installationDate: FRIDAY }), sites);
    expect(error).toMatchObject({ code: 'sites.italian-weekday', kind: 'rule-broken' });
    expect(error?.detail).toEqual({
      en: '2026-11-20 is a Friday. Italian sites must be installed on weekends.',
      fr: 'Le 2026-11-20 est un vendredi. Les sites italiens doivent être installés le week-end.',
    });
    expect(error?.extras.faults).toEqual([
      { pointer: '/installation_date', code: 'sites.italian-weekday', detail: error?.detail },
    ]);
  });

  it('opens the weekends', async () => {
    expect(await onWeekends!.daysOpen(daysFrom(FRIDAY, MONDAY), 'IT', sites)).toEqual([SATURDAY, SUNDAY]);
  });
});
