import { addDays, type Day, dayIn, isoWeekday } from '@hexagone/kernel';
import type { Document } from '../item-reads';

/** One site of the set: a document of InstallSite, and the names of the groups that it belongs to. */
export interface DemoSite {
  readonly name: string;
  readonly country: string;
  readonly day: Day;
  readonly values: Document;
  readonly groups: readonly string[];
}

export interface DemoSet {
  readonly groups: readonly { readonly name: string; readonly type: string }[];
  readonly nesting: { readonly parent: string; readonly child: string };
  readonly sites: readonly DemoSite[];
}

const SATURDAY = 6;
const NUMBERS = [1, 2, 3, 4, 5] as const;

export const demoToday = (now: Date): Day => dayIn('Europe/Paris', now);

/** The same set for the same day: the past for one country, weekends to come for the other. */
export function demoSet(today: Day): DemoSet {
  const sites = [...NUMBERS.map((i) => french(today, i)), ...NUMBERS.map((i) => italian(today, i))];
  return {
    groups: [
      { name: 'Groupe 1', type: 'group2' },
      { name: 'Groupe 2', type: 'group3' },
      { name: 'Groupe 3', type: 'group1' },
      { name: 'Groupe 4', type: 'group2' },
    ],
    nesting: { parent: 'Groupe 1', child: 'Groupe 3' },
    sites: sites.map((site, at) => ({ ...site, groups: at % 2 === 0 ? ['Groupe 1', 'Groupe 4'] : ['Groupe 3'] })),
  };
}

type Unlinked = Omit<DemoSite, 'groups'>;

const french = (today: Day, i: number): Unlinked => ({
  name: `Site France ${i}`,
  country: 'FR',
  day: addDays(today, -3 * i),
  values: { max_power_megawatt: 10 * i, min_power_megawatt: i, useful_energy_at_1_megawatt: hundredths(70 + 5 * i) },
});

const italian = (today: Day, i: number): Unlinked => ({
  name: `Site Italia ${i}`,
  country: 'IT',
  day: addDays(today, ((SATURDAY - isoWeekday(today) + 7) % 7) + 7 * (i - 1)),
  values: { max_power_megawatt: 6 + 9 * i, min_power_megawatt: 1 + i, efficiency: hundredths(54 + 6 * i) },
});

/** 0.84, not 0.8400000000000001. */
const hundredths = (count: number): number => count / 100;
