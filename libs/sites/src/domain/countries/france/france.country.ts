import { countryPack } from '../../country-pack';
import { onlyOnePerDay } from '../../rules';
import { Site, type SiteDetails } from '../../site';

export interface FrenchSiteDetails extends SiteDetails {
  /** In MWh. */
  readonly usefulEnergyAt1Megawatt: number;
}

export class FrenchSite extends Site {
  readonly country = 'FR';
  readonly usefulEnergyAt1Megawatt: number;

  constructor(details: FrenchSiteDetails) {
    super(details);
    this.usefulEnergyAt1Megawatt = details.usefulEnergyAt1Megawatt;
  }
}

export const france = countryPack({
  code: 'FR',
  slug: 'france',
  aliases: [],
  name: { en: 'France', fr: 'France' },
  timeZone: 'Europe/Paris',
  site: FrenchSite,
  fields: {
    usefulEnergyAt1Megawatt: {
      type: 'decimal',
      min: 0,
      unit: 'MWh',
      example: 0.8,
      label: { en: 'Useful energy at 1 megawatt', fr: 'Énergie utile à 1 mégawatt' },
    },
  },
  rules: [
    onlyOnePerDay({
      code: 'sites.french-day-taken',
      constraint: 'sites_fr_one_per_day_uq',
      summary: {
        en: 'Only one French site can be installed per day.',
        fr: 'Un seul site français peut être installé par jour.',
      },
    }),
  ],
});
