import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { eco2mixText, generatedLoad, latin1, loadOnly } from '../support/eco2mix-files';
import { type EnergySpine, openEnergy } from '../support/energy-spine';

const DEFINITIVE = eco2mixText({ days: ['2024-05-01', '2024-05-02'], seed: 3 });
const CONSOLIDATED = eco2mixText({ days: ['2024-05-02', '2024-05-04'], seed: 2, nature: 'consolidated' });
const REAL_TIME = eco2mixText({ days: ['2024-05-01', '2024-05-06'], nature: 'real_time' });

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));

describe('files of several natures', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  beforeEach(() => energy.clear());
  afterAll(() => energy.close());

  it('make the same table in whatever order they come', async () => {
    const tables: unknown[] = [];
    for (const order of permutations([DEFINITIVE, CONSOLIDATED, REAL_TIME])) {
      await energy.clear();
      for (const text of order) await energy.load(text);
      const mix = await energy.rows('SELECT area_id, at, nuclear, wind, nature FROM mix_point ORDER BY area_id, at');
      const coverage = await energy.rows(
        'SELECT nature, first_at, last_at, last_value_at FROM load_coverage ORDER BY nature',
      );
      tables.push({ loads: await energy.loads(), mix, coverage });
    }
    expect(tables).toHaveLength(6);
    for (const table of tables) expect(table).toEqual(tables[0]);
    expect(await energy.mw('2024-05-02T10:00Z')).toBe(generatedLoad('2024-05-02T10:00Z', { seed: 3 }));
    expect(await energy.mw('2024-05-03T10:00Z')).toBe(generatedLoad('2024-05-03T10:00Z', { seed: 2 }));
    expect(await energy.mw('2024-05-03T10:15Z')).toBe(generatedLoad('2024-05-03T10:15Z'));
  });

  it('are counted by what became of load and mix; the last run wins among equals', async () => {
    await energy.load(REAL_TIME);
    expect(await energy.load(DEFINITIVE)).toMatchObject({ inserted: 0, updated: 96, unchanged: 0, removed: 0 });
    const again = await energy.load(REAL_TIME, { force: true });
    expect(again).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0 });
    expect(again.details).toMatchObject({ load: { superseded: 96 }, mix: { superseded: 96, updated: 0 } });
    const corrected = DEFINITIVE.replace(/(2024-05-01\t12:00\t)\d+/, '$11');
    expect(await energy.load(corrected)).toMatchObject({ updated: 1, unchanged: 95 });
    expect(await energy.mw('2024-05-01T10:00Z')).toBe(1);
    const loads = loadOnly(eco2mixText({ days: ['2024-05-07', '2024-05-07'] }));
    expect((await energy.load(loads)).details).toMatchObject({ load: { inserted: 48 }, mix: { inserted: 0 } });
  });

  it('leave what the next file no longer holds: an import deletes no measured point', async () => {
    await energy.load(REAL_TIME);
    const before = await energy.loads();
    await energy.load(eco2mixText({ days: ['2024-05-05', '2024-05-06'], nature: 'real_time' }));
    expect(await energy.loads()).toEqual(before);
  });

  it('of one directory are loaded from the least final to the last, each by itself', async () => {
    const directory = join(energy.dataDir, 'files');
    mkdirSync(join(directory, 'deep'), { recursive: true });
    const files = {
      'a.xls': DEFINITIVE,
      'deep/b.xls': REAL_TIME,
      'c.xls': CONSOLIDATED,
      'deep/d.csv': 'Date\tType de jour TEMPO\n',
      '.hidden': 'x',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), latin1(text));
    const runs = await energy.run({
      ...{ dataset: 'eco2mix', trigger: 'cli', actor: 'test' },
      from: { kind: 'path', path: directory },
    });
    const said = ({ source, state }: RunRow): string => `${source.name ?? ''} ${state}`;
    expect(runs.map(said)).toEqual(['d.csv rejected', 'b.xls published', 'c.xls published', 'a.xls published']);
    expect(exitCodeOf(runs)).toBe(4);
  });
});

describe('a file that does not say its nature', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  afterAll(() => energy.close());

  const year = eco2mixText({ days: ['2023-01-01', '2023-12-31'] });
  const natureOf = async (text: string): Promise<unknown> => {
    const { details } = await energy.load(text, { dryRun: true });
    return [details['natures'], details['nature_inferred']];
  };

  it('is definitive if every half-hour of its years has a load, and no quarter', async () => {
    const text = loadOnly(year);
    expect(await natureOf(text)).toEqual([['definitive'], true]);
    expect(await natureOf(text.replace(/(02\/04\/2023;12:00;)\d+/, '$1'))).toEqual([['real_time'], true]);
    expect(await natureOf(text.replace(/(02\/04\/2023;12:15;)/, '$150000'))).toEqual([['real_time'], true]);
    expect(await natureOf(loadOnly(MAY))).toEqual([['real_time'], true]);
    expect(await natureOf(text.replace(/\n26\/03\/2023;02:.*/g, ''))).toEqual([['definitive'], true]);
  });

  const MAY = eco2mixText({ days: ['2023-05-01', '2023-05-02'] });
  it('is what the caller says; what says it infers nothing', async () => {
    const asked = await energy.load(loadOnly(MAY), { dryRun: true, options: { nature: 'consolidated' } });
    expect(asked.details).toMatchObject({ natures: ['consolidated'] });
    expect(asked.details).not.toHaveProperty('nature_inferred');
    expect((await energy.load(MAY, { dryRun: true })).details).not.toHaveProperty('nature_inferred');
  });
});

describe('generated data', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  afterAll(() => energy.close());

  const SYNTHETIC = eco2mixText({ days: ['2024-05-01', '2024-05-02'], synthetic: true });
  const isSynthetic = (): Promise<object[]> => energy.rows(`SELECT synthetic FROM dataset WHERE name = 'eco2mix'`);

  it('says so, and goes when the first measured file comes; it never comes back', async () => {
    expect(await energy.load(SYNTHETIC)).toMatchObject({ state: 'published', inserted: 96, synthetic: true });
    expect(await isSynthetic()).toEqual([{ synthetic: true }]);
    const foreseen = await energy.load(CONSOLIDATED, { dryRun: true });
    expect(foreseen).toMatchObject({ inserted: 144, updated: 0, removed: 96 });
    const real = await energy.load(CONSOLIDATED);
    expect(real).toMatchObject({
      state: 'published',
      inserted: 144,
      synthetic: false,
      details: { synthetic_removed: 96 },
    });
    expect(await isSynthetic()).toEqual([{ synthetic: false }]);
    expect(await energy.rows('SELECT nature, synthetic FROM load_coverage')).toEqual([{ nature: 2, synthetic: false }]);
    const refused = await energy.load(SYNTHETIC, {
      acceptGuards: ['real-data-present'],
      reason: 'because',
      force: true,
    });
    expect(refused).toMatchObject({ state: 'rejected', problem: { outcome: 'guard', guards: ['real-data-present'] } });
    expect(await energy.loads()).toHaveLength(144);
  });
});
