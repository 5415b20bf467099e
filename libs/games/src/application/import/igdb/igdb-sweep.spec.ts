import { endOfRun, lastOf, pageQuery, type Sweep, sweepOf } from './igdb-sweep';

const FILTER = 'release_dates.y = 2024';
const NOW = 1_700_000_000;
const HOUR = 3600;

const begin = (cursor: unknown, options = {}, configured: string | null = null): Sweep =>
  sweepOf({ cursor, options }, configured, NOW);

describe('a sweep', () => {
  it('is of everything before there was one', () => {
    expect(begin(null)).toEqual({ filter: null, since: null, last: 0, started: NOW });
    expect(begin(null, {}, FILTER)).toEqual({ filter: FILTER, since: null, last: 0, started: NOW });
  });

  it('once at its end, is followed by what changed since it began, clocks being what they are', () => {
    const { cursor, more } = endOfRun({ filter: null, since: null, last: 0, started: 5000 }, null, null);
    expect(more).toBeUndefined();
    expect(begin(cursor)).toEqual({ filter: null, since: 5000 - HOUR, last: 0, started: NOW });
  });

  it('goes on where its last run was published', () => {
    const { cursor, more } = endOfRun({ filter: null, since: 40, last: 7, started: 50 }, 900, null);
    expect(more).toBe(true);
    expect(begin(cursor)).toEqual({ filter: null, since: 40, last: 900, started: 50 });
  });

  it('of everything is begun by the option `full`, and gone on with by it', () => {
    const full = { full: true };
    const over = { filter: null, since: 40, last: 0, started: 50 };
    expect(begin(over, full)).toEqual({ filter: null, since: null, last: 0, started: NOW });
    expect(begin({ ...over, last: 900 }, full)).toEqual({ filter: null, since: null, last: 0, started: NOW });
    const underWay = { filter: null, since: null, last: 900, started: 50 };
    expect(begin(underWay, full)).toEqual(underWay);
    expect(begin(underWay)).toEqual(underWay);
  });

  it('with another filter begins with everything', () => {
    const cursor = { filter: null, since: 40, last: 900, started: 50 };
    expect(begin(cursor, { filter: FILTER })).toEqual({ filter: FILTER, since: null, last: 0, started: NOW });
    expect(begin(cursor, {}, FILTER)).toEqual({ filter: FILTER, since: null, last: 0, started: NOW });
    expect(begin({ ...cursor, filter: FILTER }, { filter: FILTER })).toMatchObject({ since: 40, last: 900 });
  });

  it('takes a cursor that is none for a beginning', () => {
    for (const odd of [7, 'x', [], { since: 'soon', last: {} }])
      expect(begin(odd)).toEqual({ filter: null, since: null, last: 0, started: NOW });
  });

  it.each([
    ['everything', { filter: null, since: null }, 'where id > 12;'],
    ['what changed', { filter: null, since: 40 }, 'where id > 12 & updated_at >= 40;'],
    ['a choice', { filter: 'a = 1 | b = 2', since: 40 }, 'where id > 12 & updated_at >= 40 & (a = 1 | b = 2);'],
  ])('asks for %s, five hundred games by id', (_what, wanted, where) => {
    const query = pageQuery({ ...wanted, last: 12, started: 1 });
    expect(query).toContain(`; ${where} sort id asc; limit 500;`);
    expect(query).toMatch(/^fields id,name,/);
    for (const field of ['platforms.name', 'involved_companies.company.country', 'release_dates.date_format'])
      expect(query).toContain(`,${field},`);
  });

  it('goes on after the greatest id of a page, and not where a page leads nowhere', () => {
    expect(lastOf([{ id: 9 }, { id: 11 }, { id: 'x' }, null, 7], { last: 8 })).toBe(11);
    expect(lastOf([{ id: 8 }], { last: 8 })).toBeNull();
    expect(lastOf([{ name: 'without' }], { last: 0 })).toBeNull();
  });

  it('tells which ids it has seen whole, where it asks for everything that is usually asked for', () => {
    const begun = { filter: FILTER, since: null, last: 7, started: 1 };
    const covers = (sweep: Sweep, last: number | null): unknown => endOfRun(sweep, last, FILTER).details?.['covers'];
    expect(covers(begun, 900)).toEqual({ after: 7, to: 900 });
    expect(covers(begun, null)).toEqual({ after: 7, to: null });
    expect(covers({ ...begun, since: 40 }, null)).toBeUndefined();
    expect(covers({ ...begun, filter: 'id = 1' }, null)).toBeUndefined();
  });
});
