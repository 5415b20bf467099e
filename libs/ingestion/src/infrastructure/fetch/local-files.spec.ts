import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aDirectory, failureOf } from '../../../../../test/support/fetching';
import { DirectoryCatalogue } from './directory-catalogue';
import { listFiles } from './local-files';

describe('the files of a directory', () => {
  it('are listed sorted, those of its folders too, without hidden ones and manifests', async () => {
    const directory = await aDirectory();
    for (const folder of ['folder', 'empty', '.git']) await mkdir(join(directory, folder));
    const names = ['b.csv', 'a.csv', '.hidden', 'manifest.json', 'folder/c.csv', 'folder/manifest.json', '.git/config'];
    for (const name of names) await writeFile(join(directory, name), '');
    const found = ['a.csv', 'b.csv', 'folder/c.csv'];
    expect(await listFiles(directory)).toEqual(found.map((name) => join(directory, name)));
  });

  it('are what lies at its path; a file, or nothing, is itself', async () => {
    const directory = await aDirectory();
    const file = join(directory, 'a.csv');
    await writeFile(file, '');
    const catalogue = new DirectoryCatalogue();
    expect(await catalogue.filesAt(directory)).toEqual([file]);
    expect(await catalogue.filesAt(file)).toEqual([file]);
    expect(await catalogue.filesAt('/nowhere/at/all')).toEqual(['/nowhere/at/all']);
  });

  it('of a directory that is not there are unreachable', async () => {
    expect(await failureOf(listFiles('/nowhere/at/all'))).toBe('unreachable ingestion.source-unreachable');
  });
});
