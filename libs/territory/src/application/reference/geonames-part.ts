import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';

export interface PlaceRow {
  geoname_id: number;
  country: string;
  key: string;
  other_keys: string;
  lat: number;
  lon: number;
  admin1: string;
  admin2: string;
  admin4: string;
  population: number;
}

/** GeoNames gives overseas départements and collectivities country codes of their own. */
const FRENCH = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']);

const COLUMNS = [
  ...['geonameid', 'name', 'asciiname', 'alternatenames', 'latitude', 'longitude', 'feature_class', 'feature_code'],
  ...['country_code', 'cc2', 'admin1', 'admin2', 'admin3', 'admin4', 'population', 'elevation', 'dem', 'timezone'],
  'modification_date',
];

/** Towns and villages of the world, of which those of France give communes a position. */
export class GeonamesPart extends DatasetPart<PlaceRow, undefined> {
  override readonly name = 'geonames';
  override readonly fileName = /^cities500\.txt$/i;
  readonly contract = {
    version: 1,
    formats: ['csv'] as const,
    delimiters: ['\t'],
    quoted: false,
    header: 'position' as const,
    columns: COLUMNS.map((name) => ({ name })),
  };
  readonly stage = {
    geoname_id: 'bigint',
    country: 'text',
    key: 'text',
    other_keys: 'text[]',
    lat: 'double precision',
    lon: 'double precision',
    admin1: 'text',
    admin2: 'text',
    admin4: 'text',
    population: 'bigint',
  };

  constructor(readonly publication: Publication) {
    super();
  }

  judge({ fields }: RawRecord): Verdict<PlaceRow> {
    const cell = (name: string): string => (fields[name] as string | undefined) ?? '';
    const country = cell('country_code');
    if (!FRENCH.has(country)) return { skip: 'other_country' };
    const lat = Number(cell('latitude') || NaN);
    const lon = Number(cell('longitude') || NaN);
    if (!(Math.abs(lat) <= 90)) return { reject: [{ field: 'latitude', code: 'not_a_latitude', value: cell('latitude') }] };
    if (!(Math.abs(lon) <= 180)) return { reject: [{ field: 'longitude', code: 'not_a_longitude', value: cell('longitude') }] };
    const geonameId = Number(cell('geonameid'));
    if (!Number.isSafeInteger(geonameId)) return { reject: [{ field: 'geonameid', code: 'malformed_code', value: cell('geonameid') }] };
    const keys = new Set(cell('alternatenames').split(',').map(searchKey));
    keys.delete('');
    return {
      take: {
        geoname_id: geonameId,
        country,
        key: searchKey(cell('name')),
        other_keys: `{${[...keys].join(',')}}`,
        lat,
        lon,
        admin1: cell('admin1'),
        admin2: cell('admin2'),
        admin4: cell('admin4'),
        population: Math.trunc(Number(cell('population'))) || 0,
      },
    };
  }
}
