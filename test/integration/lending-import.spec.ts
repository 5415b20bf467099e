import { BANK_ALIASES } from '../../libs/lending/src/domain/bank-name';
import { SAMPLE_FILES } from '../../libs/lending/src/application/sample/sample-files';
import { banksFile, idOf, opportunitiesFile, proposalsFile, SIXTY } from '../support/lending/files';
import { type LendingSpine, openLending } from '../support/lending/spine';

const F60 = opportunitiesFile(SIXTY);
const counters = ['read', 'inserted', 'updated', 'unchanged', 'duplicates', 'rejected', 'skipped'] as const;

describe('files of the broker', () => {
  let lending: LendingSpine;
  beforeAll(async () => {
    lending = await openLending();
  });
  afterAll(() => lending.close());

  it('are generated where there are none', async () => {
    for (const [dataset, rows] of [
      ['banks', 200],
      ['opportunities', 10_000],
    ] as const)
      expect(await lending.embedded(dataset)).toMatchObject({ state: 'published', inserted: rows, rejected: 0 });
    const offers = await lending.embedded('proposals');
    expect(offers).toMatchObject({ state: 'published', rejected: 0, synthetic: true });
    expect(await lending.count('proposal')).toBe(offers?.inserted);
  });

  it('make an end of all that was generated, when the first real one comes', async () => {
    const [proposals, banks] = [await lending.count('proposal'), await lending.count('bank')];
    const run = await lending.load('opportunities', F60);
    expect(run).toMatchObject({
      state: 'published',
      inserted: 60,
      details: { synthetic_removed: { opportunities: 10_000, proposals, banks } },
    });
    expect(await Promise.all((['opportunity', 'proposal', 'bank'] as const).map(lending.count))).toEqual([60, 0, 0]);
  });

  it('have ages that cannot be set aside, with what was written', async () => {
    const rows = await lending.rows(
      `SELECT id, borrower_age, quality_flags, set_aside FROM opportunity WHERE set_aside IS NOT NULL ORDER BY id`,
    );
    const flagged = (number: number, raw: string, more: string[] = []): object => ({
      id: idOf('006', number),
      borrower_age: null,
      quality_flags: expect.arrayContaining(['age_out_of_range', ...more]) as unknown,
      set_aside: { borrower_age: raw },
    });
    expect(rows).toEqual([
      flagged(57, '-940.0', ['bank_variant']),
      flagged(58, '3.0'),
      flagged(59, '144.0', ['bank_variant']),
    ]);
  });

  it('have banks in groups, however they are spelt', async () => {
    const rows = await lending.rows(
      `SELECT bank_group, main_bank, count(*)::int AS count, bool_or('bank_variant' = ANY (quality_flags)) AS variant
       FROM opportunity WHERE main_bank IS NOT NULL GROUP BY 1, 2 ORDER BY bank_group, main_bank COLLATE "C"`,
    );
    expect(rows).toEqual([
      { bank_group: 'BOURSOBANK', main_bank: 'BOURSORAMA BANQUE', count: 10, variant: false },
      { bank_group: 'BOURSOBANK', main_bank: 'Boursobank', count: 10, variant: true },
      { bank_group: 'CIC', main_bank: 'CIC', count: 10, variant: false },
      { bank_group: 'CREDIT AGRICOLE', main_bank: 'CREDIT AGRICOLE', count: 10, variant: false },
      { bank_group: 'CREDIT AGRICOLE', main_bank: 'Crédit  Agricole', count: 10, variant: true },
    ]);
  });

  it('are not mixed with generated ones', async () => {
    const refused = await lending.embedded('opportunities');
    expect(refused).toMatchObject({ state: 'rejected', problem: { outcome: 'guard' } });
    expect(await lending.count('opportunity')).toBe(60);
  });

  it('write nothing the second time, and one row where one cell differs', async () => {
    expect(await lending.load('opportunities', F60)).toMatchObject({ unchanged: 60, inserted: 0, updated: 0 });
    const changed = SIXTY.map((row, i) => (i === 6 ? { ...row, TotRev__c: '1.0' } : row));
    expect(await lending.load('opportunities', opportunitiesFile(changed))).toMatchObject({
      updated: 1,
      unchanged: 59,
    });
    expect(await lending.load('opportunities', F60)).toMatchObject({ updated: 1, unchanged: 59 });
  });

  it('keep what a newer one lacks, unless it is to replace all', async () => {
    const few = opportunitiesFile(SIXTY.slice(0, 59));
    expect(await lending.load('opportunities', few)).toMatchObject({ state: 'unchanged', unchanged: 59 });
    expect(await lending.count('opportunity')).toBe(60);
    const replaced = await lending.load('opportunities', few, { options: { replace: true } });
    expect(replaced).toMatchObject({ state: 'published', unchanged: 59, removed: 1 });
    expect(await lending.load('opportunities', F60)).toMatchObject({ inserted: 1 });
    const half = opportunitiesFile(SIXTY.slice(0, 30));
    const refused = await lending.load('opportunities', half, { options: { replace: true } });
    expect(refused).toMatchObject({ state: 'rejected', problem: { outcome: 'guard' } });
    expect(await lending.count('opportunity')).toBe(60);
  });

  it('bring back nobody who was erased', async () => {
    const erased = idOf('006', 20);
    await lending.rows('INSERT INTO lending_erasure (opportunity_id, actor, reason) VALUES ($1, $2, $3)', [
      erased,
      'test',
      'asked',
    ]);
    await lending.rows('DELETE FROM opportunity WHERE id = $1', [erased]);
    expect(await lending.load('opportunities', F60)).toMatchObject({ unchanged: 59, skipped: 1 });
    const offer = { Id: idOf('a0P', 1), CreatedDate: '2024-01-01 00:00:00', Opportunity__c: erased };
    const other = { ...offer, Id: idOf('a0P', 2), Opportunity__c: idOf('006', 1).slice(0, 15) };
    expect(await lending.load('proposals', proposalsFile([offer, other]))).toMatchObject({ inserted: 1, skipped: 1 });
    const rows = await lending.rows('SELECT id, opportunity_id FROM proposal');
    expect(rows).toEqual([{ id: idOf('a0P', 2), opportunity_id: idOf('006', 1) }]);
  });

  it('have accounts of banks with key, group and status', async () => {
    const names = [
      'Cœur d’Épargne',
      'LCL POLE LA TESTE DE BUCH',
      'SBE - NE PAS UTILISER CE COMPTE (DOUBLON)',
      'cly est test',
    ];
    const rows = names.map((Name, i) => ({ Id: idOf('001', i + 1), CreatedDate: '2020-01-01 00:00:00', Name }));
    expect(await lending.load('banks', banksFile(rows))).toMatchObject({ inserted: 4 });
    expect(await lending.rows('SELECT name_key, bank_group, status FROM bank ORDER BY id')).toEqual([
      { name_key: 'COEUR D EPARGNE', bank_group: null, status: 'active' },
      { name_key: 'LCL POLE LA TESTE DE BUCH', bank_group: 'LCL', status: 'active' },
      { name_key: 'SBE NE PAS UTILISER CE COMPTE DOUBLON', bank_group: null, status: 'retired' },
      { name_key: 'CLY EST TEST', bank_group: null, status: 'test' },
    ]);
  });
});

describe('rows that are no good', () => {
  let lending: LendingSpine;
  beforeAll(async () => {
    lending = await openLending();
  });
  afterAll(() => lending.close());

  it('of a broken sample are told apart', async () => {
    const text = [...SAMPLE_FILES.opportunities({ rows: 100, seed: 1, broken: true })].join('');
    const run = await lending.load('opportunities', text);
    expect(counters.map((name) => run[name])).toEqual([104, 100, 0, 0, 1, 3, 0]);
    const rejects = await lending.rows(
      'SELECT line::int, code, field, value, cells FROM import_reject WHERE run_id = $1 ORDER BY line',
      [run.id],
    );
    expect(rejects).toEqual([
      { line: 102, code: 'column_count', field: null, value: null, cells: null },
      { line: 104, code: 'conflicting_duplicate', field: null, value: null, cells: null },
      { line: 105, code: 'malformed_id', field: 'Id', value: null, cells: null },
    ]);
  });

  const [GOOD = {}] = SIXTY;
  it('are told by line, column and reason: the others are taken', async () => {
    expect(await lending.load('opportunities', F60)).toMatchObject({ state: 'published', inserted: 60 });
  });

  it.each([
    [{ Id: '' }, ['Id missing']],
    [{ Id: idOf('001', 1) }, ['Id malformed_id']],
    [{ StageName: ' ', CreatedDate: '' }, ['CreatedDate missing', 'StageName missing']],
    [
      { Age_emprunteur__c: 'abc', CreatedDate: '2024-02-30 00:00:00' },
      ['Age_emprunteur__c not_of_its_type', 'CreatedDate not_of_its_type'],
    ],
    [
      { TotalProposition__c: '33.5', TotRev__c: '1e15' },
      ['TotalProposition__c not_of_its_type', 'TotRev__c out_of_range'],
    ],
  ])('%j', async (cells, faults) => {
    const run = await lending.load('opportunities', opportunitiesFile([{ ...GOOD, ...cells }, ...SIXTY]));
    expect(run).toMatchObject({ rejected: 1, inserted: 0 });
    const rows = await lending.rows<{ fault: string }>(
      `SELECT concat_ws(' ', field, code) AS fault FROM import_reject WHERE run_id = $1 AND line = 2 ORDER BY ordinal`,
      [run.id],
    );
    expect(rows.map(({ fault }) => fault)).toEqual(faults);
  });

  it('take an age that is no whole one, and words that stand for nothing', async () => {
    const cells = { ...GOOD, Id: idOf('006', 99), Age_emprunteur__c: '33.5', SituActu__c: 'NaN', Origine__c: '' };
    expect(await lending.load('opportunities', opportunitiesFile([cells, ...SIXTY]))).toMatchObject({ rejected: 0 });
    const [row] = await lending.rows('SELECT borrower_age, situation, quality_flags FROM opportunity WHERE id = $1', [
      cells.Id,
    ]);
    expect(row).toEqual({ borrower_age: null, situation: null, quality_flags: ['age_not_whole', 'placeholder_text'] });
  });

  it.each([
    [F60.replace('TotRev__c', 'TotRev_c'), ['TotRev__c', 'TotRev_c']],
    [F60.replace(',TotRev__c', ''), ['TotRev__c']],
  ])('are none of a file with another header', async (text, named) => {
    const before = await lending.count('opportunity');
    const run = await lending.load('opportunities', text);
    expect(run).toMatchObject({ state: 'rejected', problem: { outcome: 'malformed' } });
    for (const name of named) expect(run.problem?.detail.en).toContain(name);
    expect(await lending.count('opportunity')).toBe(before);
  });

  it('have the aliases of the domain at first', async () => {
    const rows = await lending.rows('SELECT bank_group AS "group", pattern FROM bank_alias ORDER BY position');
    expect(rows).toEqual(BANK_ALIASES);
  });
});
