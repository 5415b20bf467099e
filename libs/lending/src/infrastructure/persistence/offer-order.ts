import type { Ranking } from '../../domain/proposal-ranking';

/*
 * The ranking of the domain as SQL, for what is asked of all offers at once; a test holds both equal. Inputs that the
 * formula does not take are null before it is reached: SQL promises no order of evaluation.
 */

const positive = (sql: string): string => `CASE WHEN ${sql} > 0 THEN ${sql} END`;
/** To the cent, as the domain rounds. */
const cents = (sql: string): string => `floor(((${sql}) + 2.220446049250313e-16::float8) * 100 + 0.5) / 100`;

/** The terms of an offer, a row of `proposal` called `offer`, for a principal. */
export interface OfferTerms {
  readonly offer: string;
  /** SQL of an amount. */
  readonly principal: string;
}

/** Nothing in the offer itself excludes it. */
export const eligible = (offer: string): string =>
  `${offer}.rate_percent > 0 AND ${offer}.duration_months > 0 AND NOT ${offer}.ineligible`;

/** Nor anything in its opportunity, which is known. */
export const comparable = (principal: string, by: Ranking): string =>
  by === 'total_cost' ? `coalesce(${principal} > 0, false)` : 'true';

function totalCost({ offer, principal }: OfferTerms): string {
  const [amount, rate, months, insurance] = [
    positive(principal),
    positive(`${offer}.rate_percent`),
    positive(`${offer}.duration_months`),
    positive(`${offer}.insurance_rate_percent`),
  ].map((sql) => `(${sql})::float8`) as [string, string, string, string];
  const growth = `(1 + ${rate} / 1200)`;
  // Where the power would be too small for a number, the last instalments weigh nothing.
  const left = `CASE WHEN ${months} * ln(${growth}) > 700 THEN 0 ELSE power(${growth}, -${months}) END`;
  const payment = cents(`${amount} * (${rate} / 1200) / nullif(1 - ${left}, 0)`);
  return cents(`(${payment} + ${cents(`${amount} * ${insurance} / 1200`)}) * ${months} - ${amount}`);
}

/** Of two offers that compete for an opportunity, the one whose key is less is better; no two keys are equal. */
export function rankingKey(terms: OfferTerms, by: Ranking): string {
  const { offer } = terms;
  const insurance = positive(`${offer}.insurance_rate_percent`);
  const cost = by === 'total_cost' ? [`coalesce(${totalCost(terms)}, 'Infinity')`] : [];
  const keys = [
    ...cost,
    `${offer}.rate_percent`,
    `coalesce(${insurance}, 'Infinity')`,
    ...['duration_months', 'created_at', 'id'].map((column) => `${offer}.${column}`),
  ];
  return `(${keys.join(', ')})`;
}
