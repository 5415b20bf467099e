export interface SampleCountry {
  readonly numeric: string;
  readonly alpha3: string;
  readonly en: string;
  readonly fr: string;
  readonly position: readonly [latitude: number, longitude: number] | null;
}

const country = (
  numeric: string,
  alpha3: string,
  names: readonly [string, string],
  position: SampleCountry['position'],
): SampleCountry => ({
  ...{ numeric, alpha3, position },
  en: names[0],
  fr: names[1],
});

/** Countries of the sample's companies; two more without position or number. */
export const SAMPLE_COUNTRIES: readonly SampleCountry[] = [
  country('250', 'FRA', ['France', 'France'], [46.56, 2.55]),
  country('840', 'USA', ['United States of America', 'États-Unis'], [45.69, -112.49]),
  country('392', 'JPN', ['Japan', 'Japon'], [37.59, 138.03]),
  country('826', 'GBR', ['U.K. of Great Britain and Northern Ireland', 'Royaume-Uni'], [54.12, -2.87]),
  country('276', 'DEU', ['Germany', 'Allemagne'], [51.11, 10.39]),
  country('124', 'CAN', ['Canada', 'Canada'], [61.36, -98.31]),
  country('752', 'SWE', ['Sweden', 'Suède'], [62.78, 16.74]),
  country('10', 'ATA', ['Antarctica', 'Antarctique'], null),
];

const HEADER = [
  ...[
    'Geo Point',
    'Geo Shape',
    'Territory Status',
    'ISO 3 Country Code Numeric',
    'Country Code',
    'Continent',
    'Region',
  ],
  ...['Country Name', 'ISO 3 Country Code Alpha', 'French Name', 'Position'],
];

/** As open data portals write it: `;`, nothing quoted though shapes hold quotes; not every territory has a number. */
export function* countriesCsv(): Generator<string> {
  yield `${HEADER.join(';')}\n`;
  for (const one of SAMPLE_COUNTRIES) yield row(one);
  yield row(country('', 'XXX', ['Unnumbered Shoal', 'Haut-fond'], [0, 0]));
}

function row({ numeric, alpha3, en, fr, position }: SampleCountry): string {
  const point = position?.join(', ') ?? '';
  const shape = '{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}';
  return `${[point, shape, 'Member State', numeric, alpha3, '', '', en, alpha3, fr, point].join(';')}\n`;
}
