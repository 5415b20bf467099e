import {
  type FieldTable,
  jsonPlain,
  jsonQuoted,
  type Listing,
  type ListSource,
  type ListWords,
  textField,
} from '@hexagone/platform';
import type { Ranking } from '../../domain/proposal-ranking';
import { comparable, eligible, rankingKey } from '../persistence/offer-order';
import { fieldOf, opportunityIdField } from './lending-fields';

const MEMBERS = {
  opportunity_id: jsonQuoted('f.opportunity_id'),
  proposal_id: jsonQuoted('f.id'),
  rate_percent: jsonPlain('trim_scale(f.rate_percent)'),
  duration_months: jsonPlain('f.duration_months'),
  bank_name: jsonQuoted('b.name'),
};

const TABLE: FieldTable = {
  id: textField('f.id', { always: true, operators: [], sortable: false }),
  opportunity_id: opportunityIdField('f.opportunity_id'),
  rate_percent: fieldOf('rate', 'f.rate_percent', { always: true }),
  duration_months: fieldOf('whole', 'f.duration_months', { always: true, sortable: false }),
  bank_group: fieldOf('text', 'b.bank_group', { sortable: false }),
};

export const BEST_PROPOSAL_WORDS: ListWords = { table: TABLE, members: Object.keys(MEMBERS) };

const PRINCIPAL = 'o.loan_principal';

/** An offer that competes and that no other one of its opportunity beats. */
function best(by: Ranking): readonly string[] {
  const key = (offer: string): string => rankingKey({ offer, principal: PRINCIPAL }, by);
  return [
    eligible('f'),
    comparable(PRINCIPAL, by),
    `NOT EXISTS (SELECT FROM proposal q JOIN bank c ON c.id = q.bank_id
      WHERE q.opportunity_id = f.opportunity_id AND ${eligible('q')} AND ${key('q')} < ${key('f')})`,
  ];
}

/** Of all opportunities that have offers: how many, and how many of them without one that competes. */
const summary = (by: Ranking): string => `summary AS MATERIALIZED (
  SELECT count(*) AS opportunities, count(*) FILTER (WHERE NOT (g.eligible AND ${comparable(PRINCIPAL, by)})) AS without_eligible
  FROM (SELECT f.opportunity_id, bool_or(coalesce(${eligible('f')} AND b.id IS NOT NULL, false)) AS eligible
      FROM proposal f LEFT JOIN bank b ON b.id = f.bank_id GROUP BY f.opportunity_id) g
    JOIN opportunity o ON o.id = g.opportunity_id)`;

const source = (by: Ranking): ListSource => ({
  with: summary(by),
  from: 'proposal f JOIN opportunity o ON o.id = f.opportunity_id JOIN bank b ON b.id = f.bank_id',
  where: best(by),
  id: 'f.id',
});

/** The best offer for each opportunity that has one. */
export const bestProposals = (by: Ranking): Listing => ({
  resource: `best-proposals by ${by}`,
  fileName: 'best-proposals',
  table: TABLE,
  sort: 'opportunity_id',
  members: MEMBERS,
  source: () => source(by),
  meta: () => ({
    opportunities_with_proposals: jsonPlain('(SELECT opportunities FROM summary)'),
    without_eligible: jsonPlain('(SELECT without_eligible FROM summary)'),
  }),
});

/** SQL of the opportunities of these offers. */
export const opportunitiesOf = (proposals: string): string =>
  `ARRAY(SELECT f.opportunity_id FROM proposal f WHERE f.id = ANY (${proposals}) ORDER BY f.opportunity_id)`;
