import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { aFetcher, aRequest, type FetcherOnDisk, fileOf, textOf } from '../../../../../test/support/fetching';

describe('the sweep', () => {
  const HOURS = 3_600_000;
  let disk: FetcherOnDisk;
  /** A file of the store whose last use was `hours` ago. */
  const old = async (text: string, hours: number): Promise<string> => {
    const { sha256 } = fileOf(
      await disk.fetcher.fetch(aRequest({ kind: 'upload', name: 'f', body: Readable.from([Buffer.from(text)]) })),
    );
    const date = new Date(Date.now() - hours * HOURS);
    await utimes(join(disk.store.directory, sha256.slice(0, 2), sha256), date, date);
    return sha256;
  };
  beforeEach(async () => {
    disk = await aFetcher({ retention: { totalBytes: 100 } });
  });

  it('keeps the last five of each dataset and what came within the hour', async () => {
    const files: string[] = [];
    for (let age = 2; age < 9; age++) files.push(await old(`a${age}`, age));
    const other = await old('other', 50);
    const underWay = await old('under way', 0.5);
    const stray = await old('rejected long ago', 30);
    await disk.fetcher.sweep(
      new Map([
        ['a', files],
        ['b', [other]],
      ]),
    );
    expect(await disk.stored()).toEqual([...files.slice(0, 5), other, underWay].sort());
    expect(await disk.fetcher.find(stray, 'x')).toBeNull();
  });

  it('drops the oldest of all beyond the total', async () => {
    const a = [await old('a'.repeat(40), 2), await old('A'.repeat(40), 5)];
    const b = [await old('b'.repeat(40), 3), await old('B'.repeat(15), 4)];
    await disk.fetcher.sweep(
      new Map([
        ['a', a],
        ['b', b],
      ]),
    );
    expect(await disk.stored()).toEqual([a[0], b[0], b[1]].sort());
  });

  it('removes partial files of dead writers, not those of the living', async () => {
    await mkdir(disk.store.partialDirectory, { recursive: true });
    const touch = async (name: string, minutes = 0): Promise<void> => {
      const path = join(disk.store.partialDirectory, name);
      const date = new Date(Date.now() - minutes * 60_000);
      await writeFile(path, '');
      await utimes(path, date, date);
    };
    const here = hostname();
    await touch(`1.${here}.999999999`);
    await touch(`2.${here}.${process.pid}`);
    await touch(`3.${here}.${process.ppid}`, 60);
    await touch('4.elsewhere.1', 1);
    await touch('5.elsewhere.1', 30);
    await touch('unknown', 30);
    await disk.fetcher.sweep(new Map());
    expect(await readdir(disk.store.partialDirectory)).toEqual([`3.${here}.${process.ppid}`, '4.elsewhere.1']);
  });

  it('spares what this process is writing', async () => {
    let swept = false;
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('first');
      await disk.fetcher.sweep(new Map());
      swept = true;
      yield Buffer.from('last');
    }
    const file = fileOf(await disk.fetcher.fetch(aRequest({ kind: 'upload', name: 'f', body: body() })));
    expect(swept).toBe(true);
    expect(await textOf(file)).toBe('firstlast');
  });

  it('has nothing to do where nothing was ever kept', async () => {
    await disk.fetcher.sweep(new Map());
    expect(await disk.stored()).toEqual([]);
  });
});
