import type { StoredOffer } from '../../application/opportunity-reads';
import { costOf, flagsOf, ranked, type Ranked, type Ranking } from '../../domain/proposal-ranking';

/** One offer, as it is told. */
function proposalItem({ offer, rank, exclusions }: Ranked<StoredOffer>): object {
  const { monthlyPayment, monthlyInsurance, totalCost } = costOf(offer);
  return {
    rank,
    proposal_id: offer.id,
    bank_id: offer.bankId,
    bank_name: offer.bankName,
    bank_group: offer.bankGroup,
    bank_status: offer.bankStatus,
    rate_percent: offer.rate,
    insurance_rate_percent: offer.insuranceRate,
    duration_months: offer.durationMonths,
    created_at: offer.createdAt,
    step: offer.step,
    eligible: exclusions.length === 0,
    exclusions,
    flags: flagsOf(offer),
    monthly_payment: monthlyPayment,
    monthly_insurance: monthlyInsurance,
    total_cost: totalCost,
  };
}

/** Offers in the order of the ranking, then what takes no part in it. */
export const proposalItems = (offers: readonly StoredOffer[], by: Ranking): object[] =>
  ranked(offers, by).map(proposalItem);

/** All offers for an opportunity, and which is best. */
export function proposalsAnswer(opportunityId: string, offers: readonly StoredOffer[], by: Ranking): object {
  const order = ranked(offers, by);
  const competing = order.filter(({ rank }) => rank !== null);
  return {
    data: order.map(proposalItem),
    meta: {
      opportunity_id: opportunityId,
      rank_by: by,
      best: competing[0]?.offer.id ?? null,
      ranked: competing.length,
      excluded: order.length - competing.length,
    },
  };
}
