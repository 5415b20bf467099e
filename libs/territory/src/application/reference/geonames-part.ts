import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { TEXT } from '../staged-text';

interface PlaceRow {
  geoname_id: number;
  country: string;
  key: string;
  other_keys: string;
  lat: number;
  lon: number;
  departement: string;
  admin1: string;
  insee: string;
  population: number;
}

/** GeoNames gives départements and collectivities overseas country codes of their own; null: `admin2` is the département. */
const FRENCH = new Map<string, string | null>([
  ...['FR', 'GP', 'MQ', 'GF', 'RE'].map((country) => [country, null] as const),
  ...([
    ['PM', '975'],
    ['YT', '976'],
    ['BL', '977'],
    ['MF', '978'],
    ['TF', '984'],
    ['WF', '986'],
    ['PF', '987'],
    ['NC', '988'],
  ] as const),
]);

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
    country: TEXT,
    key: TEXT,
    other_keys: 'text[]',
    lat: 'double precision',
    lon: 'double precision',
    departement: TEXT,
    admin1: TEXT,
    insee: TEXT,
    population: 'bigint',
  };

  constructor(readonly publication: Publication) {
    super();
  }

  judge({ fields }: RawRecord): Verdict<PlaceRow> {
    const cell = (name: string): string => (fields[name] as string | undefined) ?? '';
    const country = cell('country_code');
    const departement = FRENCH.get(country);
    if (departement === undefined) return { skip: 'other_country' };
    const geonameId = within(cell('geonameid'), Number.MAX_SAFE_INTEGER);
    const lat = within(cell('latitude'), 90);
    const lon = within(cell('longitude'), 180);
    if (geonameId === null) return refused('geonameid', cell('geonameid'));
    if (lat === null) return refused('latitude', cell('latitude'));
    if (lon === null) return refused('longitude', cell('longitude'));
    return {
      take: {
        geoname_id: geonameId,
        country,
        key: searchKey(cell('name')),
        other_keys: keysOf(cell('alternatenames')),
        lat,
        lon,
        departement: departement ?? cell('admin2'),
        admin1: cell('admin1'),
        insee: cell('admin4'),
        population: within(cell('population'), Number.MAX_SAFE_INTEGER) ?? 0,
      },
    };
  }
}

function within(text: string, most: number): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Math.abs(value) <= most ? value : null;
}

const refused = (field: string, value: string): Verdict<never> => ({
  reject: [{ field, code: 'out_of_range', value }],
});

/** The keys of a comma-separated list of names, as an array literal of the database. */
function keysOf(names: string): string {
  const keys = new Set(names.split(',').map(searchKey));
  keys.delete('');
  return `{${[...keys].join(',')}}`;
}
