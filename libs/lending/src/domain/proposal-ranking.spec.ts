import fc from 'fast-check';
import { costOf, exclusionsOf, flagsOf, isIneligible, type Offer, ranked } from './proposal-ranking';

const anOffer = (more: Partial<Offer> = {}): Offer => ({
  id: 'a0P000000000001AAA',
  createdAt: '2024-01-01T00:00:00Z',
  rate: 3.85,
  insuranceRate: 0.36,
  durationMonths: 240,
  step: null,
  bankStatus: 'active',
  opportunityKnown: true,
  principal: 200_000,
  ...more,
});

describe('what an offer costs', () => {
  it.each([
    [{ principal: 235_055, rate: 4.7, durationMonths: 240, insuranceRate: 0.42 }, [1512.57, 82.27, 147_706.6]],
    [{ principal: 235_055, rate: 4.85, durationMonths: 300, insuranceRate: 0.42 }, [1353.64, 82.27, 195_718]],
    [{ durationMonths: 240 }, [1196.21, 60, 101_490.4]],
    [{ durationMonths: 300 }, [1039.18, 60, 129_754]],
  ])('%j: %j', (more, figures) => {
    const { monthlyPayment, monthlyInsurance, totalCost } = costOf(anOffer(more));
    expect([monthlyPayment, monthlyInsurance, totalCost]).toEqual(figures);
  });

  it('is unknown where principal or insurance is', () => {
    expect(costOf(anOffer({ principal: null }))).toEqual({
      monthlyPayment: null,
      monthlyInsurance: null,
      totalCost: null,
    });
    expect(costOf(anOffer({ insuranceRate: 0 }))).toEqual({
      monthlyPayment: 1196.21,
      monthlyInsurance: null,
      totalCost: null,
    });
    expect(costOf(anOffer({ rate: 0 }))).toEqual({ monthlyPayment: null, monthlyInsurance: 60, totalCost: null });
  });
});

describe('an offer is excluded', () => {
  it.each([
    [{ opportunityKnown: false }, 'unknown_opportunity'],
    [{ bankStatus: null }, 'unknown_bank'],
    [{ rate: null }, 'no_rate'],
    [{ rate: 0 }, 'rate_not_positive'],
    [{ rate: -1 }, 'rate_not_positive'],
    [{ durationMonths: null }, 'no_duration'],
    [{ durationMonths: 0 }, 'no_duration'],
    [{ step: '99-Non éligible à la transmission / Source: X' }, 'not_eligible'],
  ])('%j: %s', (more, exclusion) => {
    expect(exclusionsOf(anOffer(more), 'rate')).toEqual([exclusion]);
  });

  it('by cost alone for want of a principal', () => {
    expect(exclusionsOf(anOffer({ principal: 0 }), 'rate')).toEqual([]);
    expect(exclusionsOf(anOffer({ principal: 0 }), 'total_cost')).toEqual(['no_principal']);
  });

  it('for all its reasons at once, in order', () => {
    const worst = anOffer({
      opportunityKnown: false,
      bankStatus: null,
      rate: 0,
      durationMonths: -1,
      step: 'NON ELIGIBLE',
    });
    expect(exclusionsOf(worst, 'rate')).toEqual([
      'unknown_opportunity',
      'unknown_bank',
      'rate_not_positive',
      'no_duration',
      'not_eligible',
    ]);
  });

  it('however the step is accented, and for no other step', () => {
    expect(isIneligible('non e\u0301ligible')).toBe(true);
    expect(isIneligible('1-Éligible')).toBe(false);
  });
});

it('flags what deserves a word', () => {
  expect(flagsOf(anOffer({ durationMonths: 25, insuranceRate: null, bankStatus: 'retired', rate: 15.1 }))).toEqual([
    'duration_looks_like_years',
    'insurance_unknown',
    'bank_retired',
    'rate_above_15',
  ]);
  expect(flagsOf(anOffer({ durationMonths: 41, rate: 15 }))).toEqual([]);
});

describe('offers are ranked', () => {
  const ids = (offers: readonly Offer[], by: 'rate' | 'total_cost'): (string | number | null)[][] =>
    ranked(offers, by).map(({ offer, rank }) => [offer.id, rank]);

  it('by rate, insurance, duration, date and id, unknown insurance last', () => {
    const offers = [
      anOffer({ id: 'f' }),
      anOffer({ id: 'e' }),
      anOffer({ id: 'd', createdAt: '2023-12-31T00:00:00Z' }),
      anOffer({ id: 'c', durationMonths: 239 }),
      anOffer({ id: 'b', insuranceRate: 0.3 }),
      anOffer({ id: 'g', insuranceRate: 0 }),
      anOffer({ id: 'h', insuranceRate: null, durationMonths: 241 }),
      anOffer({ id: 'a', rate: 3.84, insuranceRate: null }),
      anOffer({ id: 'y', rate: 0 }),
      anOffer({ id: 'z', rate: null, createdAt: '2020-01-01T00:00:00Z' }),
    ];
    const order = Array.from('abcdefgh', (id, i) => [id, i + 1]);
    expect(ids(offers, 'rate')).toEqual([...order, ['z', null], ['y', null]]);
  });

  it('by cost: the longer loan loses although its instalments are lower', () => {
    const offers = [
      anOffer({ id: 'long', durationMonths: 300 }),
      anOffer({ id: 'short' }),
      anOffer({ id: 'unknown', insuranceRate: 0, rate: 1 }),
    ];
    expect(ids(offers, 'total_cost')).toEqual([
      ['short', 1],
      ['long', 2],
      ['unknown', 3],
    ]);
  });

  it('in the same order whatever order they come in', () => {
    const some = fc.record({
      id: fc.stringMatching(/^a0P[0-9A-Za-z]{2}$/),
      rate: fc.constantFrom(null, 0, 3, 4),
      insuranceRate: fc.constantFrom(null, 0, 0.3),
      durationMonths: fc.constantFrom(null, 120, 240),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(some, { selector: ({ id }) => id }),
        fc.constantFrom('rate', 'total_cost'),
        (list, by) => {
          const offers = list.map((more) => anOffer(more));
          expect(ids([...offers].reverse(), by)).toEqual(ids(offers, by));
        },
      ),
    );
  });
});
