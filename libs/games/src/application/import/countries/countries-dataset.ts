import type { Publication, SourceLocation } from '@hexagone/ingestion';
import { GameDataset } from '../game-dataset';
import { COUNTRIES_MESSAGES } from './countries-messages';
import type { KnownCountry } from './country-row';
import { LocatedCountriesPart } from './located-countries-part';
import { NamedCountriesPart } from './named-countries-part';

export interface CountrySources {
  /** Codes and names; leaves coordinates as they are. */
  readonly names: Publication;
  readonly places: Publication;
  readonly known: KnownCountry;
  readonly embedded: readonly SourceLocation[];
}

/** Countries of companies, by the numeric code that sources give. */
export const countriesDataset = ({ names, places, known, embedded }: CountrySources): GameDataset =>
  new GameDataset({
    name: 'games-countries',
    card: {
      title: { en: 'Countries (ISO 3166-1)', fr: 'Pays (ISO 3166-1)' },
      publisher: 'i18n-iso-countries; with coordinates, Opendatasoft',
      licence: 'MIT; a file of Opendatasoft has its own',
      homepage: 'https://www.npmjs.com/package/i18n-iso-countries',
      vintage: '7.14.0',
      personal: false,
      raw: 'kept',
    },
    parts: [new NamedCountriesPart(names), new LocatedCountriesPart(places, known)],
    embedded,
    messages: COUNTRIES_MESSAGES,
  });
