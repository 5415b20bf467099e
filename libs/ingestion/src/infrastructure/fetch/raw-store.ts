import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RawFile } from '../../application/source-files';
import { diskFull } from '../../domain/fetch-problems';
import { errorCode } from './error-code';
import type { Incoming, MeasuredBody } from './measured-body';

/** Suffix of a file whose end is not proven, so that a restart from it knows. */
const UNPROVEN = '.unproven';

/**
 * Files as shipped, named by their content: `raw/<2>/<sha256>`. A file appears there whole and on the disk, or not at
 * all: until then it is `raw/.partial/<run>.<host>.<pid>`, the name by which a sweep knows a dead writer.
 */
export class RawStore {
  readonly directory: string;
  readonly partialDirectory: string;
  /** Partial files that this process is writing now. */
  readonly underWay = new Set<string>();

  constructor(dataDir: string) {
    this.directory = join(dataDir, 'raw');
    this.partialDirectory = join(this.directory, '.partial');
  }

  partialPath(run: number): string {
    return join(this.partialDirectory, `${run}.${hostname()}.${process.pid}`);
  }

  async save(run: number, incoming: Incoming, body: MeasuredBody): Promise<RawFile> {
    const partial = this.partialPath(run);
    this.underWay.add(partial);
    try {
      await mkdir(this.partialDirectory, { recursive: true });
      await writeDurably(partial, body);
      const { sha256, bytes } = body.measure();
      const path = this.pathOf(sha256, incoming.lengthProven);
      await mkdir(join(this.directory, sha256.slice(0, 2)), { recursive: true });
      await rename(partial, path);
      return fileAt(path, { name: incoming.name, sha256, bytes, lengthProven: incoming.lengthProven });
    } catch (error) {
      await rm(partial, { force: true });
      throw isDiskFull(error) ? diskFull() : error;
    } finally {
      this.underWay.delete(partial);
    }
  }

  async find(sha256: string, name: string): Promise<RawFile | null> {
    for (const lengthProven of [true, false]) {
      const path = this.pathOf(sha256, lengthProven);
      const found = await stat(path).catch(nullIfMissing);
      if (found) return fileAt(path, { name, sha256, bytes: found.size, lengthProven });
    }
    return null;
  }

  async remove(sha256: string): Promise<void> {
    for (const lengthProven of [true, false]) await rm(this.pathOf(sha256, lengthProven), { force: true });
  }

  async removePartial(run: number): Promise<void> {
    const left = (await listing(this.partialDirectory)).filter((name) => name.startsWith(`${run}.`));
    for (const name of left) await rm(join(this.partialDirectory, name), { force: true });
  }

  private pathOf(sha256: string, lengthProven: boolean): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a SHA-256 in hexadecimal: ${sha256}`);
    return join(this.directory, sha256.slice(0, 2), lengthProven ? sha256 : sha256 + UNPROVEN);
  }
}

/** Records of one chunk live together: larger chunks outlive the young generation of the heap, and cost time and memory. */
const CHUNK_BYTES = 64 * 1024;

/** A file that is read from where it lies. */
export const fileAt = (path: string, facts: Omit<RawFile, 'open'>): RawFile => ({
  ...facts,
  open: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
});

/** The names in a directory; none where there is no directory. */
export const listing = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(nullIfMissing)) ?? [];

export function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}

async function writeDurably(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await writeFile(file, body);
    await file.sync();
  } finally {
    await file.close();
  }
}

const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(errorCode(error));
