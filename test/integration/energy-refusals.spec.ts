import { singleFileZip } from '../../libs/energy/src/infrastructure/rte/single-file-zip';
import { eco2mixText, generatedLoad, latin1, loadOnly, withCells } from '../support/eco2mix-files';
import { type EnergySpine, openEnergy } from '../support/energy-spine';

const DAY = eco2mixText({ days: ['2024-05-01', '2024-05-01'] });
const DAYS = eco2mixText({ days: ['2024-05-01', '2024-05-03'] });
const [HEADER = '', ...ROWS] = DAYS.split('\n').filter((line) => line.includes('\t'));
const LAST_LINE = DAYS.split('\n').find((line) => line.startsWith('RTE')) ?? '';

const flipped = (bytes: Buffer, at: number): Buffer => Buffer.from(bytes.with(at, (bytes[at] ?? 0) ^ 4));

/** The record of that hour with other cells. */
const hourWith = (text: string, hour: string, cells: Record<number, string>): string =>
  withCells(text, (old) => (old[3] === hour ? old.map((cell, at) => cells[at] ?? cell) : old));

describe('a file that is no good as a whole', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  afterAll(() => energy.close());

  const ZIP = singleFileZip('a.xls', latin1(DAYS));
  it.each<[string, string | Buffer, string, string]>([
    ['a Tempo calendar', 'Date\tType de jour TEMPO\n2023-09-01\tBLEU\n', 'malformed', 'Tempo'],
    ['a page', '<!DOCTYPE html><html><body>Erreur</body></html>', 'malformed', 'HTML'],
    ['one column, as it seems', 'Date|Heures|Consommation\n01/01/2018|00:00|50000\n', 'malformed', 'Missing: Date'],
    ['without the disclaimer', [HEADER, ...ROWS, ''].join('\n'), 'guard', 'truncated-file (no last line'],
    ['cut in mid-day', [HEADER, ...ROWS.slice(0, 230)].join('\n').slice(0, -9), 'guard', 'truncated-file'],
    ['with a gap', [HEADER, ...ROWS.toSpliced(100, 7), LAST_LINE].join('\n'), 'guard', '7 rows missing'],
    ['a zip with a flipped bit', flipped(ZIP, 2000), 'malformed', 'zip'],
    ['half a zip', ZIP.subarray(0, ZIP.length / 2), 'malformed', 'zip'],
  ])('%s', async (_, content, outcome, said) => {
    const run = await energy.load(content);
    expect(run).toMatchObject({ state: 'rejected', problem: { outcome } });
    expect(run.problem?.detail.en).toContain(said);
    expect(await energy.rows('SELECT FROM load_point UNION ALL SELECT FROM mix_point')).toEqual([]);
    expect(await energy.rows('SELECT FROM load_coverage')).toEqual([]);
  });
});

describe('a record that is no good', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  beforeEach(() => energy.clear());
  afterAll(() => energy.close());

  it.each<[string, Record<number, string>]>([
    ['invalid_date', { 2: '2024-05-32' }],
    ['invalid_date', { 2: '1995-12-31' }],
    ['invalid_time', { 3: '12:10' }],
    ['unknown_area', { 0: 'Corse' }],
    ['unknown_nature', { 1: 'Données' }],
    ['not_an_integer', { 4: '51234.5' }],
    ['not_an_integer', { 10: 'beaucoup' }],
    ['out_of_range', { 4: '150001' }],
    ['out_of_range', { 4: '-1' }],
    ['out_of_range', { 15: '-150001' }],
    ['in_the_future', { 2: '2098-05-01' }],
    ['column_count', { 4: '50000\t50000\t' }],
  ])('is set aside with its reason: %s', async (code, cells) => {
    const run = await energy.load(hourWith(DAY, '12:00', cells));
    expect(run).toMatchObject({ state: 'published', inserted: 47, rejected: 1, rejected_by_code: { [code]: 1 } });
    const [reject] = await energy.rows<{ message_en: string; message_fr: string; line: string }>(
      'SELECT * FROM import_reject',
    );
    expect(reject?.line).toBe('50');
    expect([reject?.message_en, reject?.message_fr]).not.toContain(code);
  });

  it('tells all its faults', async () => {
    await energy.load(hourWith(DAY, '12:00', { 2: 'hier', 3: 'midi', 4: 'beaucoup' }));
    const rejects = await energy.rows('SELECT ordinal, field, code, value FROM import_reject ORDER BY ordinal');
    expect(rejects).toEqual([
      { ordinal: 1, field: 'Date', code: 'invalid_date', value: 'hier' },
      { ordinal: 2, field: 'Heures', code: 'invalid_time', value: 'midi' },
      { ordinal: 3, field: 'Consommation', code: 'not_an_integer', value: 'beaucoup' },
    ]);
  });

  it('may be a repetition, or contradict the first of its nature', async () => {
    const noon = DAY.split('\n')[49] ?? '';
    const again = (...rows: string[]): string => DAY.replace(/(?=RTE ne)/, rows.map((row) => `${row}\n`).join(''));
    const other = noon.replace(/(12:00\t)\d+/, '$11');
    const lower = other.replace('définitives', 'temps réel');
    const run = await energy.load(again(noon, other, lower));
    expect(run).toMatchObject({
      ...{ inserted: 48, duplicates: 2, rejected: 1 },
      rejected_by_code: { conflicting_duplicate: 1 },
    });
    const rejects = await energy.rows(`SELECT line::int, params FROM import_reject`);
    expect(rejects).toEqual([{ line: 99, params: { kept_line: 50 } }]);
    expect(await energy.mw('2024-05-01T10:00Z')).toBe(generatedLoad('2024-05-01T10:00Z'));
  });

  it('gives way to a better nature in the same file, wherever it stands', async () => {
    const realTime = withCells(DAY, (cells, row) =>
      row > 0 ? cells.with(1, 'Données temps réel').with(4, cells[4] === '' ? '' : '1') : cells,
    );
    const both = [...realTime.split('\n').slice(0, 97), ...DAY.split('\n').slice(1)].join('\n');
    expect(await energy.load(both)).toMatchObject({ inserted: 48, duplicates: 48, rejected: 0 });
    expect(await energy.mw('2024-05-01T10:00Z')).toBe(generatedLoad('2024-05-01T10:00Z'));
  });
});

describe('numbers and labels that people write otherwise', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
    await energy.load(DAY);
  });
  afterAll(() => energy.close());

  it.each([
    ['with a point', loadOnly(DAY, ',', (mw) => `${mw}.0`)],
    ['with a comma', loadOnly(DAY, ';', (mw) => `${mw},00`)],
    ['with a blank', loadOnly(DAY, ';', (mw) => mw.replace(/(\d{3})$/, ' $1'))],
    ['with a no-break space', loadOnly(DAY, '\t', (mw) => mw.replace(/(\d{3})$/, '\u00a0$1'))],
    ['with seconds', loadOnly(DAY).replace(/;(\d\d:\d\d);/g, ';$1:00;')],
    ['as serials', loadOnly(DAY).replaceAll('01/05/2024', '45413')],
    ['as fractions of a day', loadOnly(DAY).replaceAll(';00:30;', ';0.0208333333;').replaceAll(';12:00;', ';0,5;')],
  ])('%s', async (_, text) => {
    const run = await energy.load(text, { options: { nature: 'definitive' } });
    expect(run).toMatchObject({ state: 'unchanged', unchanged: 48, skipped: 48, rejected: 0 });
  });
});
