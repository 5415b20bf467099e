import type { CountryPack } from '../../domain/country-pack';
import type { Site } from '../../domain/site';
import { packColumns } from './pack-columns';

const BASE = [
  { property: 'country', column: 'country' },
  { property: 'name', column: 'name' },
  { property: 'installationDate', column: 'installation_date' },
  { property: 'maxPowerMegawatt', column: 'max_power_megawatt' },
  { property: 'minPowerMegawatt', column: 'min_power_megawatt' },
];

/**
 * Sites as rows of `sites`: every column of every country, so that a row may change countries. They travel as JSON: one
 * statement for one or a thousand, where inserts through the mapped classes need one per country.
 */
export class SiteRows {
  private readonly columns: readonly { readonly property: string; readonly column: string }[];
  /** $1: rows; answers the ids in their order. */
  readonly insert: string;
  /** $1: id, $2: row. Touches nothing if nothing differs. */
  readonly update: string;

  constructor(packs: readonly CountryPack[]) {
    this.columns = [...BASE, ...packColumns(packs)];
    const listed = (of: string): string => this.columns.map(({ column }) => `${of}${column}`).join(', ');
    this.insert = `INSERT INTO sites (${listed('')}) SELECT ${listed('n.')} FROM jsonb_populate_recordset(NULL::sites, $1) n RETURNING id`;
    this.update = `UPDATE sites s SET (${listed('')}) = ROW (${listed('n.')}) FROM jsonb_populate_record(NULL::sites, $2) n
      WHERE s.id = $1 AND (${listed('s.')}) IS DISTINCT FROM (${listed('n.')})`;
  }

  of(site: Site): Readonly<Record<string, unknown>> {
    const given = new Map<string, unknown>(Object.entries(site));
    return Object.fromEntries(this.columns.map(({ property, column }) => [column, given.get(property)]));
  }
}
