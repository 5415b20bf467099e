import { type CliCommand, programOf } from '@hexagone/platform';
import { QUALITY_RULES } from '../../libs/lending/src/domain/quality-rules';
import { LendingQualityCommand } from '../../libs/lending/src/infrastructure/cli/lending-quality.command';
import { banksFile, type Cells, idOf, opportunitiesFile, proposalsFile, SIXTY } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';

interface Rule {
  readonly rule: string;
  readonly column: string;
  readonly checked: number;
  readonly count: number;
  readonly percent: number | null;
  readonly examples: readonly string[];
}
interface Report {
  readonly run_id: number | null;
  readonly datasets: readonly object[];
  readonly rules: readonly Rule[];
  readonly missing: readonly { readonly column: string; readonly missing: number; readonly percent: number }[];
  readonly extremes: readonly { readonly column: string; readonly min: number; readonly max: number }[];
  readonly spelling: readonly object[];
  readonly suggestions: readonly object[];
  readonly history: readonly { readonly run_id: number; readonly counts: Readonly<Record<string, number>> }[];
}

const [BANK] = ['2020-01-01 00:00:00'];
const bank = (number: number, Name: string): Cells => ({ Id: idOf('001', number), CreatedDate: String(BANK), Name });
const GOOD_OFFER: Cells = {
  CreatedDate: '2024-02-01 10:00:00',
  Opportunity__c: idOf('006', 1),
  Partenaire__c: idOf('001', 1),
  TXHA__c: '3.85',
  DureePret_Mois__c: '240.0',
  TauxAss__c: '0.36',
};
const offer = (number: number, more: Cells = {}): Cells => ({ Id: idOf('a0P', number), ...GOOD_OFFER, ...more });

describe('quality of the files', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  });
  afterAll(() => lending.close());

  const report = async (query = ''): Promise<Report> => {
    const answer = await lending.get(`/borrowers/quality${query}`);
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
    return answer.body as unknown as Report;
  };
  const ruleOf = ({ rules }: Report, name: string): Rule | undefined => rules.find(({ rule }) => rule === name);

  it('is told where there is nothing', async () => {
    const empty = await report();
    expect(empty).toMatchObject({ run_id: null, extremes: [], spelling: [], suggestions: [], history: [] });
    expect(empty.rules.map(({ count, percent }) => [count, percent])).toEqual(empty.rules.map(() => [0, null]));
    expect(await lending.seen()).toEqual([]);
  });

  it('of sixty borrowers is what can be counted by hand', async () => {
    await lending.load('opportunities');
    const run = await lending.load('opportunities', opportunitiesFile(SIXTY));
    const found = await report();
    expect(found.run_id).toBe(run.id);
    expect(found.datasets).toEqual([
      { dataset: 'opportunities', rows: 60, synthetic: false },
      { dataset: 'proposals', rows: 0, synthetic: false },
      { dataset: 'banks', rows: 0, synthetic: false },
    ]);
    expect(ruleOf(found, 'age_out_of_range')).toEqual({
      ...{ rule: 'age_out_of_range', severity: 'warning', dataset: 'opportunities', column: 'borrower_age' },
      ...{ checked: 59, count: 3, percent: 5.08, examples: [57, 58, 59].map((i) => idOf('006', i)), effect: 'null' },
    });
    expect(found.extremes).toContainEqual({ dataset: 'opportunities', column: 'borrower_age', min: -940, max: 144 });
    expect(found.missing).toContainEqual({ dataset: 'opportunities', column: 'borrower_age', missing: 1, percent: 1.67 });
    expect(found.missing).toContainEqual({ dataset: 'opportunities', column: 'main_bank', missing: 10, percent: 16.67 });
    const spelt = (group: string, ...values: string[]): object => ({
      group,
      variants: values.map((value) => ({ value, count: 10 })),
    });
    expect(found.spelling).toEqual([
      spelt('BOURSOBANK', 'BOURSORAMA BANQUE', 'Boursobank'),
      spelt('CREDIT AGRICOLE', 'CREDIT AGRICOLE', 'Crédit  Agricole'),
    ]);
    expect(ruleOf(found, 'bank_variant')).toMatchObject({ checked: 50, count: 20, percent: 40 });
  });

  it('has a history of the runs that changed anything', async () => {
    const [last] = (await report()).history;
    expect(last?.counts).toMatchObject({ age_out_of_range: 3, revenue_not_positive: 1 });
  });
});
