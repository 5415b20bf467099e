import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aDirectory, failureOf } from '../../../../../test/support/fetching';
import { DirectoryCatalogue } from './directory-catalogue';
import { listFiles } from './local-files';

describe('the files of a directory', () => {
  it('are listed sorted, without hidden ones, folders and the manifest', async () => {
    const directory = await aDirectory();
    for (const name of ['b.csv', 'a.csv', '.hidden', 'manifest.json']) await writeFile(join(directory, name), '');
    await mkdir(join(directory, 'folder'));
    expect(await listFiles(directory)).toEqual([join(directory, 'a.csv'), join(directory, 'b.csv')]);
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
