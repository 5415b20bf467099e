import { type Dataset, mergeInto } from '@hexagone/ingestion';
import { countriesDataset } from '../../application/import/countries/countries-dataset';
import { IsoCountriesReader, isoCountry } from './iso-countries';

const TABLE = { table: 'game_country', key: ['numeric_code'] };
const NAMES = ['alpha2', 'name_en', 'name_fr'];

/** Sources name countries by code for years: one that a file leaves out keeps its name. */
export const countriesLoad = (): Dataset =>
  countriesDataset({
    names: mergeInto({ ...TABLE, values: NAMES }),
    places: mergeInto({ ...TABLE, values: [...NAMES, 'latitude', 'longitude'] }),
    known: isoCountry,
    embedded: [{ kind: 'reader', name: 'i18n-iso-countries', part: 'names', reader: new IsoCountriesReader() }],
  });
