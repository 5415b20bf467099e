import type { Day } from '@hexagone/kernel';

export interface SiteDetails {
  readonly name: string;
  /** A calendar day, in no time zone. */
  readonly installationDate: Day;
  readonly maxPowerMegawatt: number;
  readonly minPowerMegawatt: number;
}

/** A power installation. What changes from one country to the next lives in its subclasses. */
export abstract class Site {
  /** ISO 3166-1 alpha-2. */
  abstract readonly country: string;
  /** Given by the repository on the first save. */
  readonly id!: number;
  readonly name: string;
  readonly installationDate: Day;
  readonly maxPowerMegawatt: number;
  readonly minPowerMegawatt: number;

  constructor({ name, installationDate, maxPowerMegawatt, minPowerMegawatt }: SiteDetails) {
    this.name = name;
    this.installationDate = installationDate;
    this.maxPowerMegawatt = maxPowerMegawatt;
    this.minPowerMegawatt = minPowerMegawatt;
  }
}

/** A site that takes the place of the one stored under that id. */
export const inPlaceOf = (id: number, site: Site): Site => Object.assign(site, { id });
