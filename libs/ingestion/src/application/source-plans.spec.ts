import { Readable } from 'node:stream';
import { emptySource } from '../domain/decode-problems';
import type { Dataset, DatasetPart, SourceLocation } from './dataset';
import type { RunSource } from './run-row';
import { SourceCatalogue } from './source-catalogue';
import type { OpenedSource, RawFile, SourceReader } from './source-files';
import { type SourcePlan, SourcePlans } from './source-plans';

const url = (name: string): SourceLocation => ({ kind: 'url', url: `https://example.org/${name}` });
const file = (name: string): SourceLocation => ({ kind: 'package', package: 'cog', file: name, part: '' });

class Folder extends SourceCatalogue {
  files: readonly string[] = [];
  filesAt(): Promise<readonly string[]> {
    return Promise.resolve(this.files);
  }
  peek(path: string): RawFile {
    return { name: path, sha256: '', bytes: 0, lengthProven: true, open: () => Readable.from([]) };
  }
}

/** Files are numbers by their names; a name without one cannot be read. */
const reader: SourceReader = {
  open: ({ name }, parts) => {
    const [number] = /\d+/.exec(name) ?? [];
    const [part] = parts;
    if (number === undefined || !part) return Promise.reject(emptySource());
    const survey = (): Promise<number> => Promise.resolve(Number(number));
    return Promise.resolve({
      part: Object.assign(Object.create(part) as DatasetPart, { survey }),
      read: () => Readable.from([]),
      close: () => Promise.resolve(),
    } as unknown as OpenedSource);
  },
};

const dataset = (more: Partial<Dataset>): Dataset =>
  ({
    embedded: [file('one'), file('two')],
    channels: [
      { name: 'day', locations: () => [url('day')] },
      { name: 'hour', locations: () => [url('hour')] },
    ],
    parts: [{ fileName: /^regions/ }, { fileName: /^communes/ }],
    ...more,
  }) as unknown as Dataset;

const names = (plan: SourcePlan): (string | undefined)[] => {
  const all = [];
  for (let i = 0; plan.at(i); i++) all.push(plan.at(i)?.said.name);
  return all;
};

describe('the sources of a batch', () => {
  const folder = new Folder();
  const planned = (source: Partial<RunSource>, of = dataset({}), channel: string | null = null): Promise<SourcePlan> =>
    new SourcePlans(folder, reader).of({
      dataset: of,
      source: { from: 'default', index: 0, ...source },
      channel,
      options: {},
      today: new Date(),
    });

  it('are the official ones by default, of all channels or one', async () => {
    expect(names(await planned({}))).toEqual(['https://example.org/day', 'https://example.org/hour']);
    expect(names(await planned({ from: 'official' }, dataset({}), 'hour'))).toEqual(['https://example.org/hour']);
  });

  it('are the embedded ones where there is no channel, where they are wanted, or instead of the official ones', async () => {
    const embedded = ['cog/one', 'cog/two'];
    expect(names(await planned({}, dataset({ channels: [] })))).toEqual(embedded);
    const wanted = await planned({ from: 'embedded' });
    expect(names(wanted)).toEqual(embedded);
    expect(wanted.fallBack()).toBeUndefined();
    const official = await planned({});
    expect(official.fallBack()?.said.name).toBe('cog/one');
    expect(names(official)).toEqual(embedded);
    expect(official.fallBack()).toBeUndefined();
    expect((await planned({}, dataset({ embedded: [] }))).fallBack()).toBeUndefined();
  });

  it('are the files of a directory in the order of the parts', async () => {
    folder.files = ['/d/a.csv', '/d/communes-2.csv', '/d/communes.csv', '/d/regions.csv'];
    expect(names(await planned({ from: 'path', path: '/d' }))).toEqual([
      'regions.csv',
      'communes-2.csv',
      'communes.csv',
      'a.csv',
    ]);
    folder.files = [];
    await expect(planned({ from: 'path', path: '/d' })).rejects.toMatchObject({ outcome: 'usage' });
  });

  it('are the files of a directory in the order that what they hold tells, the unreadable first', async () => {
    folder.files = ['/d/10.csv', '/d/x.csv', '/d/9.csv'];
    const parts = [{ name: '', precedence: (survey: number) => survey }] as unknown as Dataset['parts'];
    expect(names(await planned({ from: 'path', path: '/d' }, dataset({ parts })))).toEqual([
      'x.csv',
      '9.csv',
      '10.csv',
    ]);
  });

  it('are one URL or what was sent', async () => {
    const plan = await planned({ from: 'url', url: 'https://example.org/x' });
    expect(plan.at(0)?.source).toEqual({ kind: 'url', url: 'https://example.org/x' });
    expect((await planned({ from: 'upload', name: 'mine.csv' })).at(0)).toEqual({
      said: { from: 'upload', name: 'mine.csv' },
    });
  });
});
