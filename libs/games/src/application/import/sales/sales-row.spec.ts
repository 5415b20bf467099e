import type { RawRecord } from '@hexagone/ingestion';
import { readSales } from './sales-row';
import { surveySales } from './sales-survey';

const ROW = {
  ...{ Rank: '1', Name: ' Rally  of Dust ', Platform: 'PS2', Year: '2004', Genre: 'Racing', Publisher: 'Brumehaven' },
  ...{ NA_Sales: '0.1', EU_Sales: '0.2', JP_Sales: '0', Other_Sales: '0.03', Global_Sales: '0.33' },
};
const recordOf = (changed: Partial<Record<keyof typeof ROW, string>> = {}): RawRecord => ({
  line: 2,
  fields: { ...ROW, ...changed },
});
const rowOf = (changed: Partial<Record<keyof typeof ROW, string>> = {}): object => {
  const reading = readSales(recordOf(changed));
  return 'row' in reading
    ? reading.row
    : { codes: reading.faults.map(({ field, code }) => `${String(field)} ${code}`) };
};

describe('a row of sales', () => {
  it('is read with white space collapsed', () => {
    expect(rowOf()).toEqual({
      ...{ name: 'Rally of Dust', platform: 'PS2', year: 2004, genre: 'Racing', publisher: 'Brumehaven' },
      figures: { NA_Sales: 0.1, EU_Sales: 0.2, JP_Sales: 0, Other_Sales: 0.03, Global_Sales: 0.33 },
    });
  });

  it.each(['N/A', 'n/a', '', 'Unknown'])('knows nothing where the file says %j', (nothing) => {
    expect(rowOf({ Year: nothing, Genre: nothing, Publisher: nothing })).toMatchObject({
      ...{ year: null, genre: null, publisher: null },
    });
  });

  it.each([
    ['Year', '2004.0', { year: 2004 }],
    ['Year', '1949', { codes: ['Year year_malformed'] }],
    ['Year', '2101', { codes: ['Year year_malformed'] }],
    ['Year', '04', { codes: ['Year year_malformed'] }],
    ['Name', ' ', { codes: ['Name name_missing'] }],
    ['Platform', '', { codes: ['Platform platform_missing'] }],
    ['JP_Sales', '-1', { codes: ['JP_Sales figure_malformed'] }],
    ['JP_Sales', '1e3', { codes: ['JP_Sales figure_malformed'] }],
    ['Global_Sales', '', { codes: ['Global_Sales figure_malformed'] }],
  ] as const)('of which %s is %j', (field, cell, expected) => {
    expect(rowOf({ [field]: cell })).toMatchObject(expected);
  });
});

describe('the whole file of sales', () => {
  async function keys(...records: readonly RawRecord[]): Promise<string[]> {
    const survey = await surveySales(fromArray(records));
    return records.map((record) => {
      const reading = readSales(record);
      return 'row' in reading ? survey.keyOf(reading.row) : '';
    });
  }

  async function* fromArray(records: readonly RawRecord[]): AsyncGenerator<RawRecord> {
    for (const record of records) yield await Promise.resolve(record);
  }

  it('counts the rows of one name, platform and year from the best sold, whatever their order', async () => {
    const [less, best, other] = [recordOf({ Global_Sales: '0.2' }), recordOf(), recordOf({ Platform: 'XB' })];
    expect(await keys(less, best, other)).toEqual([
      ...['Rally of Dust|PS2|2004|2', 'Rally of Dust|PS2|2004|1', 'Rally of Dust|XB|2004|1'],
    ]);
    expect(await keys(best, other, less)).toEqual([
      ...['Rally of Dust|PS2|2004|1', 'Rally of Dust|XB|2004|1', 'Rally of Dust|PS2|2004|2'],
    ]);
  });

  it('counts equal sales by what else they say, and a repeated row once', async () => {
    const [one, other] = [recordOf({ Publisher: 'Aurevale' }), recordOf({ Publisher: 'Brumehaven', Rank: '7' })];
    const said = await keys(other, one, recordOf({ Rank: '9' }));
    expect(said).toEqual([2, 1, 2].map((n) => `Rally of Dust|PS2|2004|${String(n)}`));
  });

  it('tells how many totals are more than 0.02 million from the sum of their regions', async () => {
    const totals = ['0.31', '0.35', '0.30', '0.36', 'x'].map((total) => recordOf({ Global_Sales: total }));
    expect((await surveySales(fromArray(totals))).uneven).toBe(2);
  });
});
