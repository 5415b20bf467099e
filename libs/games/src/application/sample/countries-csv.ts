export interface SampleCountry {
  readonly numeric: string;
  readonly alpha2: string;
  readonly en: string;
  readonly fr: string;
  readonly position: readonly [latitude: number, longitude: number] | null;
}

const country = (
  numeric: string,
  alpha2: string,
  names: readonly [string, string],
  position: SampleCountry['position'],
): SampleCountry => ({
  ...{ numeric, alpha2, position },
  en: names[0],
  fr: names[1],
});

/** Countries of the sample's companies; two more without position or number. */
export const SAMPLE_COUNTRIES: readonly SampleCountry[] = [
  country('250', 'FR', ['France', 'France'], [46.56, 2.55]),
  country('840', 'US', ['United States of America', 'États-Unis'], [45.69, -112.49]),
  country('392', 'JP', ['Japan', 'Japon'], [37.59, 138.03]),
  country('826', 'GB', ['U.K. of Great Britain and Northern Ireland', 'Royaume-Uni'], [54.12, -2.87]),
  country('276', 'DE', ['Germany', 'Allemagne'], [51.11, 10.39]),
  country('124', 'CA', ['Canada', 'Canada'], [61.36, -98.31]),
  country('752', 'SE', ['Sweden', 'Suède'], [62.78, 16.74]),
  country('10', 'AQ', ['Antarctica', 'Antarctique'], null),
];

const HEADER = 'Nom;Code;Code 3;Numérique;Continent;Région;English;Français;Statut;Geo Shape;geo_point_2d\n';

/** As open data portals write it: `;`, nothing quoted though shapes hold quotes; not every territory has a number. */
export function* countriesCsv(): Generator<string> {
  yield HEADER;
  for (const one of SAMPLE_COUNTRIES) yield row(one);
  yield row(country('', '', ['Unnumbered Shoal', 'Haut-fond'], [0, 0]));
}

function row({ numeric, alpha2, en, fr, position }: SampleCountry): string {
  const point = position?.join(', ') ?? '';
  const shape = '{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}';
  return `${[en, alpha2, '', numeric, '', '', en, fr, 'Member State', shape, point].join(';')}\n`;
}
