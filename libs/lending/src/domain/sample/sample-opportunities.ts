import {
  AGES,
  CATEGORIES,
  CONTRACTS,
  DEPOSITS,
  MAIN_BANK_SHARES,
  MISSPELT_BANKS,
  ORIGINS,
  PRINCIPALS,
  PROJECT_TYPES,
  PROPERTY_TYPES,
  PROPERTY_USES,
  REFERRERS,
  REVENUES,
  SITUATIONS,
  STAGE_SHARES,
} from './distributions';
import { chosen, Fields } from './evenly';
import { madeUpId } from './made-up-ids';

/** Column of the table → the cell as the export writes it; absent: blank. */
export type SampleRow = Readonly<Partial<Record<string, string>>>;

export const OPPORTUNITY_PREFIX = '006';

const STRANGE_AGES = [-940, 144, 120, 101, 17, 3, 0, -3] as const;
const FIRST_CREATION = Date.parse('2023-10-20T00:00:00Z');
const CREATION_SECONDS = (Date.parse('2024-04-01T00:00:00Z') - FIRST_CREATION) / 1000;
const HAD_MORTGAGE = 0.408;

/** As pandas writes a column of numbers: whole ones have a decimal too. */
export const written = (value: number): string => (Number.isInteger(value) ? `${String(value)}.0` : String(value));
const cents = (value: number): number => Math.round(value * 100) / 100;
const flag = (holds: boolean): string => (holds ? '1' : '0');
export const instantAt = (seconds: number): string =>
  new Date(FIRST_CREATION + Math.floor(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** What such a revenue bears at most, a month; without one nothing is known of it. */
const affordable = (revenue: number): number => (revenue > 0 ? 0.7 * revenue : Infinity);

/** The borrower of the exercise, whose values are told in it; the rest is invented. */
export const FIRST_OPPORTUNITY: SampleRow = {
  id: '0065q00000AlAK0AAN',
  borrower_age: '33.0',
  main_bank: 'CIC',
  had_mortgage: '1',
  borrower_category: 'Salarié du privé',
  co_borrower_category: 'Profession libérale',
  borrower_contract: "CDI période d'essai terminée",
  revenue: '7731.67',
  loan_principal: '235055.0',
  stage: '6-Perdue',
};

const drawnBy = (fields: Fields) => ({
  age: fields.drawn('age', AGES),
  revenue: fields.drawn('revenue', REVENUES),
  category: fields.picked('category', CATEGORIES),
  contract: fields.share('contract'),
  mortgage: fields.share('mortgage'),
  creation: fields.share('creation'),
  bank: fields.picked('bank', MAIN_BANK_SHARES),
  principal: fields.drawn('principal', PRINCIPALS),
  deposit: fields.drawn('deposit', DEPOSITS),
  years: fields.share('years'),
  charges: fields.share('charges'),
  coCategory: fields.picked('co-category', CATEGORIES),
  couple: fields.share('couple'),
  stage: fields.picked('stage', STAGE_SHARES),
  situation: fields.picked('situation', SITUATIONS),
  origin: fields.picked('origin', ORIGINS),
  property: fields.picked('property', PROPERTY_TYPES),
  project: fields.picked('project', PROJECT_TYPES),
  use: fields.picked('use', PROPERTY_USES),
  referrer: fields.picked('referrer', REFERRERS),
  progress: fields.share('progress'),
});

/** Rows of opportunities: the same seed and number give the same row, whatever else is asked. */
export class SampleOpportunities {
  private readonly drawn: ReturnType<typeof drawnBy>;

  constructor(seed: number) {
    this.drawn = drawnBy(new Fields(seed));
  }

  /** Row `row`, from 1. Its defects follow from its number, so that their counts are exact. */
  row(row: number): SampleRow {
    const all = { ...this.person(row), ...this.loan(row), ...this.file(row) };
    return row === 1 ? { ...all, ...FIRST_OPPORTUNITY } : all;
  }

  private person(row: number): SampleRow {
    const category = row % 100 === 53 ? '' : this.drawn.category(row);
    const couple = this.drawn.couple(row) < 0.58;
    return {
      borrower_age: this.ageOf(row),
      main_bank: this.bankOf(row),
      had_mortgage: flag(this.drawn.mortgage(row) < HAD_MORTGAGE),
      borrower_category: category,
      borrower_contract: this.contractOf(this.drawn.category(row), row),
      co_borrower_category: couple ? this.drawn.coCategory(row) : '',
      co_borrower_contract: couple ? this.contractOf(this.drawn.coCategory(row), row + 7) : '',
      situation: this.drawn.situation(row),
    };
  }

  private ageOf(row: number): string {
    const strange = row % 100 === 7 ? STRANGE_AGES[Math.floor((row % 1000) / 100) - 1] : undefined;
    if (strange !== undefined) return written(strange);
    return [13, 47, 83].includes(row % 100) ? '' : written(Math.floor(this.drawn.age(row)));
  }

  private bankOf(row: number): string {
    if ([11, 29, 71, 97].includes(row % 100)) return '';
    return row % 40 === 21
      ? (MISSPELT_BANKS[Math.floor(row / 40) % MISSPELT_BANKS.length] ?? '')
      : this.drawn.bank(row);
  }

  private contractOf(category: string, row: number): string {
    const shares = CONTRACTS[category];
    return shares && row % 30 !== 17 ? chosen(shares, this.drawn.contract(row)) : '';
  }

  private loan(row: number): SampleRow {
    const revenue = row % 500 === 250 ? 0 : cents(this.drawn.revenue(row));
    const years = [10, 15, 20, 25, 25, 25][Math.floor(this.drawn.years(row) * 6)] ?? 25;
    const monthly = (1 + 0.021 * years) / (12 * years);
    const principal = Math.floor(Math.min(this.drawn.principal(row), affordable(revenue) / monthly) / 100) * 100;
    const instalment = cents(principal * monthly);
    const usual = cents(this.drawn.charges(row) * 0.25 * revenue);
    const charges = row % 400 === 200 ? cents(revenue * 1.2) : usual;
    const ratio = revenue > 0 ? cents((100 * (charges + instalment)) / revenue) : null;
    const deposit = Math.round(this.drawn.deposit(row) / 100) * 100;
    return {
      revenue: written(revenue),
      loan_principal: written(principal),
      wanted_duration_years: written(years),
      wanted_instalment: written(instalment),
      charges: written(charges),
      debt_ratio_percent: ratio === null ? '' : written(ratio),
      deposit: written(deposit),
      deposit_percent: written(cents((100 * deposit) / (principal + deposit))),
      residual_income: written(cents(revenue - charges - instalment)),
    };
  }

  private file(row: number): SampleRow {
    const progress = this.drawn.progress(row);
    return {
      id: madeUpId(OPPORTUNITY_PREFIX, row),
      created_at: instantAt(this.drawn.creation(row) * CREATION_SECONDS),
      stage: this.drawn.stage(row),
      origin: this.drawn.origin(row),
      property_type: this.drawn.property(row),
      project_type: this.drawn.project(row),
      property_use: this.drawn.use(row),
      web_referrer: this.drawn.referrer(row),
      automatic_call: flag(progress < 0.3),
      has_own_bank_offer: flag(progress > 0.9),
      progress: written(Math.floor(progress * 10) * 10),
      completeness_percent: written(Math.floor(progress * 100)),
      property_knowledge: written(1 + Math.floor(progress * 3)),
      banks_consulted: written(Math.floor(progress * 4)),
      score: written(Math.floor(progress * 1000) / 10),
    };
  }
}
