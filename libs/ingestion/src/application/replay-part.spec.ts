import type { DatasetPart } from './dataset';
import { replayPart, replayText } from './replay-part';
import type { SourceContract } from './source-contract';

const part = (contract: Partial<SourceContract>): DatasetPart =>
  ({ contract: { version: 2, formats: ['csv'], columns: [{ name: 'a' }], ...contract } }) as DatasetPart;
const textOf = (of: DatasetPart, records: string[][]): string => [...replayText(of, ['A', 'B'], records)].join('');

describe('rejects written down to be judged again', () => {
  it('are a CSV of their own kind, whatever the source looked like', () => {
    const tabs = part({ delimiters: ['\t'], quoted: false, recordLines: 1 });
    expect(textOf(tabs, [['1', 'x,"y"\nz']])).toBe('"A","B"\r\n"1","x,""y""\nz"\r\n');
    expect(replayPart(tabs).contract).toMatchObject({ version: 2, formats: ['csv'], delimiters: [','], quoted: true });
  });

  it('have no header where the columns are known by their place', () => {
    expect(textOf(part({ header: 'position' }), [['1', '2']])).toBe('"1","2"\r\n');
  });

  it('are one JSON object a line where the source was JSON', () => {
    const json = part({ formats: ['json'], items: 'features' });
    expect(textOf(json, [['{"a":\n1}'], ['{}']])).toBe('{"a": 1}\n{}\n');
    expect(replayPart(json).contract).toEqual({ version: 2, columns: [{ name: 'a' }], formats: ['ndjson'] });
  });

  it('are judged by the part itself', () => {
    const own = part({});
    expect(Object.getPrototypeOf(replayPart(own))).toBe(own);
  });
});
