/** Why an offer takes no part in a ranking; all that apply, in this order. */
export const EXCLUSIONS = [
  'unknown_opportunity',
  'unknown_bank',
  'no_rate',
  'rate_not_positive',
  'no_duration',
  'not_eligible',
  'no_principal',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** What deserves a word and excludes nothing. */
export const FLAGS = ['duration_looks_like_years', 'insurance_unknown', 'bank_retired', 'rate_above_15'] as const;
export type Flag = (typeof FLAGS)[number];

export const RANKINGS = ['rate', 'total_cost'] as const;
export type Ranking = (typeof RANKINGS)[number];

/** An offer with what is known around it. Rates in percent a year, amounts in euros. */
export interface Offer {
  readonly id: string;
  readonly createdAt: string | null;
  readonly rate: number | null;
  readonly insuranceRate: number | null;
  readonly durationMonths: number | null;
  readonly step: string | null;
  /** Null: no bank of that id is known. */
  readonly bankStatus: string | null;
  readonly opportunityKnown: boolean;
  readonly principal: number | null;
}

export interface Cost {
  readonly monthlyPayment: number | null;
  /** On the initial capital; null when the insurance rate is unknown. */
  readonly monthlyInsurance: number | null;
  /** Everything paid, less the principal; null when principal or insurance is unknown. */
  readonly totalCost: number | null;
}

const MARKS = /\p{M}/gu;

/** The step of an offer that the broker may not pass on. */
export const isIneligible = (step: string | null): boolean =>
  step?.normalize('NFKD').replace(MARKS, '').toLowerCase().includes('non eligible') ?? false;

const isPositive = (value: number | null): value is number => value !== null && value > 0;
const cents = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100;

/** Constant instalments of a loan at a nominal rate: `P·i / (1 − (1 + i)^−n)`, i being a twelfth of the yearly rate. */
export function costOf({ principal, rate, insuranceRate, durationMonths }: Offer): Cost {
  if (!isPositive(principal)) return { monthlyPayment: null, monthlyInsurance: null, totalCost: null };
  const monthlyInsurance = isPositive(insuranceRate) ? cents((principal * insuranceRate) / 1200) : null;
  if (!isPositive(rate) || !isPositive(durationMonths))
    return { monthlyPayment: null, monthlyInsurance, totalCost: null };
  const i = rate / 1200;
  const monthlyPayment = cents((principal * i) / (1 - (1 + i) ** -durationMonths));
  const totalCost =
    monthlyInsurance === null ? null : cents((monthlyPayment + monthlyInsurance) * durationMonths - principal);
  return { monthlyPayment, monthlyInsurance, totalCost };
}

/** All reasons why this offer is not ranked, in the order of the list; none: it is. */
export function exclusionsOf(offer: Offer, by: Ranking): readonly Exclusion[] {
  const { rate, durationMonths } = offer;
  const holds: Readonly<Record<Exclusion, boolean>> = {
    unknown_opportunity: !offer.opportunityKnown,
    unknown_bank: offer.bankStatus === null,
    no_rate: rate === null,
    rate_not_positive: rate !== null && rate <= 0,
    no_duration: !isPositive(durationMonths),
    not_eligible: isIneligible(offer.step),
    no_principal: by === 'total_cost' && !isPositive(offer.principal),
  };
  return EXCLUSIONS.filter((exclusion) => holds[exclusion]);
}

export function flagsOf({ durationMonths, insuranceRate, bankStatus, rate }: Offer): readonly Flag[] {
  const holds: Readonly<Record<Flag, boolean>> = {
    duration_looks_like_years: durationMonths !== null && durationMonths >= 1 && durationMonths <= 40,
    insurance_unknown: !isPositive(insuranceRate),
    bank_retired: bankStatus === 'retired',
    rate_above_15: rate !== null && rate > 15,
  };
  return FLAGS.filter((flag) => holds[flag]);
}

type Key = readonly (number | string | null)[];

const keyOf = (offer: Offer, by: Ranking): Key => [
  ...(by === 'total_cost' ? [costOf(offer).totalCost] : []),
  offer.rate,
  isPositive(offer.insuranceRate) ? offer.insuranceRate : null,
  offer.durationMonths,
  offer.createdAt,
  offer.id,
];

/** What is unknown comes last; texts are compared byte by byte. */
function compared(one: Key, other: Key): number {
  const at = one.findIndex((value, i) => value !== other[i]);
  const [a, b] = [one[at] ?? null, other[at] ?? null];
  if (at < 0) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

export interface Ranked<O extends Offer> {
  readonly offer: O;
  /** From 1; null: excluded. */
  readonly rank: number | null;
  readonly exclusions: readonly Exclusion[];
}

/** Those that compete, best first: a total order; then the excluded ones, oldest first. */
export function ranked<O extends Offer>(offers: readonly O[], by: Ranking): readonly Ranked<O>[] {
  const judged = offers.map((offer) => ({ offer, exclusions: exclusionsOf(offer, by) }));
  const best = judged
    .filter(({ exclusions }) => exclusions.length === 0)
    .sort((a, b) => compared(keyOf(a.offer, by), keyOf(b.offer, by)));
  const excluded = judged
    .filter(({ exclusions }) => exclusions.length > 0)
    .sort((a, b) => compared([a.offer.createdAt, a.offer.id], [b.offer.createdAt, b.offer.id]));
  return [...best.map((one, i) => ({ ...one, rank: i + 1 })), ...excluded.map((one) => ({ ...one, rank: null }))];
}
