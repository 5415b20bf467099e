import { AREAS, findArea, FRANCE } from '../../domain/areas';
import { sampleLoad } from '../../domain/sample/sample-load';
import { sampleText } from './sample-files';
import { DEFAULT_SAMPLE, type SampleWish } from './sample-wish';

const dayOf = (day: string): number => Date.parse(`${day}T00:00Z`) / 1000;

function linesOf(first: string, last: string, wish: Partial<SampleWish> = {}): string[] {
  const days = [dayOf(first), dayOf(last) + 86_400] as const;
  return [...sampleText({ ...DEFAULT_SAMPLE, year: Number(first.slice(0, 4)), ...wish }, days)].join('').split('\n');
}

/** The cells of one label. */
const cellsAt = (lines: readonly string[], day: string, time: string): string[] =>
  (lines.find((line) => line.includes(`\t${day}\t${time}\t`)) ?? '').split('\t');

const BRETAGNE = findArea('FR-BRE') ?? FRANCE;

describe('a synthetic file', () => {
  it.each([
    [{}, 40],
    [{ columns: 36 as const }, 36],
    [{ area: BRETAGNE }, 13],
  ])('has the columns of RTE, and a cell more in each row: %j', (wish, columns) => {
    const [header = '', row = ''] = linesOf('2024-05-01', '2024-05-01', wish);
    expect(header.split('\t')).toHaveLength(columns);
    expect(row.split('\t')).toHaveLength(columns + 1);
    expect(row.endsWith('\t')).toBe(true);
  });

  it('has headers as odd as RTE’s, in an encoding of one byte a letter', () => {
    const [header = ''] = linesOf('2024-05-01', '2024-05-01');
    expect(header.split('\t')).toEqual(
      expect.arrayContaining(['Hydraulique - Fil de l?eau + éclusée', ' Stockage batterie']),
    );
    const text = linesOf('2024-05-01', '2024-05-01').join('\n');
    expect(Buffer.from(text, 'latin1').toString('latin1')).toBe(text);
  });

  it('has 96 rows a day, a last line that says who made it, and an empty one', () => {
    const lines = linesOf('2024-03-30', '2024-04-01');
    expect(lines).toHaveLength(1 + 3 * 96 + 3);
    expect(lines.at(-3)).toMatch(/^RTE ne .*Hexagone/);
    expect(lines.slice(-2)).toEqual(['', '']);
    expect(lines[1]?.split('\t').slice(0, 2)).toEqual(['France', 'Données définitives (synthétiques)']);
  });

  it('fills the hour that March skips with copies, those of real time with others', () => {
    const definitive = linesOf('2024-03-31', '2024-03-31');
    const load = (lines: readonly string[], time: string): string | undefined => cellsAt(lines, '2024-03-31', time)[4];
    expect([load(definitive, '02:00'), load(definitive, '02:30')]).toEqual([
      load(definitive, '03:00'),
      load(definitive, '01:30'),
    ]);
    const realTime = linesOf('2024-03-31', '2024-04-02', { nature: 'real_time' });
    for (const [phantom, real] of [
      ['02:00', '01:00'],
      ['02:45', '01:45'],
    ] as const)
      expect(load(realTime, phantom)).toBe(load(realTime, real));
  });

  it('shows one of the two hours that October repeats', () => {
    const lines = linesOf('2024-10-27', '2024-10-27');
    const load = (at: string): string => String(sampleLoad({ seed: 1, instant: Date.parse(at) / 1000 }, FRANCE.id));
    expect(cellsAt(lines, '2024-10-27', '02:00')[4]).toBe(load('2024-10-27T00:00Z'));
    expect(cellsAt(lines, '2024-10-27', '03:00')[4]).toBe(load('2024-10-27T02:00Z'));
  });

  it('leaves quarters blank but for their forecasts; real time has them, and ends before its last row', () => {
    const quarter = cellsAt(linesOf('2024-05-01', '2024-05-01'), '2024-05-01', '12:15');
    expect(quarter[4]).toBe('');
    expect(Number(quarter[5])).toBeGreaterThan(20_000);
    expect(quarter.slice(7).join('')).toBe('');
    const realTime = linesOf('2024-05-01', '2024-05-02', { nature: 'real_time' });
    expect(Number(cellsAt(realTime, '2024-05-01', '15:15')[4])).toBeGreaterThan(20_000);
    const future = cellsAt(realTime, '2024-05-01', '15:30');
    expect([future[4], future[7]]).toEqual(['', '']);
    expect(future[18]).not.toBe('');
  });

  it('of a region without nuclear power says so with a dash', () => {
    expect(cellsAt(linesOf('2024-05-01', '2024-05-01', { area: BRETAGNE }), '2024-05-01', '12:00')[6]).toBe('-');
  });

  it('is the same for the same wish, and another for another seed', () => {
    const wish = { nature: 'consolidated', seed: 7 } as const;
    expect(linesOf('2024-05-01', '2024-05-02', wish)).toEqual(linesOf('2024-05-01', '2024-05-02', wish));
    expect(linesOf('2024-05-01', '2024-05-02', wish)).not.toEqual(
      linesOf('2024-05-01', '2024-05-02', { ...wish, seed: 8 }),
    );
  });
});

describe('the values of a synthetic year', () => {
  const instants = Array.from({ length: 366 * 8 }, (_, index) => Date.UTC(2024) / 1000 + index * 10_800);
  const load = (at: string, area = FRANCE.id): number => sampleLoad({ seed: 1, instant: Date.parse(at) / 1000 }, area);
  const meanOf = (from: string, days: number): number =>
    Array.from({ length: days * 24 }, (_, hour) =>
      load(new Date(Date.parse(from) + hour * 3_600_000).toISOString()),
    ).reduce((sum, mw) => sum + mw / (days * 24), 0);

  it('make the country the sum of its regions, within 4 MW', () => {
    for (const instant of instants) {
      const [country = 0, ...regions] = AREAS.map(({ id }) => sampleLoad({ seed: 1, instant }, id));
      expect(Math.abs(country - regions.reduce((sum, mw) => sum + mw, 0))).toBeLessThanOrEqual(4);
    }
  });

  it('are plausible: winter above summer, working days above Sundays, days above nights', () => {
    for (const instant of instants) {
      const mw = sampleLoad({ seed: 1, instant }, FRANCE.id);
      expect(mw).toBeGreaterThan(25_000);
      expect(mw).toBeLessThan(100_000);
    }
    expect(meanOf('2024-01-08Z', 14)).toBeGreaterThan(1.3 * meanOf('2024-07-08Z', 14));
    expect(meanOf('2024-05-14T00:00Z', 1)).toBeGreaterThan(meanOf('2024-05-12T00:00Z', 1));
    expect(load('2024-05-14T10:00Z')).toBeGreaterThan(load('2024-05-14T02:00Z'));
  });
});
