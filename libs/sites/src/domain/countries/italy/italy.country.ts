import { countryPack } from '../../country-pack';
import { onlyOnIsoWeekdays } from '../../rules';
import { Site, type SiteDetails } from '../../site';

export interface ItalianSiteDetails extends SiteDetails {
  readonly efficiency: number;
}

export class ItalianSite extends Site {
  readonly country = 'IT';
  readonly efficiency: number;

  constructor(details: ItalianSiteDetails) {
    super(details);
    this.efficiency = details.efficiency;
  }
}

export const italy = countryPack({
  code: 'IT',
  slug: 'italy',
  aliases: ['italie', 'italia'],
  name: { en: 'Italy', fr: 'Italie' },
  timeZone: 'Europe/Rome',
  site: ItalianSite,
  fields: {
    efficiency: { type: 'decimal', min: 0, example: 0.9, label: { en: 'Efficiency', fr: 'Rendement' } },
  },
  rules: [
    onlyOnIsoWeekdays({
      days: [6, 7],
      code: 'sites.italian-weekday',
      constraint: 'sites_it_weekend_ck',
      summary: {
        en: 'Italian sites must be installed on weekends.',
        fr: 'Les sites italiens doivent être installés le week-end.',
      },
    }),
  ],
});
