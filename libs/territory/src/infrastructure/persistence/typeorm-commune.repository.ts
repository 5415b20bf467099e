import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Commune, type OverrideChange } from '../../domain/commune';
import { type Author, CommuneOverride } from '../../domain/commune-override';
import type { CommuneValues } from '../../domain/commune-values';
import { CommuneRepository, type Designation } from '../../domain/commune.repository';
import { departementOfInseeCode } from '../../domain/departement-of-code';
import { RepublishedCommune } from './republished-commune';

interface CommuneRow {
  readonly departement_code: string;
  readonly region_code: string;
  readonly zone: string;
  readonly source: CommuneValues | null;
}

/** The source's values are what the reference, the EPCI and the best position that is not manual say. */
const LOCKED = `
  SELECT c.departement_code, c.region_code, c.zone, (
    SELECT json_build_object('nom', s.nom, 'codesPostaux', s.codes_postaux, 'population', s.population, 'siren', s.siren,
      'codeEpci', (SELECT m.epci_code FROM territory.epci_member m WHERE m.commune_code = c.code),
      'centre', (SELECT json_build_object('lat', p.lat, 'lon', p.lon) FROM territory.commune_position p
        WHERE p.commune_code = c.code AND p.source <> 'manual' ORDER BY p.rank LIMIT 1))
    FROM territory.commune_source s WHERE s.code = c.code) AS source
  FROM territory.commune c WHERE c.code = $1 FOR UPDATE OF c`;

const DESIGNATION = `
  SELECT EXISTS (SELECT FROM territory.commune WHERE code = $1) AS current,
    (SELECT commune_code FROM territory.commune_code WHERE former_code = $1) AS successor,
    (SELECT parent_code FROM territory.sub_commune WHERE code = $1 ORDER BY type LIMIT 1) AS parent`;

@Injectable()
export class TypeOrmCommuneRepository extends CommuneRepository {
  private readonly republished: RepublishedCommune;

  constructor(private readonly database: Database) {
    super();
    this.republished = new RepublishedCommune(database);
  }

  async designationOf(code: string): Promise<Designation> {
    const { rows } = await this.database.query<{ current: boolean; successor: string | null; parent: string | null }>(
      DESIGNATION,
      [code],
    );
    const [row] = rows;
    if (row?.current) return { kind: 'commune' };
    if (row?.successor) return { kind: 'former', successor: row.successor };
    if (row?.parent) return { kind: 'part', parent: row.parent };
    return { kind: 'free', place: await this.placeOf(code) };
  }

  async find(code: string): Promise<Commune | null> {
    const { rows } = await this.database.query<CommuneRow>(LOCKED, [code]);
    const [row] = rows;
    if (!row) return null;
    const overrides = await this.database.table(CommuneOverride).findBy({ code });
    const place = { code, departementCode: row.departement_code, regionCode: row.region_code, zone: row.zone };
    return new Commune(place, row.source, overrides);
  }

  async epciExists(code: string): Promise<boolean> {
    const { rowCount } = await this.database.query('SELECT FROM territory.epci WHERE code = $1', [code]);
    return rowCount > 0;
  }

  async save(commune: Commune, changes: readonly OverrideChange[], author: Author): Promise<void> {
    const overrides = this.database.table(CommuneOverride);
    for (const { field, action, override } of changes) {
      if (action === 'set') await overrides.upsert(override, ['code', 'field']);
      else await overrides.delete({ code: commune.place.code, field });
    }
    await this.republished.write(commune, changes);
    await this.log(commune, changes, author);
  }

  async remove(commune: Commune, author: Author): Promise<void> {
    const { code } = commune.place;
    const changes = commune.overrides.map((override) => ({
      field: override.field,
      action: 'reverted' as const,
      override,
    }));
    await this.database.table(CommuneOverride).delete({ code });
    await this.republished.remove(code);
    await this.log(commune, changes, author);
  }

  private async placeOf(
    code: string,
  ): Promise<{ code: string; departementCode: string; regionCode: string; zone: string } | null> {
    const { rows } = await this.database.query<{ code: string; region_code: string; zone: string }>(
      'SELECT code, region_code, zone FROM territory.departement WHERE code = $1',
      [departementOfInseeCode(code)],
    );
    const [row] = rows;
    return row ? { code, departementCode: row.code, regionCode: row.region_code, zone: row.zone } : null;
  }

  private async log(
    { place }: Commune,
    changes: readonly OverrideChange[],
    { actor, reason, at }: Author,
  ): Promise<void> {
    for (const { field, action, override } of changes) {
      await this.database.query(
        `INSERT INTO territory.commune_override_log (code, field, action, value, base_value, source_value, actor, reason, at)
         VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7, $8, $9)`,
        [
          ...[place.code, field, action],
          ...[override.value, override.baseValue, override.sourceValue].map((value) =>
            value === null ? null : JSON.stringify(value),
          ),
          ...[actor, reason, at],
        ],
      );
    }
  }
}
