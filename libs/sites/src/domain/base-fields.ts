import type { Field } from './country-pack';
import { namedFields } from './named-field';
import type { SiteDetails } from './site';

/** What every site has, described as a pack describes what is particular to its country. */
export const BASE_FIELDS = {
  name: { type: 'text', maxLength: 200, example: 'Les Gorges', label: { en: 'Name', fr: 'Nom' } },
  installationDate: {
    type: 'day',
    example: '2026-11-21',
    label: { en: 'Day of installation', fr: "Jour d'installation" },
  },
  maxPowerMegawatt: {
    type: 'decimal',
    min: 0,
    unit: 'MW',
    example: 10,
    label: { en: 'Maximum power', fr: 'Puissance maximale' },
  },
  minPowerMegawatt: {
    type: 'decimal',
    min: 0,
    unit: 'MW',
    example: 1,
    label: { en: 'Minimum power', fr: 'Puissance minimale' },
  },
} as const satisfies Readonly<Record<keyof SiteDetails, Field>>;

export const BASE = namedFields(BASE_FIELDS);
