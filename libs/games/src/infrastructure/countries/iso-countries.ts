import { type ReadingEnd, RecordReader } from '@hexagone/ingestion';
import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import french from 'i18n-iso-countries/langs/fr.json';
import type { CountryRow, KnownCountry } from '../../application/import/countries/country-row';

type Names = Readonly<Record<string, string | readonly string[]>>;

/** Where a country has several names, the official one comes first. */
function nameOf(names: Names, alpha2: string): string | null {
  const said = names[alpha2];
  return (typeof said === 'string' ? said : said?.[0]) ?? null;
}

const COUNTRIES = new Map(
  codes.map(([alpha2 = '', , numeric = '']): [string, CountryRow] => [
    numeric,
    {
      numeric_code: numeric,
      alpha2,
      name_en: nameOf(english.countries, alpha2),
      name_fr: nameOf(french.countries, alpha2),
    },
  ]),
);

export const isoCountry: KnownCountry = (numericCode) => COUNTRIES.get(numericCode) ?? null;

/** The countries of the package: real, and always the same. */
export class IsoCountriesReader extends RecordReader {
  async *read(): AsyncGenerator<unknown, ReadingEnd, undefined> {
    for (const country of COUNTRIES.values()) yield await Promise.resolve(country);
    return { cursor: null };
  }
}
