import { INSURANCE_RATES, RATES } from './distributions';
import { Fields } from './evenly';
import { madeUpId } from './made-up-ids';
import { FIRST_OPPORTUNITY, instantAt, OPPORTUNITY_PREFIX, type SampleRow, written } from './sample-opportunities';

/** Banks that offers come from: the first ones, so that offers do not depend on how many there are. */
export const OFFERING_BANKS = 200;
export const BANK_PREFIX = '001';
const PROPOSAL_PREFIX = 'a0P';

const INELIGIBLE = '99-Non éligible à la transmission / Source: Simulation';
const DURATIONS = [120, 180, 240, 240, 300, 300];
/** Beyond what the files hold: nobody has these numbers. */
const NOBODY = 900_000_000;
/** Share of opportunities with offers, and the mean number of those that have any. */
const WITH_OFFERS = 0.08;
const CREATION_SECONDS = 150 * 86_400;

/** Of the exercise's borrower: the best, the same rate again, one that may not be passed on, an unknown bank, no rate. */
const FIRST_OFFERS: readonly SampleRow[] = [
  { rate_percent: '3.85', insurance_rate_percent: '0.28', duration_months: '240.0' },
  { rate_percent: '3.85', insurance_rate_percent: '0.36', duration_months: '240.0' },
  { rate_percent: '3.6', insurance_rate_percent: '0.28', duration_months: '240.0', step: INELIGIBLE },
  {
    rate_percent: '3.5',
    insurance_rate_percent: '0.28',
    duration_months: '240.0',
    bank_id: madeUpId(BANK_PREFIX, NOBODY),
  },
  { rate_percent: '0.0', insurance_rate_percent: '0.28', duration_months: '240.0' },
];

const drawnBy = (fields: Fields) => ({
  offers: fields.share('offers'),
  many: fields.share('many offers'),
  bank: fields.share('offering bank'),
  rate: fields.drawn('rate', RATES),
  insurance: fields.drawn('insurance', INSURANCE_RATES),
  duration: fields.share('offered duration'),
  creation: fields.share('offer creation'),
});

const thousandths = (value: number): string => written(Math.round(value * 1000) / 1000);

/** Offers, counted over all opportunities in order; the defects of one follow from its number. */
export class SampleProposals {
  private readonly drawn: ReturnType<typeof drawnBy>;

  constructor(seed: number) {
    this.drawn = drawnBy(new Fields(seed));
  }

  /** How many offers opportunity `row` has: mostly none, else 1 to 16, 0.29 on the average. */
  countFor(row: number): number {
    if (row === 1) return FIRST_OFFERS.length;
    if (this.drawn.offers(row) >= WITH_OFFERS) return 0;
    const share = this.drawn.many(row);
    return 1 + Math.floor(15.2 * share * share * share * share);
  }

  /** Offer `number`, from 1, for opportunity `row`. */
  row(number: number, row: number): SampleRow {
    const first = row === 1 ? FIRST_OFFERS[number - 1] : undefined;
    return { ...this.usual(number, row), ...(first ?? this.terms(number)) };
  }

  private usual(number: number, row: number): SampleRow {
    const orphan = number % 35 === 34;
    const opportunity = orphan && number % 70 === 34 ? NOBODY + number : row;
    const bank = orphan && number % 70 !== 34 ? NOBODY : 1 + Math.floor(this.drawn.bank(number) * OFFERING_BANKS);
    return {
      id: madeUpId(PROPOSAL_PREFIX, number),
      created_at: instantAt(this.drawn.creation(number) * CREATION_SECONDS),
      opportunity_id: opportunity === 1 ? (FIRST_OPPORTUNITY['id'] ?? '') : madeUpId(OPPORTUNITY_PREFIX, opportunity),
      bank_id: madeUpId(BANK_PREFIX, bank),
    };
  }

  private terms(number: number): SampleRow {
    const months = DURATIONS[Math.floor(this.drawn.duration(number) * DURATIONS.length)] ?? 240;
    const blank = number % 25 === 8;
    return {
      rate_percent: blank ? '' : number % 50 === 5 ? '0.0' : thousandths(this.drawn.rate(number)),
      duration_months: blank ? '' : written(number % 200 === 120 ? 25 : months),
      insurance_rate_percent: number % 20 === 11 ? '' : thousandths(this.drawn.insurance(number)),
      step: number % 3 === 0 ? INELIGIBLE : '',
    };
  }
}
