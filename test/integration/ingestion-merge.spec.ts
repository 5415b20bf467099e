import { MeasuresDataset } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const file = (...powers: number[]): string =>
  ['Date;Heures;Consommation', ...powers.map((power) => `01/01/2018;00:00;${power}`), ''].join('\n');

describe('several lines of one key', () => {
  let spine: Spine;
  beforeAll(async () => {
    spine = await openSpine([
      new MeasuresDataset(),
      new MeasuresDataset({ name: 'first', merge: { conflicts: 'counted' } }),
      new MeasuresDataset({ name: 'last', merge: { conflicts: 'counted', stays: 'last' } }),
      new MeasuresDataset({ name: 'newest', merge: { stays: 'last' } }),
      new MeasuresDataset({ name: 'keys', merge: { key: ['day', 'time', 'power'], values: [] } }),
    ]);
  });
  beforeEach(() => spine.rows('TRUNCATE measure'));
  afterAll(() => spine.close());

  it.each([
    ['measures', { power: 1, source_line: '2' }, { duplicates: 1, rejected: 2 }],
    ['first', { power: 1, source_line: '2' }, { duplicates: 3, rejected: 0 }],
    ['last', { power: 3, source_line: '5' }, { duplicates: 3, rejected: 0 }],
    ['newest', { power: 3, source_line: '5' }, { duplicates: 0, rejected: 3 }],
  ])('%s', async (dataset, kept, counts) => {
    const run = await spine.import(file(1, 2, 1, 3), { dataset, force: true });
    expect(run).toMatchObject({ state: 'published', read: 4, inserted: 1, ...counts });
    expect(await spine.rows('SELECT power, source_line FROM measure')).toEqual([kept]);
    const named = await spine.rows('SELECT params FROM import_reject WHERE run_id = $1', [run.id]);
    const line = { params: { kept_line: Number(kept.source_line) } };
    expect(named).toEqual(Array<object>(counts.rejected).fill(line));
  });

  it('is no contradiction where there is nothing but the key', async () => {
    expect(await spine.import(file(1, 1), { dataset: 'keys' })).toMatchObject({ inserted: 1, duplicates: 1 });
    expect(await spine.import(file(1), { dataset: 'keys' })).toMatchObject({ state: 'unchanged', unchanged: 1 });
  });
});
