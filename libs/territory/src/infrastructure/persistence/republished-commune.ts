import type { Database } from '@hexagone/platform';
import type { Commune, OverrideChange } from '../../domain/commune';
import type { OverridableField } from '../../domain/override-state';
import { searchKey } from '../../domain/search-key';
import { upperCaseName } from '../../domain/upper-case-name';

const COMMUNE = `
  INSERT INTO territory.commune (code, nom, nom_majuscule, search_key, departement_code, region_code, zone, epci_code,
    population, siren, codes_postaux, origin)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (code) DO UPDATE SET nom = excluded.nom, nom_majuscule = excluded.nom_majuscule, search_key = excluded.search_key,
    epci_code = excluded.epci_code, population = excluded.population, siren = excluded.siren,
    codes_postaux = excluded.codes_postaux, version = commune.version + 1, changed_at = now()`;

const NAME = `
  WITH gone AS (DELETE FROM territory.commune_name WHERE commune_code = $1 AND kind = 'official' AND key <> $2)
  INSERT INTO territory.commune_name (commune_code, key, kind, name) VALUES ($1, $2, 'official', $3)
  ON CONFLICT (commune_code, key, kind) DO UPDATE SET name = excluded.name`;

/** Codes that only the communes file knows come back when the list no longer covers them. */
const POSTAL_CODES = [
  `DELETE FROM territory.commune_postal_code WHERE commune_code = $1 AND source <> 'communes-csv' AND postal_code <> ALL ($2::text[])`,
  `INSERT INTO territory.commune_postal_code (commune_code, postal_code, source, position)
   SELECT $1, code, $3, place FROM unnest($2::text[]) WITH ORDINALITY AS listed (code, place)
   ON CONFLICT (commune_code, postal_code) DO UPDATE SET source = excluded.source, position = excluded.position`,
  `INSERT INTO territory.commune_postal_code (commune_code, postal_code, source, position)
   SELECT DISTINCT commune_code, postal_code, 'communes-csv', 100 FROM territory.postal_entry WHERE commune_code = $1
   ON CONFLICT (commune_code, postal_code) DO NOTHING`,
] as const;

const UNPUBLISH = 'UPDATE territory.commune_position SET published = false WHERE commune_code = $1 AND published';
const PUBLISH_BEST = `
  UPDATE territory.commune_position SET published = true WHERE (commune_code, source) =
    (SELECT commune_code, source FROM territory.commune_position WHERE commune_code = $1 ORDER BY rank LIMIT 1)`;

/** What readers see of one commune, brought in line with its sources and overrides. */
export class RepublishedCommune {
  constructor(private readonly database: Database) {}

  async write(commune: Commune, changes: readonly OverrideChange[]): Promise<void> {
    const { place, published } = commune;
    const { nom, codesPostaux } = published;
    await this.database.query(COMMUNE, [
      ...[place.code, nom, upperCaseName(nom), searchKey(nom), place.departementCode, place.regionCode, place.zone],
      ...[published.codeEpci, published.population, published.siren, codesPostaux],
      commune.existsByHand ? 'manual' : 'reference',
    ]);
    const touched = (field: OverridableField): boolean => changes.some((change) => change.field === field);
    if (touched('nom')) await this.database.query(NAME, [place.code, searchKey(nom), nom]);
    if (touched('codesPostaux')) await this.writePostalCodes(commune);
    if (touched('centre')) await this.writePosition(commune);
  }

  async remove(code: string): Promise<void> {
    for (const table of ['commune_name', 'commune_postal_code', 'commune_position'])
      await this.database.query(`DELETE FROM territory.${table} WHERE commune_code = $1`, [code]);
    await this.database.query(`DELETE FROM territory.commune WHERE code = $1 AND origin = 'manual'`, [code]);
  }

  private async writePostalCodes({ place, published, overrides }: Commune): Promise<void> {
    const source = overrides.some(({ field }) => field === 'codesPostaux') ? 'manual' : 'reference';
    const [gone, listed, known] = POSTAL_CODES;
    await this.database.query(gone, [place.code, published.codesPostaux]);
    await this.database.query(listed, [place.code, published.codesPostaux, source]);
    await this.database.query(known, [place.code]);
  }

  private async writePosition({ place, overrides }: Commune): Promise<void> {
    const centre = overrides.find(({ field }) => field === 'centre')?.value as { lat: number; lon: number } | undefined;
    await this.database.query(UNPUBLISH, [place.code]);
    await this.database.query(`DELETE FROM territory.commune_position WHERE commune_code = $1 AND source = 'manual'`, [
      place.code,
    ]);
    if (centre)
      await this.database.query(
        `INSERT INTO territory.commune_position (commune_code, source, lat, lon, precision_km) VALUES ($1, 'manual', $2, $3, 0)`,
        [place.code, centre.lat, centre.lon],
      );
    await this.database.query(PUBLISH_BEST, [place.code]);
  }
}
