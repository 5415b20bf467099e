import { createHash } from 'node:crypto';
import { MINI_SAMPLE, SAMPLE_FILES } from './sample-files';
import { sampleRecords, type SampleWish } from './sample-wish';

const text = (name: keyof typeof SAMPLE_FILES, wish: SampleWish = MINI_SAMPLE): string =>
  [...SAMPLE_FILES[name](wish)].join('');

const lines = (name: keyof typeof SAMPLE_FILES, wish?: SampleWish): string[] => text(name, wish).trimEnd().split('\n');

describe('the files of a sample', () => {
  it('hold the forty games of the mini preset as sixty records', () => {
    const [header, ...truth] = lines('truth.csv');
    expect(header).toBe('source,source_key,true_game,role');
    expect(truth).toHaveLength(60);
    expect(new Set(truth.map((line) => /,(\d+),(?:main|edition|port)$/.exec(line)?.[1])).size).toBe(40);
  });

  it('hold as many records as the truth says', () => {
    const wish = { games: 100, seed: 3 };
    const count = (source: string): number => [...sampleRecords(wish)].filter((one) => one.source === source).length;
    expect(JSON.parse(text('igdb.json', wish))).toHaveLength(count('igdb'));
    expect(lines('sales.csv', wish)).toHaveLength(count('sales') + 1);
    expect(lines('elasticsearch.ndjson', wish)).toHaveLength(count('elasticsearch'));
    expect(lines('vestimlib.sql', wish).filter((line) => line.startsWith('INSERT INTO "Game" '))).toHaveLength(
      count('sql'),
    );
  });

  it('have rows that no import can take beside the others', () => {
    const rows = lines('opencritic.csv');
    expect(rows.filter((row) => row.endsWith(',-1'))).toHaveLength(1);
    expect(rows).toContain(',50');
    expect(rows.filter((row) => / Disputed,7[01]$/.test(row))).toHaveLength(2);
  });

  it('are empty, and still files, where no game is wanted of that source', () => {
    expect(text('elasticsearch.ndjson', { games: 1, seed: 1 })).toBe('');
    expect(lines('opencritic.csv', { games: 1, seed: 1 })).toEqual(['name,rating']);
  });

  it('are the same bytes for the same wish, everywhere', () => {
    const hash = createHash('sha256');
    for (const name of Object.keys(SAMPLE_FILES)) hash.update(text(name as keyof typeof SAMPLE_FILES));
    expect(hash.digest('hex')).toMatchInlineSnapshot(
      `"3644ceeb1f604fb21838357cc3fe68d4e9725123cedf2ed2737cf38a7bbc4775"`,
    );
  });
});
