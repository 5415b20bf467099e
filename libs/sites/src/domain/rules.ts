import { type Bilingual, type Day, DomainError, isoWeekday, type IsoWeekday, problem } from '@hexagone/kernel';
import type { Rule } from './country-pack';

export interface RuleWords {
  readonly code: `sites.${string}`;
  /** Begins with `sites_<code of the country>_`. */
  readonly constraint: string;
  readonly summary: Bilingual;
}

const POINTER = '/installation_date';

/** A day takes one site of the country and no more. */
export function onlyOnePerDay({ code, constraint, summary }: RuleWords): Rule {
  const taken = problem(code, 'conflict', summary);
  return {
    code,
    kind: 'conflict',
    pointer: POINTER,
    summary,
    keptBy: { constraint, uniqueBy: ['installationDate'] },
    async brokenBy({ id, country, installationDate: day }, sites) {
      const there = await sites.siteOn(day, country, id);
      if (!there) return null;
      const detail = {
        en: `Site ${there.id} is already installed on ${day}.`,
        fr: `Le site ${there.id} est déjà installé le ${day}.`,
      };
      const faults = [{ pointer: POINTER, code, detail }];
      return new DomainError(taken, detail, { faults, members: { conflicting_site: there.id } });
    },
    async daysOpen(days, country, sites) {
      const [from, to] = [days[0], days.at(-1)];
      if (from === undefined || to === undefined) return [];
      const used = await sites.daysTaken(country, from, to);
      return days.filter((day) => !used.has(day));
    },
  };
}

/** Sites of the country are installed on these days of the week only. */
export function onlyOnIsoWeekdays(words: RuleWords & { readonly days: readonly IsoWeekday[] }): Rule {
  const { code, constraint, summary, days: allowed } = words;
  const wrongWeekday = problem(code, 'rule-broken', summary);
  const fits = (day: Day): boolean => allowed.includes(isoWeekday(day));
  return {
    code,
    kind: 'rule-broken',
    pointer: POINTER,
    summary,
    keptBy: { constraint, isoWeekdays: allowed },
    brokenBy({ installationDate: day }) {
      if (fits(day)) return Promise.resolve(null);
      const detail = {
        en: `${day} is a ${weekdayName(day, 'en')}. ${summary.en}`,
        fr: `Le ${day} est un ${weekdayName(day, 'fr')}. ${summary.fr}`,
      };
      return Promise.resolve(new DomainError(wrongWeekday, detail, { faults: [{ pointer: POINTER, code, detail }] }));
    },
    daysOpen: (days) => Promise.resolve(days.filter(fits)),
  };
}

const weekdayName = (day: Day, language: keyof Bilingual): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
