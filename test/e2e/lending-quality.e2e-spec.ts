import { QUALITY_RULES } from '../../libs/lending/src/domain/quality-rules';
import { LendingQualityCommand } from '../../libs/lending/src/infrastructure/cli/lending-quality.command';
import { bearer, machine } from '../support/identity';
import { said, type Said } from '../support/lending/cli';
import { DOUBTFUL, EXPECTED_DOUBTS } from '../support/lending/doubts';
import { idOf, opportunitiesFile, SIXTY } from '../support/lending/files';
import { DATASETS, type LendingService, serveLending } from '../support/lending/service';
import { usualActor } from '../support/settings';
import { refusal } from '../support/sites-service';

interface Rule {
  readonly rule: string;
  readonly severity: string;
  readonly dataset: string;
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
  readonly missing: readonly object[];
  readonly extremes: readonly { readonly dataset: string }[];
  readonly spelling: readonly object[];
  readonly suggestions: readonly object[];
  readonly history: readonly {
    readonly run_id: number;
    readonly at: string;
    readonly counts: Readonly<Record<string, number>>;
  }[];
}

async function reportOf(lending: LendingService, query = ''): Promise<Report> {
  const answer = await lending.get(`/borrowers/quality${query}`);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(answer.headers['etag']).toBeUndefined();
  return answer.body as unknown as Report;
}
const named = ({ rules }: Report, name: string): Rule | undefined => rules.find(({ rule }) => rule === name);

describe('quality of sixty borrowers', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  });
  afterAll(() => lending.close());

  it('is told where there is nothing', async () => {
    const empty = await reportOf(lending);
    expect(empty).toMatchObject({ run_id: null, extremes: [], spelling: [], suggestions: [], history: [] });
    expect(empty.rules.map(({ count, percent }) => [count, percent])).toEqual(empty.rules.map(() => [0, null]));
    expect(await lending.seen()).toEqual([]);
  });

  it('is what can be counted by hand', async () => {
    await lending.load('opportunities');
    const run = await lending.load('opportunities', opportunitiesFile(SIXTY));
    const found = await reportOf(lending);
    expect(found.run_id).toBe(run.id);
    expect(found.datasets).toEqual([
      { dataset: 'opportunities', rows: 60, synthetic: false },
      { dataset: 'proposals', rows: 0, synthetic: false },
      { dataset: 'banks', rows: 0, synthetic: false },
    ]);
    expect(named(found, 'age_out_of_range')).toEqual({
      ...{ rule: 'age_out_of_range', severity: 'warning', dataset: 'opportunities', column: 'borrower_age' },
      ...{ checked: 59, count: 3, percent: 5.08, examples: [57, 58, 59].map((i) => idOf('006', i)), effect: 'null' },
    });
    expect(found.extremes).toContainEqual({ dataset: 'opportunities', column: 'borrower_age', min: -940, max: 144 });
    expect(found.missing).toContainEqual({
      ...{ dataset: 'opportunities', column: 'borrower_age', missing: 1, percent: 1.67 },
    });
    const spelt = (group: string, ...values: string[]): object => ({
      group,
      variants: values.map((value) => ({ value, count: 10 })),
    });
    expect(found.spelling).toEqual([
      spelt('BOURSOBANK', 'BOURSORAMA BANQUE', 'Boursobank'),
      spelt('CREDIT AGRICOLE', 'CREDIT AGRICOLE', 'Crédit  Agricole'),
    ]);
    expect(named(found, 'bank_variant')).toMatchObject({ checked: 50, count: 20, percent: 40 });
    expect(named(found, 'bank_variant')?.examples).toHaveLength(10);
  });

  it('has a history: one row for each run that changed anything', async () => {
    const { history } = await reportOf(lending);
    expect(history.map(({ counts }) => counts['age_out_of_range'])).toEqual([3, 80]);
    const same = lending.load('opportunities', opportunitiesFile(SIXTY));
    await expect(same).rejects.toThrow('"state":"unchanged"');
    expect((await reportOf(lending)).history).toEqual(history);
    const changed = SIXTY.map((row, i) => (i === 0 ? { ...row, Age_emprunteur__c: '17.0' } : row));
    const run = await lending.load('opportunities', opportunitiesFile(changed));
    const [last, ...before] = (await reportOf(lending)).history;
    expect(last).toMatchObject({ run_id: run.id, counts: { age_out_of_range: 4, revenue_not_positive: 1 } });
    expect(before).toEqual(history);
  });
});

describe('doubts about the files', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    for (const dataset of DATASETS) await lending.load(dataset, DOUBTFUL[dataset]);
  });
  afterAll(() => lending.close());

  const counted = (rules: readonly Rule[]): Record<string, readonly string[]> =>
    Object.fromEntries(rules.map(({ rule, examples }) => [rule, examples]));

  it('are counted by the rule that they break, and by no other', async () => {
    const { rules } = await reportOf(lending);
    const broken = rules.filter(({ rule, count }) => rule !== 'missing' && count > 0);
    expect(counted(broken)).toEqual(EXPECTED_DOUBTS);
    expect(Object.keys(EXPECTED_DOUBTS).sort()).toEqual(QUALITY_RULES.map(({ rule }) => rule).sort());
    expect(broken.map(({ count, examples }) => count - examples.length)).toEqual(broken.map(() => 0));
    const blank = rules.filter(({ rule, column, count }) => rule === 'missing' && column === 'rate_percent' && count);
    expect(blank).toMatchObject([{ dataset: 'proposals', checked: 10, count: 1, percent: 10 }]);
  });

  it('come with the bank that an unknown name resembles, and nothing is changed by that', async () => {
    const { suggestions } = await reportOf(lending);
    expect(suggestions).toEqual([
      {
        ...{ dataset: 'opportunities', value: 'CREDT MUTUEL', count: 1, group: 'CREDIT MUTUEL' },
        similarity: expect.closeTo(0.7, 1) as unknown,
      },
    ]);
    expect(await lending.query(`SELECT bank_group FROM opportunity WHERE main_bank = 'CREDT MUTUEL'`)).toEqual([
      { bank_group: null },
    ]);
  });

  it('are chosen by rule, severity and file', async () => {
    const errors = await reportOf(lending, '?severity=error');
    expect(errors.rules.map(({ rule }) => rule)).toEqual(['orphan_opportunity', 'orphan_bank']);
    const two = await reportOf(lending, '?rule=bank_retired,rate_missing');
    expect(two.rules.map(({ rule, dataset }) => [rule, dataset])).toEqual([
      ['rate_missing', 'proposals'],
      ['bank_retired', 'banks'],
    ]);
    const offers = await reportOf(lending, '?dataset=proposals');
    expect(offers.datasets).toEqual([{ dataset: 'proposals', rows: 10, synthetic: false }]);
    expect(new Set([...offers.rules, ...offers.extremes].map(({ dataset }) => dataset))).toEqual(
      new Set(['proposals']),
    );
    expect(offers).toMatchObject({ spelling: [], suggestions: [] });
    expect(refusal(await lending.get('/borrowers/quality?rule=age_out_of_rang'))).toBe(
      '400 platform.invalid-parameters ?rule',
    );
    expect((await lending.get('/borrowers/quality?rule=age_out_of_rang')).text).toContain('age_out_of_range?');
    expect((await lending.get('/borrowers/quality?severty=error')).status).toBe(400);
  });

  it('are lines of CSV', async () => {
    const { text, headers } = await lending.get('/borrowers/quality?format=csv&rule=orphan_bank,bank_same_name');
    expect(headers['content-type']).toContain('text/csv');
    expect(text.split('\r\n')).toEqual([
      'rule,severity,dataset,column,checked,count,percent,effect,examples',
      `orphan_bank,error,proposals,bank_id,10,1,10,listed,${idOf('a0P', 3)}`,
      `bank_same_name,information,banks,name,6,2,33.33,status,${idOf('001', 5)} ${idOf('001', 6)}`,
      '',
    ]);
  });

  it('are written down with the opportunities whose ids are shown, or nothing is shown', async () => {
    await lending.seen();
    await reportOf(lending, '?rule=age_not_whole,orphan_opportunity');
    expect(await lending.seen()).toMatchObject([
      {
        ...{ actor: usualActor(), action: 'quality', filter: { rule: ['age_not_whole', 'orphan_opportunity'] } },
        ...{ opportunity_ids: [idOf('006', 3), idOf('006', 999)], rows: '2' },
      },
    ]);
    await reportOf(lending, '?dataset=banks');
    expect(await lending.seen()).toEqual([]);
    await lending.query('ALTER TABLE lending_access ADD CONSTRAINT refused CHECK (false) NOT VALID');
    const refused = await lending.get('/borrowers/quality?rule=age_not_whole');
    await lending.query('ALTER TABLE lending_access DROP CONSTRAINT refused');
    expect(refusal(refused)).toBe('503 lending.access-not-recorded');
    expect(refused.text).not.toContain(idOf('006', 3));
  });

  describe('at the command line', () => {
    const quality = (...words: string[]): Promise<Said> =>
      said(lending.service.app.get(LendingQualityCommand), 'lending', 'quality', ...words);

    it('are a table, and the same as those of the service', async () => {
      const { stdout, exitCode } = await quality('--json', '--severity', 'error');
      const { rules } = await reportOf(lending, '?severity=error');
      expect([(JSON.parse(stdout) as Report).rules, exitCode]).toEqual([rules, 0]);
      await lending.seen();
      const { stdout: table } = await quality('--dataset', 'opportunities');
      expect(table).toMatch(/^\| severity +\| rule/);
      expect(table).toContain('CREDT MUTUEL ~ CREDIT MUTUEL');
      expect(await lending.seen()).toMatchObject([{ actor: 'cli', action: 'quality' }]);
    });

    it.each([
      [['--fail-on', 'error'], 5, 'orphan_bank (bank_id): 1 / 10, more than 0 %\n'],
      [['--fail-on', 'error', '--max-percent', '10'], 0, ''],
      [['--fail-on', 'error', '--max-percent', '9.99'], 5, 'more than 9.99 %'],
      [['--fail-on', 'warning', '--max-percent', '10', '--dataset', 'opportunities'], 0, ''],
      [['--fail-on', 'warning', '--max-percent', '10'], 5, 'bank_test_record (name): 1 / 6'],
    ])('end with a code that says whether they are too many: %j', async (words, code, told) => {
      const { stderr, exitCode, error } = await quality(...words);
      expect([error, exitCode]).toEqual([undefined, code]);
      expect(stderr).toContain(told);
      if (code === 0) expect(stderr).toBe('');
    });

    it.each([
      ['--fail-on', 'information'],
      ['--max-percent', '101'],
      ['--rule', 'age'],
    ])('refuse %s %s', async (...words) => {
      expect((await quality(...words)).error).toMatchObject({ name: 'CommanderError' });
    });
  });
});

describe('where access is protected', () => {
  it('the quality of the files needs its scope', async () => {
    const lending = await serveLending({ access: 'protected' });
    try {
      const { app } = lending.service;
      expect((await lending.get('/borrowers/quality')).status).toBe(401);
      const status = async (scope: string): Promise<number> =>
        (await lending.get('/borrowers/quality', await machine(app, scope))).status;
      expect([await status('lending:statistics'), await status('lending:read')]).toEqual([403, 200]);
      expect((await lending.get('/borrowers/quality', bearer('x'))).status).toBe(401);
    } finally {
      await lending.close();
    }
  });
});
