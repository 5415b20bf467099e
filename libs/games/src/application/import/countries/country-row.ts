/** A country as it is stored. */
export interface CountryRow {
  /** ISO 3166-1, three digits. */
  readonly numeric_code: string;
  readonly alpha2: string | null;
  readonly name_en: string | null;
  readonly name_fr: string | null;
}

/** In degrees (WGS 84); null: not stated. */
export interface LocatedCountryRow extends CountryRow {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** What ISO 3166-1 says of a numeric code; null where it does not know it. */
export type KnownCountry = (numericCode: string) => CountryRow | null;

export const COUNTRY_STAGE = { numeric_code: 'text', alpha2: 'text', name_en: 'text', name_fr: 'text' } as const;
