import fc from 'fast-check';
import { type Absences, type FileSpan, type Gap, gapsOf, type Run } from './gaps';
import { HALF_HOUR, QUARTER, type SlotRange, type Step } from './slot-range';

const utc = (text: string): number => Date.parse(`${text}Z`) / 1000;
const window = (from: string, until: string, step: Step = HALF_HOUR): SlotRange => ({
  ...{ start: utc(from), end: utc(until), bounds: '[)' as const, step },
  ...{ from: utc(from), until: utc(until) },
});
const run = (from: string, to: string): Run => ({ from: utc(from), to: utc(to) });
const span = (first: string, last: string, lastValue: string | null = last): FileSpan => ({
  ...{ first: utc(first), last: utc(last), lastValue: lastValue === null ? null : utc(lastValue) },
});
const NOTHING: Absences = { missing: [], hidden: [], spans: [], valuedBefore: false };
const told = (absences: Partial<Absences>, range: SlotRange): string[] =>
  gapsOf({ ...NOTHING, ...absences }, range).map(
    ({ from, to, slots, reason }) =>
      `${[from, to].map((at) => new Date(at * 1000).toISOString().slice(5, 16)).join(' ')} ${slots} ${reason}`,
  );

describe('gaps', () => {
  const day = window('2018-01-02T00:00', '2018-01-03T00:00');

  it('are none where nothing is missing', () => {
    expect(told({ spans: [span('2018-01-01T00:00', '2018-12-31T00:00')] }, day)).toEqual([]);
  });

  it('are not loaded outside of every file, in one run even over an October', () => {
    const years = window('2017-01-01T00:00', '2019-01-01T00:00');
    expect(told({ missing: [run('2017-01-01T00:00', '2018-12-31T23:30')] }, years)).toEqual([
      '01-01T00:00 12-31T23:30 35040 not_loaded',
    ]);
  });

  it('are cut where a file begins, has its last value, and ends', () => {
    const missing = [run('2018-01-02T00:00', '2018-01-02T23:30')];
    expect(told({ missing, spans: [span('2018-01-02T03:00', '2018-01-02T12:00', '2018-01-02T08:00')] }, day)).toEqual([
      '01-02T00:00 01-02T02:30 6 not_loaded',
      '01-02T03:00 01-02T08:00 11 blank_at_source',
      '01-02T08:30 01-02T12:00 8 not_yet_published',
      '01-02T12:30 01-02T23:30 23 not_loaded',
    ]);
  });

  it('are yet to be published only where no file goes further', () => {
    const missing = [run('2018-01-02T10:00', '2018-01-02T11:00')];
    const early = span('2018-01-02T00:00', '2018-01-02T23:45', '2018-01-02T08:00');
    const later = span('2018-01-01T00:00', '2018-01-02T23:45', '2018-01-02T20:00');
    expect(told({ missing, spans: [early] }, day)).toEqual(['01-02T10:00 01-02T11:00 3 not_yet_published']);
    expect(told({ missing, spans: [early, later] }, day)).toEqual(['01-02T10:00 01-02T11:00 3 blank_at_source']);
    expect(told({ missing, spans: [span('2018-01-01T00:00', '2018-01-02T23:45', null)] }, day)).toEqual([
      '01-02T10:00 01-02T11:00 3 not_yet_published',
    ]);
  });

  it('include the hour of October that no file has, before any other reason', () => {
    const night = window('2018-10-27T22:00', '2018-10-28T23:00');
    const missing = [run('2018-10-28T00:30', '2018-10-28T02:00')];
    const spans = [span('2017-12-31T23:00', '2018-12-31T22:30')];
    expect(told({ missing, spans, hidden: [run('2018-10-28T01:00', '2018-10-28T01:00')] }, night)).toEqual([
      '10-28T00:30 10-28T00:30 1 blank_at_source',
      '10-28T01:00 10-28T01:30 2 not_published_by_source',
      '10-28T02:00 10-28T02:00 1 blank_at_source',
    ]);
  });

  it('are told apart from values of another nature', () => {
    const missing = [run('2018-01-02T00:00', '2018-01-02T05:00')];
    const hidden = [run('2018-01-02T01:00', '2018-01-02T02:00'), run('2018-01-02T04:00', '2018-01-02T04:30')];
    expect(told({ missing, hidden }, day)).toEqual([
      '01-02T00:00 01-02T00:30 2 not_loaded',
      '01-02T01:00 01-02T02:00 3 other_nature',
      '01-02T02:30 01-02T03:30 3 not_loaded',
      '01-02T04:00 01-02T04:30 2 other_nature',
      '01-02T05:00 01-02T05:00 1 not_loaded',
    ]);
  });

  describe('of quarters', () => {
    const hour = window('2018-01-02T00:00', '2018-01-02T01:00', QUARTER);
    const spans = [span('2018-01-01T00:00', '2018-12-31T23:45', '2018-12-31T23:30')];

    it('are explained by a valued half-hour beside them', () => {
      const missing = [run('2018-01-02T00:15', '2018-01-02T00:15'), run('2018-01-02T00:45', '2018-01-02T00:45')];
      expect(told({ missing, spans }, hour)).toEqual([
        '01-02T00:15 01-02T00:15 1 half_hourly_source',
        '01-02T00:45 01-02T00:45 1 half_hourly_source',
      ]);
    });

    it('are blank with their half-hour', () => {
      const missing = [run('2018-01-02T00:15', '2018-01-02T00:45')];
      expect(told({ missing, spans }, hour)).toEqual([
        '01-02T00:15 01-02T00:15 1 half_hourly_source',
        '01-02T00:30 01-02T00:45 2 blank_at_source',
      ]);
    });

    it('are explained by a half-hour before the range, or of another nature', () => {
      const late = window('2018-01-02T00:15', '2018-01-02T01:00', QUARTER);
      const first = [run('2018-01-02T00:15', '2018-01-02T00:15')];
      expect(told({ missing: first, spans, valuedBefore: true }, late)).toEqual([
        '01-02T00:15 01-02T00:15 1 half_hourly_source',
      ]);
      expect(told({ missing: first, spans }, late)).toEqual(['01-02T00:15 01-02T00:15 1 blank_at_source']);
      const missing = [run('2018-01-02T00:00', '2018-01-02T00:45')];
      expect(told({ missing, spans, hidden: [run('2018-01-02T00:00', '2018-01-02T00:00')] }, hour)).toEqual([
        '01-02T00:00 01-02T00:00 1 other_nature',
        '01-02T00:15 01-02T00:15 1 half_hourly_source',
        '01-02T00:30 01-02T00:45 2 blank_at_source',
      ]);
    });
  });

  it('cover the missing slots exactly, each with the reason it would have alone', () => {
    const base = utc('2018-10-27T20:00');
    const slots = 60;
    const places = fc.array(fc.integer({ min: 0, max: slots - 1 }));
    const spansOf = fc.array(fc.tuple(fc.nat(slots), fc.nat(slots), fc.nat(slots)), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom<Step>(HALF_HOUR, QUARTER), places, places, spansOf, (step, absent, other, files) => {
        const at = (place: number): number => base + place * step;
        const runs = (of: readonly number[]): Run[] =>
          [...new Set(of)]
            .sort((a, b) => a - b)
            .reduce<Run[]>((all, place) => {
              const last = all.at(-1);
              if (last?.to === at(place - 1)) all.splice(-1, 1, { from: last.from, to: at(place) });
              else all.push({ from: at(place), to: at(place) });
              return all;
            }, []);
        const absences: Absences = {
          missing: runs([...absent, ...other]),
          hidden: runs(other),
          spans: files.map(([a, b, c]) => {
            const [first = 0, value = 0, last = 0] = [a, b, c].sort((one, two) => one - two);
            return { first: at(first), lastValue: at(value), last: at(last) };
          }),
          valuedBefore: true,
        };
        const range = { start: base, end: at(slots), bounds: '[)' as const, step, from: base, until: at(slots) };
        const gaps = gapsOf(absences, range);
        const listed = gaps.flatMap(({ from, slots: count, reason }) =>
          Array.from({ length: count }, (_, i) => ({ at: from + i * step, reason })),
        );
        expect(listed.map((slot) => slot.at)).toEqual(
          [...new Set([...absent, ...other])].sort((a, b) => a - b).map(at),
        );
        for (const { at: slot, reason } of listed) expect(reason).toBe(alone(slot, absences, range));
        for (const [i, gap] of gaps.entries()) expect(gaps[i + 1] && joins(gap, gaps[i + 1]!, step)).not.toBe(true);
      }),
    );
  });
});

const joins = (one: Gap, next: Gap, step: number): boolean => one.to + step === next.from && one.reason === next.reason;

/** The rules, slot by slot. */
function alone(slot: number, { missing, hidden, spans, valuedBefore }: Absences, { from, step }: SlotRange): string {
  const inside = (runs: readonly Run[], at: number): boolean => runs.some((one) => one.from <= at && at <= one.to);
  const covering = spans.filter(({ first, last }) => first <= slot && slot <= last);
  const [october, after] = [utc('2018-10-28T01:00'), utc('2018-10-28T02:00')];
  if (covering.length > 0 && slot >= october && slot < after) return 'not_published_by_source';
  if (inside(hidden, slot)) return 'other_nature';
  const half = slot - QUARTER;
  const valued = inside(hidden, half) || (half < from ? valuedBefore : !inside(missing, half));
  if (slot % HALF_HOUR !== 0 && step === QUARTER && valued) return 'half_hourly_source';
  if (covering.length === 0) return 'not_loaded';
  return covering.every(({ lastValue }) => slot > lastValue!) ? 'not_yet_published' : 'blank_at_source';
}
