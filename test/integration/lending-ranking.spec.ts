import fc from 'fast-check';
import {
  exclusionsOf,
  type Offer,
  ranked,
  type Ranking,
  RANKINGS,
} from '../../libs/lending/src/domain/proposal-ranking';
import { banksFile, type Cells, idOf, opportunitiesFile, proposalsFile } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';

interface Answered {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly meta: Readonly<Record<string, unknown>>;
}

const opportunityId = (number: number): string => idOf('006', number);
const proposalId = (number: number): string => idOf('a0P', number);
const bankId = (number: number): string => idOf('001', number);

describe('offers for an opportunity', () => {
  let lending: LendingService;
  const at = (day: number): string => `2024-01-${String(day).padStart(2, '0')} 00:00:00`;

  const offer = (number: number, more: Cells = {}): Cells => ({
    Id: proposalId(number),
    CreatedDate: at(number),
    Opportunity__c: opportunityId(1),
    Partenaire__c: bankId(1),
    TXHA__c: '3.9',
    DureePret_Mois__c: '240.0',
    TauxAss__c: '0.36',
    ...more,
  });
  const offers = [
    offer(9),
    offer(8, { TXHA__c: '3.85' }),
    offer(7, { TXHA__c: '3.85', TauxAss__c: '0.3', DureePret_Mois__c: '300' }),
    offer(6, { TXHA__c: '3.85', TauxAss__c: '0.3' }),
    offer(5, { TXHA__c: '3.85', TauxAss__c: '0.3', CreatedDate: at(3), Partenaire__c: bankId(2) }),
    offer(4, { TXHA__c: '3.85', TauxAss__c: '0.0' }),
    offer(11, { Partenaire__c: bankId(99) }),
    offer(12, { TXHA__c: '' }),
    offer(13, { TXHA__c: '0.0' }),
    offer(14, { DureePret_Mois__c: '0' }),
    offer(15, { Etape_Source__c: '99-Non éligible à la transmission / Source: Web' }),
    offer(16, { Partenaire__c: '', TXHA__c: '-1.0', DureePret_Mois__c: '', Etape_Source__c: 'NON ÉLIGIBLE' }),
    offer(21, { Opportunity__c: opportunityId(2), TXHA__c: '16.0', DureePret_Mois__c: '25.0' }),
    offer(31, { Opportunity__c: opportunityId(3) }),
    offer(26, { Opportunity__c: opportunityId(4), DureePret_Mois__c: '300', TXHA__c: '3.85' }),
    offer(27, { Opportunity__c: opportunityId(4), TXHA__c: '3.85' }),
    offer(28, { Opportunity__c: opportunityId(5), TXHA__c: '0.0' }),
  ];
  const opportunity = (number: number, principal: string): Cells => ({
    Id: opportunityId(number),
    CreatedDate: at(1),
    StageName: '6-Perdue',
    MontPretPricip__c: principal,
  });

  beforeAll(async () => {
    lending = await serveLending();
    await lending.load(
      'banks',
      banksFile([
        { Id: bankId(1), CreatedDate: at(1), Name: 'CIC LYON' },
        { Id: bankId(2), CreatedDate: at(1), Name: 'LCL NE PAS UTILISER' },
      ]),
    );
    await lending.load(
      'opportunities',
      opportunitiesFile([
        ...[opportunity(1, '235055.0'), opportunity(2, ''), opportunity(4, '200000.0')],
        ...[opportunity(5, '1.0'), opportunity(6, '1.0')],
      ]),
    );
    await lending.load('proposals', proposalsFile(offers));
  }, 120_000);
  afterAll(() => lending.close());

  const asked = async (number: number, by: Ranking = 'rate'): Promise<Answered> => {
    const { status, text, body } = await lending.get(`/opportunities/${opportunityId(number)}/proposals?rank_by=${by}`);
    if (status !== 200) throw new Error(text);
    return body as unknown as Answered;
  };
  const all = async (query: string): Promise<Answered> =>
    (await lending.get(`/opportunities/best-proposals?${query}`)).body as unknown as Answered;

  it('rank by rate, then insurance, duration and creation; the others say all that excludes them', async () => {
    const { data, meta } = await asked(1);
    expect(data.map(({ proposal_id, rank, exclusions }) => [proposal_id, rank, exclusions])).toEqual([
      ...[5, 6, 7, 8, 4, 9].map((number, i) => [proposalId(number), i + 1, []]),
      [proposalId(11), null, ['unknown_bank']],
      [proposalId(12), null, ['no_rate']],
      [proposalId(13), null, ['rate_not_positive']],
      [proposalId(14), null, ['no_duration']],
      [proposalId(15), null, ['not_eligible']],
      [proposalId(16), null, ['unknown_bank', 'rate_not_positive', 'no_duration', 'not_eligible']],
    ]);
    expect(meta).toEqual({
      opportunity_id: opportunityId(1),
      rank_by: 'rate',
      best: expect.stringMatching(/^a0P/),
      ranked: 6,
      excluded: 6,
    });
    expect(data[0]).toEqual({
      rank: 1,
      proposal_id: meta['best'],
      bank_id: bankId(2),
      bank_name: 'LCL NE PAS UTILISER',
      bank_group: 'LCL',
      bank_status: 'retired',
      rate_percent: 3.85,
      insurance_rate_percent: 0.3,
      duration_months: 240,
      created_at: '2024-01-03T00:00:00.000Z',
      step: null,
      eligible: true,
      exclusions: [],
      flags: ['bank_retired'],
      monthly_payment: 1405.88,
      monthly_insurance: 58.76,
      total_cost: 116_458.6,
    });
  });

  it('are flagged, and not excluded, for what is merely strange; by cost they need a principal', async () => {
    const flags = ['duration_looks_like_years', 'rate_above_15'];
    expect((await asked(2)).data).toMatchObject([{ rank: 1, flags, total_cost: null }]);
    const { data, meta } = await asked(2, 'total_cost');
    expect(data).toMatchObject([{ rank: null, eligible: false, exclusions: ['no_principal'] }]);
    expect(meta).toMatchObject({ best: null, ranked: 0, excluded: 1 });
  });

  it('are told of an opportunity that nobody knows, and all excluded', async () => {
    const { data, meta } = await asked(3);
    expect(data).toMatchObject([{ exclusions: ['unknown_opportunity'], total_cost: null }]);
    expect(meta).toMatchObject({ best: null, ranked: 0, excluded: 1 });
  });

  it('cost less over 240 months than over 300, at the same rate', async () => {
    const { data, meta } = await asked(4, 'total_cost');
    expect(
      data.map((one) => [one['duration_months'], one['monthly_payment'], one['monthly_insurance'], one['total_cost']]),
    ).toEqual([
      [240, 1196.21, 60, 101_490.4],
      [300, 1039.18, 60, 129_754],
    ]);
    expect(meta['best']).toBe(proposalId(27));
  });

  it('are one each in the list of the best', async () => {
    const best = (number: number, proposal: number, more: object): object => ({
      opportunity_id: opportunityId(number),
      proposal_id: proposalId(proposal),
      ...more,
    });
    const first = best(1, 5, { rate_percent: 3.85, duration_months: 240, bank_name: 'LCL NE PAS UTILISER' });
    const second = best(2, 21, { rate_percent: 16, duration_months: 25, bank_name: 'CIC LYON' });
    const fourth = best(4, 27, { rate_percent: 3.85, duration_months: 240, bank_name: 'CIC LYON' });
    const counts = { opportunities_with_proposals: 4, without_eligible: 1 };
    expect(await all('')).toMatchObject({ data: [first, second, fourth], meta: { total: 3, ...counts } });
    expect((await all('')).data.map(Object.keys)).toEqual(
      Array(3).fill(['opportunity_id', 'proposal_id', 'rate_percent', 'duration_months', 'bank_name']),
    );
    expect(await all('rank_by=total_cost')).toMatchObject({
      data: [first, fourth],
      meta: { total: 2, ...counts, without_eligible: 2 },
    });
    expect((await all('sort=-rate_percent')).data).toEqual([second, first, fourth]);
    expect((await all('bank_group=LCL')).data).toEqual([first]);
    expect((await all('rate_percent[gt]=4&duration_months=25')).data).toEqual([second]);
    expect((await all(`opportunity_id=${opportunityId(4).slice(0, 15)}`)).data).toEqual([fourth]);
    expect((await lending.get('/opportunities/best-proposals?sort=bank_name')).status).toBe(400);
    const pages = await lending.walk('/opportunities/best-proposals?limit=1&sort=rate_percent');
    expect(pages.flatMap(({ body }) => (body as unknown as Answered).data)).toEqual([first, fourth, second]);
    await lending.seen();
    const csv = await lending.get('/opportunities/best-proposals?format=csv&limit=1');
    expect(csv.text).toBe(
      `opportunity_id,proposal_id,rate_percent,duration_months,bank_name\r\n${opportunityId(1)},${proposalId(5)},3.85,240,LCL NE PAS UTILISER\r\n`,
    );
    await all('limit=2');
    expect(await lending.seen()).toMatchObject([
      { action: 'best-proposals', opportunity_ids: null, filter: { format: 'csv', limit: '1' } },
      { action: 'best-proposals', opportunity_ids: [opportunityId(1), opportunityId(2)], rows: '2' },
    ]);
  });
});

const STEPS = [
  ...[null, null, null, '', '1-Éligible', 'non-éligible', 'Non eligible', 'x NON ÉLIGIBLE y', 'non éligible'],
  ...['ñon éligïble', 'non  éligible', 'ＮＯＮ éligible', '99-Non éligible à la transmission / Source: X'],
];
const MONTHS = [null, 0, -1, 1, 12, 120, 240, 300, 32_767];
const RATES = [null, 0, -0.5, 0.001, 3, 3.85, 3.851, 15.5, 999.999];

/** Few values, so that offers tie; any others, so that costs fall wherever they may. */
const terms = fc.record({
  opportunity: fc.integer({ min: 1, max: 60 }),
  bank: fc.constantFrom(1, 1, 2, 3, 99),
  rate: fc.oneof(
    fc.constantFrom(...RATES),
    fc.integer({ min: 1, max: 9_999 }).map((thousandths) => thousandths / 1000),
  ),
  insuranceRate: fc.oneof(
    fc.constantFrom(null, 0, -1, 0.3, 0.36),
    fc.integer({ min: 1, max: 900 }).map((n) => n / 1000),
  ),
  durationMonths: fc.oneof(fc.constantFrom(...MONTHS), fc.integer({ min: 1, max: 420 })),
  step: fc.constantFrom(...STEPS),
  day: fc.integer({ min: 1, max: 3 }),
});
const principals = fc.array(
  fc.oneof(
    fc.constantFrom(null, 0, -5, 200_000),
    fc.integer({ min: 1, max: 99_999_999 }).map((n) => n / 100),
  ),
  { minLength: 50, maxLength: 50 },
);

describe('what SQL ranks', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  }, 120_000);
  afterAll(() => lending.close());

  const store = async (offers: readonly Offer[], around: readonly object[], amounts: readonly (number | null)[]) => {
    await lending.query('TRUNCATE opportunity, proposal, bank');
    await lending.query(
      `INSERT INTO bank (id, created_at, name, name_key, status, synthetic, run_id, source_line)
       SELECT id, now(), 'BANK ' || id, '', 'active', true, 0, 0 FROM unnest($1::text[]) id`,
      [[1, 2, 3].map(bankId)],
    );
    await lending.query(
      `INSERT INTO opportunity (id, created_at, stage, loan_principal, synthetic, run_id, source_line)
       SELECT id, now(), 'x', principal, true, 0, 0 FROM unnest($1::text[], $2::numeric[]) o (id, principal)`,
      [amounts.map((_, i) => opportunityId(i + 1)), amounts],
    );
    await lending.query(
      `INSERT INTO proposal (id, created_at, opportunity_id, bank_id, rate_percent, duration_months,
         insurance_rate_percent, step, synthetic, run_id, source_line)
       SELECT id, "createdAt", opportunity, bank, rate, "durationMonths", "insuranceRate", step, true, 0, 0
       FROM json_to_recordset($1) AS f (id text, "createdAt" timestamptz, opportunity text, bank text, rate numeric,
         "durationMonths" smallint, "insuranceRate" numeric, step text)`,
      [JSON.stringify(offers.map((offer, i) => ({ ...offer, ...around[i] })))],
    );
  };

  it.each(RANKINGS)('by %s is what the domain ranks', async (by) => {
    const some = fc.array(terms, { minLength: 200, maxLength: 400 });
    const runs = { numRuns: 25, seed: 20, endOnFailure: true };
    await fc.assert(
      fc.asyncProperty(some, principals, async (list, amounts) => {
        const around = list.map((one) => ({ opportunity: opportunityId(one.opportunity), bank: bankId(one.bank) }));
        const offers = list.map(({ opportunity, bank, day, ...one }, i): Offer => ({
          ...one,
          id: proposalId(i),
          createdAt: `2024-01-0${String(day)}T00:00:00.000Z`,
          bankStatus: bank <= 3 ? 'active' : null,
          opportunityKnown: opportunity <= amounts.length,
          principal: amounts[opportunity - 1] ?? null,
        }));
        await store(offers, around, amounts);
        const known = amounts.map((_, i) => opportunityId(i + 1));
        const best = known.flatMap((id) => {
          const [first] = ranked(
            offers.filter((_, i) => around[i]?.opportunity === id),
            by,
          );
          return first?.rank === 1 ? [[id, first.offer.id, first.offer.rate, first.offer.durationMonths]] : [];
        });
        const { text } = await lending.get(`/opportunities/best-proposals?format=ndjson&rank_by=${by}`);
        const rows = text
          .split('\n')
          .filter(Boolean)
          .map((line) => Object.values(JSON.parse(line) as Record<string, unknown>).slice(0, 4));
        expect(rows).toEqual(best);
        const { body } = await lending.get(`/opportunities/best-proposals?rank_by=${by}`);
        const withOffers = new Set(around.map(({ opportunity }) => opportunity).filter((id) => known.includes(id)))
          .size;
        expect((body as unknown as Answered).meta).toMatchObject({
          total: best.length,
          opportunities_with_proposals: withOffers,
          without_eligible: withOffers - best.length,
        });
      }),
      runs,
    );
  });

  it('leaves out offers for their step exactly where the domain does', async () => {
    const letters = fc.constantFrom(
      'n',
      'o',
      'e',
      'é',
      'É',
      'e\u0301',
      ' ',
      'l',
      'i',
      'g',
      'b',
      'N',
      'İ',
      'ﬁ',
      '-',
      'ñ',
    );
    const any = fc.array(fc.oneof(letters, fc.constantFrom('non', 'éligible', 'NON ELIGIBLE')), { maxLength: 8 });
    const steps = fc.sample(
      any.map((parts) => parts.join('')),
      { numRuns: 3000, seed: 7 },
    );
    const anOffer = { id: '', createdAt: '', rate: 1, insuranceRate: 1, durationMonths: 1, bankStatus: 'active' };
    const offers = steps.map((step, i): Offer => ({
      ...anOffer,
      id: proposalId(i),
      createdAt: '2024-01-01',
      step,
      opportunityKnown: true,
      principal: 1,
    }));
    await store(offers, [], []);
    const found = await lending.query<{ id: string }>('SELECT id FROM proposal WHERE ineligible ORDER BY id');
    const expected = offers.filter((offer) => exclusionsOf(offer, 'rate').includes('not_eligible')).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(100);
    expect(found.map(({ id }) => id)).toEqual(expected.sort());
  });
});
