import type { Bilingual, Day, DomainError, IsoWeekday } from '@hexagone/kernel';
import type { Site, SiteDetails } from './site';

/** One member of a document: what it must be, and how it is shown. Its name is the property's, in snake_case. */
export type Field = {
  readonly label: Bilingual;
  /** As in `MW`, `MWh`. */
  readonly unit?: string;
  /** Unless false. */
  readonly required?: boolean;
  /** Needed where the name could stand for a person: what the database says of the column. */
  readonly dataProtection?: `personal:${string}` | `not-personal: ${string}`;
} & (
  | { readonly type: 'decimal' | 'integer'; readonly min?: number; readonly max?: number; readonly example: number }
  | { readonly type: 'text'; readonly maxLength: number; readonly example: string }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly example: string }
  | { readonly type: 'day'; readonly example: Day }
  | { readonly type: 'boolean'; readonly example: boolean }
);

/** What a rule may ask about the sites already there. */
export abstract class Installations {
  /** A site of that country on that day, other than `except`. */
  abstract siteOn(day: Day, country: string, except?: number): Promise<{ readonly id: number } | null>;
  /** The days from `from` to `to`, both included, on which that country has a site. */
  abstract daysTaken(country: string, from: Day, to: Day): Promise<ReadonlySet<Day>>;
}

/** What keeps a rule when two requests race or a row is written by hand; the infrastructure says it in SQL. */
export type Guarantee =
  /** Unique index of these properties among the sites of the country. */
  | { readonly constraint: string; readonly uniqueBy: readonly string[] }
  /** CHECK on the weekday of the installation. */
  | { readonly constraint: string; readonly isoWeekdays: readonly IsoWeekday[] }
  /** CHECK, for anything else: must hold for the sites of the country. */
  | { readonly constraint: string; readonly sql: string };

/** A rule of one country. `rule-broken`: this document can never pass; `conflict`: another day it could. */
export interface Rule<S extends Site = Site> {
  readonly code: `sites.${string}`;
  readonly kind: 'rule-broken' | 'conflict';
  readonly pointer: `/${string}`;
  readonly summary: Bilingual;
  readonly keptBy: Guarantee;
  brokenBy(site: S, sites: Installations): Promise<DomainError | null>;
  /**
   * Of these days, in order, those on which the rule would let one more site of that country in: feeds `next_free_date`
   * and the free days of a country.
   */
  daysOpen(days: readonly Day[], country: string, sites: Installations): Promise<readonly Day[]>;
}

/** Everything that is particular to one country. Refused at start when it contradicts itself or another. */
export interface CountryPack<S extends Site = Site, D extends SiteDetails = never> {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** Of `/sites/<slug>`; also accepted as `country`. */
  readonly slug: string;
  /** Accepted as `country` only. */
  readonly aliases: readonly string[];
  readonly name: Bilingual;
  /** Only to know which day it is there. */
  readonly timeZone: string;
  readonly site: new (details: D) => S;
  readonly fields: Readonly<Record<Exclude<keyof D, keyof SiteDetails>, Field>>;
  readonly rules: readonly Rule<S>[];
}

/** The compiler's checklist: every field of the class is described, and none is invented. */
export const countryPack = <S extends Site, D extends SiteDetails>(pack: CountryPack<S, D>): CountryPack<S, D> => pack;
