import { hostname } from 'node:os';
import { join } from 'node:path';
import { rm, stat } from 'node:fs/promises';
import { errorCode } from './error-code';
import { listing, nullIfMissing, type RawStore } from './raw-store';

const MINUTE = 60_000;

export interface Retention {
  /** Published files kept per dataset. */
  readonly filesPerDataset: number;
  readonly totalBytes: number;
  /** A younger file may belong to a run that is under way, here or in another process: it stays. */
  readonly graceMs: number;
  /** A partial file written by an unknown host is dead after this: no transfer lasts so long. */
  readonly partialMs: number;
}

export const RETENTION: Retention = {
  filesPerDataset: 5,
  totalBytes: 2 * 1024 ** 3,
  graceMs: 60 * MINUTE,
  partialMs: 20 * MINUTE,
};

interface Stored {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly ageMs: number;
}

/** Removes partial files whose writer is dead. */
export async function sweepPartials(store: RawStore, retention: Retention): Promise<void> {
  for (const name of await listing(store.partialDirectory)) {
    const path = join(store.partialDirectory, name);
    const [, host, pid] = /^\d+\.(.+)\.(\d+)$/.exec(name) ?? [];
    const alive =
      host === hostname()
        ? store.underWay.has(path) || isAnotherLivingProcess(Number(pid))
        : (await ageOf(path)) < retention.partialMs;
    if (!alive) await rm(path, { force: true });
  }
}

/**
 * Removes the files that no dataset keeps: beyond the newest of each, and beyond the total, the oldest first.
 * `keptByDataset`: digests of the published runs, the newest first.
 */
export async function sweepFiles(
  store: RawStore,
  keptByDataset: ReadonlyMap<string, readonly string[]>,
  retention: Retention,
): Promise<void> {
  const rank = ranks(keptByDataset, retention.filesPerDataset);
  const stored = await storedFiles(store);
  stored.sort((a, b) => (rank.get(a.sha256) ?? Infinity) - (rank.get(b.sha256) ?? Infinity) || a.ageMs - b.ageMs);
  let total = 0;
  for (const file of stored) {
    total += file.bytes;
    const wanted = rank.has(file.sha256) && total <= retention.totalBytes;
    if (wanted || file.ageMs < retention.graceMs) continue;
    total -= file.bytes;
    await rm(file.path, { force: true });
  }
}

/** 0 for the newest of each dataset, 1 for the one before it … */
function ranks(keptByDataset: ReadonlyMap<string, readonly string[]>, most: number): Map<string, number> {
  const rank = new Map<string, number>();
  for (const digests of keptByDataset.values())
    [...new Set(digests)].slice(0, most).forEach((sha256, index) => {
      rank.set(sha256, Math.min(index, rank.get(sha256) ?? Infinity));
    });
  return rank;
}

async function storedFiles(store: RawStore): Promise<Stored[]> {
  const folders = (await listing(store.directory)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const stored: Stored[] = [];
  for (const folder of folders)
    for (const name of await listing(join(store.directory, folder))) {
      const path = join(store.directory, folder, name);
      const found = await stat(path).catch(nullIfMissing);
      if (found) stored.push({ path, sha256: name.slice(0, 64), bytes: found.size, ageMs: Date.now() - found.mtimeMs });
    }
  return stored;
}

async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch(nullIfMissing);
  return found ? Date.now() - found.mtimeMs : Infinity;
}

function isAnotherLivingProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
