import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type FoundOpportunity,
  OpportunityReads,
  type OpportunityWish,
  type Reader,
  type StoredOffer,
} from '../../application/opportunity-reads';
import { type ReadOfOne, recorded, seenOne } from './access-statement';
import { ONE_MEMBERS } from './opportunity-members';

/** Offers for the opportunity of that id, whether it is known (`o`) or not; null: there are none. */
const OFFERS = `(SELECT json_agg(json_build_object(
    'id', f.id, 'createdAt', to_char(f.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'rate', f.rate_percent, 'insuranceRate', f.insurance_rate_percent, 'durationMonths', f.duration_months,
    'step', f.step, 'bankId', f.bank_id, 'bankName', b.name, 'bankGroup', b.bank_group, 'bankStatus', b.status,
    'opportunityKnown', o.id IS NOT NULL, 'principal', o.loan_principal))
  FROM proposal f LEFT JOIN bank b ON b.id = f.bank_id WHERE f.opportunity_id = $1)`;

const OFFERS_OF_ANY = `SELECT offers FROM (SELECT o.id AS known, ${OFFERS} AS offers
  FROM (SELECT) one LEFT JOIN opportunity o ON o.id = $1) any_of_it WHERE known IS NOT NULL OR offers IS NOT NULL`;

const MEMBERS: Readonly<Record<string, string>> = { response_id: '$2::uuid', ...ONE_MEMBERS };

const opportunity = ({ members, offers }: OpportunityWish): string =>
  `SELECT row_to_json(x)::text AS json, ${offers ? OFFERS : 'NULL'} AS offers FROM opportunity o
    CROSS JOIN LATERAL (SELECT ${members.map((name) => `${MEMBERS[name] ?? 'NULL'} AS ${name}`).join(', ')}) x WHERE o.id = $1`;

interface Row {
  readonly json: string;
  readonly offers: readonly StoredOffer[] | null;
}

/** JSON made by the database, and the access log in the same statement. */
@Injectable()
export class SqlOpportunityReads extends OpportunityReads {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: string, wish: OpportunityWish, reader: Reader): Promise<FoundOpportunity | null> {
    const sql = seenOne(opportunity(wish), 'opportunity');
    const row = await this.read<Row>(sql, [id, wish.responseId, ...of(reader)]);
    return row ? { json: row.json, offers: row.offers ?? [] } : null;
  }

  async offersFor(id: string, reader: Reader): Promise<readonly StoredOffer[] | null> {
    const row = await this.read<Pick<Row, 'offers'>>(seenOne(OFFERS_OF_ANY, 'proposals'), [id, null, ...of(reader)]);
    return row ? (row.offers ?? []) : null;
  }

  private async read<T extends object>(sql: string, parameters: ReadOfOne): Promise<T | undefined> {
    const { rows } = await recorded(() => this.database.query<T>(sql, parameters));
    return rows[0];
  }
}

const of = ({ actor, requestId }: Reader): readonly [string, string | null] => [actor, requestId ?? null];
