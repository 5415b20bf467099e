import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type KeptState, OverrideReads, type OverrideView, type Provenance } from '../../application/override-reads';
import { OVERRIDABLE } from '../../domain/override-state';

const OVERRIDE = `o.code, o.field, o.value, o.base_value, o.source_value, o.actor, o.reason,
  to_char(o.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, o.state`;

const COMMUNE = `
  SELECT c.code, c.nom, c.nom_majuscule, c.departement_code, c.region_code, c.epci_code, c.population, c.siren,
    c.codes_postaux, c.origin, p.source AS position_source,
    json_build_object('lat', p.lat, 'lon', p.lon) AS centre,
    s.run_id::integer AS reference_run, s.changed_at AS reference_since,
    p.run_id::integer AS position_run, p.changed_at AS position_since,
    m.run_id::integer AS epci_run
  FROM territory.commune c
    LEFT JOIN territory.commune_source s ON s.code = c.code
    LEFT JOIN territory.epci_member m ON m.commune_code = c.code
    LEFT JOIN territory.commune_position p ON p.commune_code = c.code AND p.published
  WHERE c.code = $1`;

interface CommuneRow {
  readonly code: string;
  readonly nom: string;
  readonly nom_majuscule: string;
  readonly departement_code: string;
  readonly region_code: string;
  readonly epci_code: string | null;
  readonly population: number | null;
  readonly siren: string | null;
  readonly codes_postaux: readonly string[];
  readonly position_source: string | null;
  readonly centre: unknown;
  readonly reference_run: number | null;
  readonly reference_since: Date | null;
  readonly position_run: number | null;
  readonly position_since: Date | null;
  readonly epci_run: number | null;
}

interface Origin {
  readonly source: string;
  readonly dataset: string;
  readonly run: number | null;
  readonly since: Date | null;
}

/** The dataset that each source of positions belongs to. */
const DATASET_OF = new Map([
  ['communes-csv', 'communes-csv'],
  ['contours', 'contours'],
]);

@Injectable()
export class SqlOverrideReads extends OverrideReads {
  constructor(private readonly database: Database) {
    super();
  }

  async overrides(
    state: KeptState | undefined,
    limit: number,
    offset: number,
  ): Promise<{ items: readonly OverrideView[]; total: number }> {
    const where = 'FROM territory.commune_override o WHERE ($1::text IS NULL OR o.state = $1)';
    const { rows } = await this.database.query<OverrideView>(
      `SELECT ${OVERRIDE} ${where} ORDER BY o.code, o.field LIMIT $2 OFFSET $3`,
      [state ?? null, limit, offset],
    );
    const counted = await this.database.query<{ total: number }>(`SELECT count(*)::integer AS total ${where}`, [
      state ?? null,
    ]);
    return { items: rows, total: counted.rows[0]?.total ?? 0 };
  }

  async provenance(code: string): Promise<Readonly<Record<string, Provenance>> | null> {
    const { rows } = await this.database.query<CommuneRow>(COMMUNE, [code]);
    const [row] = rows;
    if (!row) return null;
    const overrides = await this.database.query<OverrideView>(
      `SELECT ${OVERRIDE} FROM territory.commune_override o WHERE o.code = $1`,
      [code],
    );
    const byHand = new Map(overrides.rows.map((override) => [override.field as string, override]));
    return Object.fromEntries([...sourced(row, byHand), ...computed(row)]);
  }
}

function sourced(row: CommuneRow, byHand: ReadonlyMap<string, OverrideView>): [string, Provenance][] {
  const reference: Origin = {
    source: 'reference',
    dataset: 'territory',
    run: row.reference_run,
    since: row.reference_since,
  };
  const from = row.position_source ?? 'estimate';
  const position: Origin = {
    source: from,
    dataset: DATASET_OF.get(from) ?? 'territory',
    run: row.position_run,
    since: row.position_since,
  };
  const values: Readonly<Record<(typeof OVERRIDABLE)[number], readonly [unknown, Origin]>> = {
    nom: [row.nom, reference],
    codesPostaux: [row.codes_postaux, reference],
    population: [row.population, reference],
    siren: [row.siren, reference],
    centre: [row.position_source === null ? null : row.centre, position],
    codeEpci: [row.epci_code, { ...reference, run: row.epci_run ?? row.reference_run }],
  };
  return OVERRIDABLE.map((field) => {
    const override = byHand.get(field);
    return [field, override ? manual(override) : fromSource(...values[field])] as [string, Provenance];
  }).filter(([, { value }]) => value !== null);
}

const fromSource = (value: unknown, { source, dataset, run, since }: Origin): Provenance => ({
  value,
  source,
  dataset,
  ...(run !== null && { run_id: run }),
  ...(since !== null && { since: since.toISOString() }),
});

function manual({ code: _code, field: _field, value, ...override }: OverrideView): Provenance {
  return { value, source: 'manual', since: override.at, override };
}

const computed = (row: CommuneRow): [string, Provenance][] => [
  ['nomMajuscule', { value: row.nom_majuscule, source: 'computed' }],
  ['codeDepartement', { value: row.departement_code, source: 'computed' }],
  ['codeRegion', { value: row.region_code, source: 'computed' }],
];
