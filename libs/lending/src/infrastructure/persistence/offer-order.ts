import type { Ranking } from '../../domain/proposal-ranking';

/*
 * The ranking of the domain as SQL, for what is asked of all offers at once; a test holds both equal. Inputs that the
 * formula does not take are null before it is reached: SQL promises no order of evaluation.
 */

/** Marks that letters of Latin script are written with, once they are taken apart. */
const MARKS = String.raw`[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]`;

const positive = (sql: string): string => `CASE WHEN ${sql} > 0 THEN ${sql} END`;
/** To the cent, as the domain rounds. */
const cents = (sql: string): string => `floor(((${sql}) + 2.220446049250313e-16::float8) * 100 + 0.5) / 100`;

/** The terms of an offer, a row of `proposal` called `offer`, for a principal. */
export interface OfferTerms {
  readonly offer: string;
  /** SQL of an amount. */
  readonly principal: string;
}

const ineligible = (step: string): string =>
  `(${step} IS NOT NULL AND regexp_replace(normalize(${step}, NFKD), '${MARKS}', '', 'g') COLLATE "C" ~* 'non eligible')`;

/** Nothing excludes the offer, where its opportunity and its bank are known. */
export const eligible = ({ offer, principal }: OfferTerms, by: Ranking): string =>
  [
    `${offer}.rate_percent > 0`,
    `${offer}.duration_months > 0`,
    ...(by === 'total_cost' ? [`${principal} > 0`] : []),
    `NOT ${ineligible(`${offer}.step`)}`,
  ].join(' AND ');

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
