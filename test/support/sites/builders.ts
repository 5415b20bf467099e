import { FrenchSite, type FrenchSiteDetails } from '../../../libs/sites/src/domain/countries/france/france.country';
import { ItalianSite, type ItalianSiteDetails } from '../../../libs/sites/src/domain/countries/italy/italy.country';
import { Group, type GroupType } from '../../../libs/sites/src/domain/group';
import type { SiteDetails } from '../../../libs/sites/src/domain/site';

/** A Friday. */
export const FRIDAY = '2026-11-20';
export const SATURDAY = '2026-11-21';
export const SUNDAY = '2026-11-22';
export const MONDAY = '2026-11-23';

const details: SiteDetails = {
  name: 'Les Gorges',
  installationDate: FRIDAY,
  maxPowerMegawatt: 10,
  minPowerMegawatt: 1,
};

export const aFrenchSite = (changes: Partial<FrenchSiteDetails> = {}): FrenchSite =>
  new FrenchSite({ ...details, usefulEnergyAt1Megawatt: 0.8, ...changes });

export const anItalianSite = (changes: Partial<ItalianSiteDetails> = {}): ItalianSite =>
  new ItalianSite({ ...details, installationDate: SATURDAY, efficiency: 0.9, ...changes });

export const aGroup = (type: GroupType = 'group1', name = 'Vallée du Rhône'): Group => new Group({ name, type });

const document = { name: 'f', max_power_megawatt: 10, min_power_megawatt: 1 };

export const frenchDocument = (day: unknown = FRIDAY, changes: object = {}): Record<string, unknown> => ({
  country: 'FR',
  ...document,
  installation_date: day,
  useful_energy_at_1_megawatt: 0.8,
  ...changes,
});

export const italianDocument = (day: unknown = SATURDAY, changes: object = {}): Record<string, unknown> => ({
  country: 'IT',
  ...document,
  installation_date: day,
  efficiency: 0.9,
  ...changes,
});
