import { Database, jsonObject, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type FoundOpportunity,
  OpportunityReads,
  type OpportunityWish,
  type Reader,
  type StoredOffer,
} from '../../application/opportunity-reads';
import { accessInsert, recorded } from './access-statement';
import { oneMembers } from './opportunity-members';

/** Offers for an opportunity of that id, whether it is known (`o`) or not; null: there are none. */
const offers = (id: string): string => `(SELECT json_agg(json_build_object(
    'id', f.id, 'createdAt', to_char(f.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'rate', f.rate_percent, 'insuranceRate', f.insurance_rate_percent, 'durationMonths', f.duration_months,
    'step', f.step, 'bankId', f.bank_id, 'bankName', b.name, 'bankGroup', b.bank_group, 'bankStatus', b.status,
    'opportunityKnown', o.id IS NOT NULL, 'principal', o.loan_principal))
  FROM proposal f LEFT JOIN bank b ON b.id = f.bank_id WHERE f.opportunity_id = ${id})`;

type Found<T> = { readonly [K in keyof T]: T[K] | null };

/** JSON made by the database, and the access log in the same statement. */
@Injectable()
export class SqlOpportunityReads extends OpportunityReads {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string, wish: OpportunityWish, reader: Reader): Promise<FoundOpportunity | null> {
    const { responseId, members } = wish;
    const to = new SqlParameters();
    const key = to.add(id);
    // A parameter that no expression has would have no type.
    const all = oneMembers(members.includes('response_id') ? `${to.add(responseId)}::text` : 'NULL::text');
    const json = jsonObject(Object.fromEntries(members.map((name) => [name, all[name] ?? 'NULL'])));
    const found = `SELECT o.id, ${json} AS json, ${wish.offers ? offers(key) : 'NULL'} AS offers FROM opportunity o WHERE o.id = ${key}`;
    const seen = { ...reader, action: 'opportunity', responseId } as const;
    const row = await this.read<Found<FoundOpportunity>>(found, accessInsert(seen, SHOWN, to), to);
    return row?.json == null ? null : { json: row.json, offers: row.offers ?? [] };
  }

  async offersFor(id: string, reader: Reader): Promise<readonly StoredOffer[] | null> {
    const to = new SqlParameters();
    const key = to.add(id);
    const found = `SELECT * FROM (SELECT ${key}::text AS id, o.id AS known, ${offers(key)} AS offers
      FROM (SELECT) one LEFT JOIN opportunity o ON o.id = ${key}) any_of_it WHERE known IS NOT NULL OR offers IS NOT NULL`;
    const seen = { ...reader, action: 'proposals' } as const;
    const row = await this.read<Found<Pick<FoundOpportunity, 'offers'>>>(found, accessInsert(seen, SHOWN, to), to);
    return row ? (row.offers ?? []) : null;
  }

  private async read<T extends object>(found: string, seen: string, to: SqlParameters): Promise<T | undefined> {
    const sql = `WITH found AS MATERIALIZED (${found}), seen AS (${seen}) SELECT * FROM found`;
    const { rows } = await recorded(() => this.database.query<T>(sql, to.values));
    return rows[0];
  }
}

const SHOWN = 'SELECT ARRAY[id]::varchar[] AS ids FROM found';
