import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoadEmbeddedData } from '../../libs/ingestion/src/application/load-embedded-data';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import { Database } from '@hexagone/platform';
import { generatedMeasures, MeasuresDataset, measuresOf2018, measureTable } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const small = measuresOf2018({ days: 2 });
const unreachable = {
  name: 'grid',
  timeZone: 'Europe/Paris',
  jitterSeconds: 0,
  locations: () => [{ kind: 'url' as const, url: 'http://127.0.0.1:9/measures.csv' }],
};
const embedded = [generatedMeasures('first', small), generatedMeasures('second', measuresOf2018({ days: 3 }))];
const asked = { trigger: 'cli', actor: 'test' } as const;

describe('batches', () => {
  let spine: Spine;
  const said: string[] = [];
  const watch = {
    signal: new AbortController().signal,
    progress: () => undefined,
    said: ({ en }: { en: string }) => void said.push(en),
  };
  beforeAll(async () => {
    spine = await openSpine([
      new MeasuresDataset(),
      new MeasuresDataset({ name: 'base', table: 'base', embedded }),
      new MeasuresDataset({ name: 'needy', table: 'needy', requires: ['base'], embedded }),
      new MeasuresDataset({ name: 'remote', table: 'remote', embedded, channels: [unreachable] }),
      new MeasuresDataset({ name: 'hopeless', table: 'remote', channels: [unreachable] }),
      new MeasuresDataset({ name: 'buggy', table: 'remote', embedded, bugAt: '00:15' }),
    ]);
    for (const table of ['base', 'needy', 'remote']) await spine.app.get(Database).query(measureTable(table));
  });
  afterAll(() => spine.close());

  it('take the files of a directory one by one; a bad one stops no other', async () => {
    const directory = join(spine.dataDir, 'files');
    mkdirSync(directory);
    writeFileSync(join(directory, 'a.csv'), small);
    writeFileSync(join(directory, 'b.csv'), 'Date;Hours\n');
    writeFileSync(join(directory, 'c.csv'), measuresOf2018({ days: 3 }));
    writeFileSync(join(directory, '.hidden.csv'), 'x');
    writeFileSync(join(directory, 'manifest.json'), '{"synthetic":true,"files":[]}');
    const rows = await spine.run({ dataset: 'measures', from: { kind: 'path', path: directory }, ...asked });
    expect(rows.map(({ state, source }) => [source.name, state])).toEqual([
      ['a.csv', 'published'],
      ['b.csv', 'rejected'],
      ['c.csv', 'published'],
    ]);
    expect(new Set(rows.map((row) => row.batch_id)).size).toBe(1);
    expect(rows[0]!.batch_id).not.toBeNull();
    expect(exitCodeOf(rows)).toBe(4);
    expect(rows[2]).toMatchObject({ inserted: 48, unchanged: 96 });
  });

  it('survive a bug of a dataset, which is not shown to anybody', async () => {
    const rows = await spine.run({ dataset: 'buggy', from: { kind: 'embedded' }, ...asked });
    expect(rows.map((row) => row.problem?.code)).toEqual(['ingestion.internal-error', 'ingestion.internal-error']);
    expect(JSON.stringify(rows)).not.toContain('a bug of the dataset');
    expect(exitCodeOf(rows)).toBe(1);
  });

  it('load what a dataset requires first, and say so', async () => {
    const rows = await spine.run({ dataset: 'needy', from: { kind: 'embedded' }, ...asked });
    expect(rows.map(({ dataset, state, source }) => [dataset, source.index, state])).toEqual([
      ['base', 0, 'published'],
      ['base', 1, 'published'],
      ['needy', 0, 'published'],
      ['needy', 1, 'published'],
    ]);
    expect(rows.every((row) => row.synthetic)).toBe(true);
    const again = await spine.run({ dataset: 'needy', from: { kind: 'embedded' }, ...asked });
    expect(again.map(({ dataset, state }) => [dataset, state])).toEqual([
      ['needy', 'unchanged'],
      ['needy', 'unchanged'],
    ]);
  });

  it('fall back to the embedded default when the official source is away and nothing was ever published', async () => {
    const { RunImport } = await import('@hexagone/ingestion');
    const request = { dataset: 'remote', from: { kind: 'default' }, ...asked } as const;
    const rows = await spine.app.get(RunImport).execute(request, watch);
    expect(rows.map(({ state, source }) => [state, source.name])).toEqual([
      ['published', 'first'],
      ['published', 'second'],
    ]);
    expect(said.at(-1)).toContain('embedded default');
    expect(rows[0]!.details['said']).toHaveLength(1);
    const later = await spine.run(request);
    expect(later).toMatchObject([{ state: 'failed', problem: { outcome: 'unreachable' } }]);
    expect(exitCodeOf(later)).toBe(3);
  });

  it('fail where there is no default either', async () => {
    const rows = await spine.run({ dataset: 'hopeless', from: { kind: 'default' }, ...asked });
    expect(rows).toMatchObject([{ state: 'failed', problem: { outcome: 'unreachable' } }]);
  });

  it('load every embedded default once, before anybody imported anything', async () => {
    expect(await spine.app.get(LoadEmbeddedData).execute(watch)).toEqual([]);
    const fresh = await openSpine([
      new MeasuresDataset({ name: 'needy', requires: ['base'], embedded }),
      new MeasuresDataset({ name: 'base', embedded: embedded.slice(0, 1) }),
      new MeasuresDataset({ name: 'bare' }),
    ]);
    try {
      const load = fresh.app.get(LoadEmbeddedData);
      const rows = await load.execute(watch);
      expect(rows.map(({ dataset, trigger }) => [dataset, trigger])).toEqual([
        ['base', 'start'],
        ['needy', 'start'],
        ['needy', 'start'],
      ]);
      expect(await load.execute(watch)).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});
