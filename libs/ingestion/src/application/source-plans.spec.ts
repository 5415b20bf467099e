import type { Dataset, SourceLocation } from './dataset';
import type { RunSource } from './run-row';
import { SourceCatalogue } from './source-catalogue';
import { type SourcePlan, SourcePlans } from './source-plans';

const url = (name: string): SourceLocation => ({ kind: 'url', url: `https://example.org/${name}` });
const file = (name: string): SourceLocation => ({ kind: 'package', package: 'cog', file: name, part: '' });

class Folder extends SourceCatalogue {
  files: readonly string[] = [];
  filesAt(): Promise<readonly string[]> {
    return Promise.resolve(this.files);
  }
}

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
    new SourcePlans(folder).of({
      dataset: of,
      source: { from: 'default', index: 0, ...source },
      channel,
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

  it('are one URL or what was sent', async () => {
    const plan = await planned({ from: 'url', url: 'https://example.org/x' });
    expect(plan.at(0)?.source).toEqual({ kind: 'url', url: 'https://example.org/x' });
    expect((await planned({ from: 'upload', name: 'mine.csv' })).at(0)).toEqual({
      said: { from: 'upload', name: 'mine.csv' },
    });
  });
});
