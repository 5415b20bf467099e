import { PersonalDataHolders } from '@hexagone/kernel';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const small = measuresOf2018({ days: 10 });
const LINE = '03/01/2018;12:00;40240';
const SPOILT = small.replace(`${LINE}\n`, '03/01/2018;12:00;claire.martin@example.org\n');
const RECORD = '04/01/2018;claire.martin@example.org;12;Martin\n';

const DAY = 86_400_000;

describe('what an import keeps of the records that it refuses', () => {
  let spine: Spine;
  beforeAll(async () => {
    spine = await openSpine([
      new MeasuresDataset(),
      new MeasuresDataset({ name: 'private', card: { personal: true } }),
    ]);
    await spine.import(small);
  });
  afterAll(() => spine.close());

  const rejects = (): Promise<Record<string, unknown>[]> => spine.rows('SELECT * FROM import_reject ORDER BY run_id');
  const purge = (before: Date, rehearsal = false): Promise<number> => {
    const holder = spine.app.get(PersonalDataHolders).all.find(({ context }) => context === 'ingestion');
    const retention = holder!.retentions.find(({ rule }) => rule === 'ingestion.reject-values');
    return retention!.purge(before, rehearsal, new Date());
  };

  it('is what they held, until it is purged; then line, field and reason alone', async () => {
    const { id } = await spine.import(SPOILT);
    expect(JSON.stringify(await rejects())).toContain('claire.martin@example.org');
    expect(await purge(new Date(Date.now() - DAY))).toBe(0);
    const later = new Date(Date.now() + DAY);
    expect(await purge(later, true)).toBe(1);
    expect(JSON.stringify(await rejects())).toContain('claire.martin@example.org');
    expect(await purge(later)).toBe(1);
    expect(await rejects()).toMatchObject([
      { run_id: String(id), line: '242', code: 'not_a_number', value: null, cells: null, hint: null, params: {} },
    ]);
    expect(JSON.stringify(await rejects())).not.toContain('claire');
    expect(await purge(later)).toBe(0);
  });

  it('is nothing where the data are personal', async () => {
    await spine.rows('TRUNCATE import_reject');
    const run = await spine.import(SPOILT, { dataset: 'private' });
    expect(run).toMatchObject({ rejected: 1 });
    expect(await rejects()).toMatchObject([{ value: null, cells: null, hint: null, params: {}, code: 'not_a_number' }]);
    expect(JSON.stringify(await rejects())).not.toMatch(/claire|\{\w+\}/);
    expect(await purge(new Date(Date.now() + DAY))).toBe(0);
  });

  it.each([
    ['measures', 'Martin'],
    ['private', null],
  ] as const)('tells of a file without header, in %s: %s', async (dataset, quoted) => {
    const run = await spine.import(RECORD, { dataset });
    expect(run).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.header-contract' } });
    const sql = 'SELECT to_jsonb(r)::text AS whole FROM import_run r WHERE id = $1';
    const [row] = await spine.rows<{ whole: string }>(sql, [run.id]);
    if (quoted) expect(row!.whole).toContain(quoted);
    else expect(row!.whole).not.toMatch(/claire|Martin/);
  });
});
