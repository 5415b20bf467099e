import fc from 'fast-check';
import {
  END_OF_TIME,
  endOfRepeatedHour,
  FIRST_INSTANT,
  instantsAt,
  isRepeated,
  offsetAt,
  parisWriter,
  wallAt,
  writtenInParis,
} from './paris-time';

const HOUR = 3600;
const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
const wallByIntl = (instant: number): number =>
  Date.parse(`${swedish.format(new Date(instant * 1000)).replace(' ', 'T')}Z`) / 1000;
const utc = (text: string): number => Date.parse(text) / 1000;
const instants = fc.integer({ min: FIRST_INSTANT, max: END_OF_TIME - 1 });

describe('the legal time of Paris', () => {
  it('changes when the zone database says, every year from 1996 to 2099, and at no other time', () => {
    const differing: number[] = [];
    const compare = (instant: number): void => {
      if (wallAt(instant) !== wallByIntl(instant)) differing.push(instant);
    };
    let changes = 0;
    for (let hour = FIRST_INSTANT, before = offsetAt(hour); hour < END_OF_TIME; hour += HOUR) {
      const offset = offsetAt(hour);
      const changed = offset !== before;
      if (changed) changes++;
      if (changed || hour % (24 * HOUR) === 12 * HOUR) [hour - 1, hour].forEach(compare);
      before = offset;
    }
    expect(differing).toEqual([]);
    expect(changes).toBe(2 * 104);
  });

  it('finds every instant from its wall clock and its offset', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const found = instantsAt(wallAt(instant));
        expect(found).toContain(instant);
        for (const same of found) expect(wallAt(same)).toBe(wallAt(instant));
        expect(utc(writtenInParis(instant))).toBe(instant);
      }),
    );
  });

  it('skips an hour in March and repeats one in October', () => {
    const wall = (text: string): number => utc(`${text}Z`);
    expect(instantsAt(wall('2018-03-25T02:30'))).toEqual([]);
    expect(instantsAt(wall('2018-03-25T03:00'))).toEqual([utc('2018-03-25T01:00Z')]);
    expect(instantsAt(wall('2018-10-28T02:30'))).toEqual([utc('2018-10-28T00:30Z'), utc('2018-10-28T01:30Z')]);
    expect(instantsAt(wall('2018-10-28T03:00'))).toEqual([utc('2018-10-28T02:00Z')]);
  });

  it('knows the repeated hour', () => {
    const end = endOfRepeatedHour(2018);
    expect(end).toBe(utc('2018-10-28T02:00Z'));
    expect([end - HOUR - 1, end - HOUR, end - 1, end].map(isRepeated)).toEqual([false, true, true, false]);
  });

  it('writes one instant or many, with milliseconds where there are any', () => {
    expect(writtenInParis(utc('2018-10-28T01:00Z'))).toBe('2018-10-28T02:00:00+01:00');
    expect(writtenInParis(utc('2018-07-01T10:00:00.123Z'))).toBe('2018-07-01T12:00:00.123+02:00');
    fc.assert(
      fc.property(fc.array(instants), (many) => {
        const write = parisWriter();
        expect(many.map(write)).toEqual(many.map(writtenInParis));
      }),
    );
    const write = parisWriter();
    for (let at = utc('2018-10-27T22:00Z'); at < utc('2018-10-28T03:00Z'); at += 900)
      expect(write(at)).toBe(writtenInParis(at));
  });
});
