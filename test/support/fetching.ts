import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetched, FetchRequest, RawFile } from '../../libs/ingestion/src/application/source-files';
import { ImportFailure } from '../../libs/ingestion/src/domain/import-failure';
import { AddressPolicy, type Resolve } from '../../libs/ingestion/src/infrastructure/fetch/address-policy';
import { type Patience, PATIENCE } from '../../libs/ingestion/src/infrastructure/fetch/patience';
import { RawStore } from '../../libs/ingestion/src/infrastructure/fetch/raw-store';
import { RawStoreSourceFetcher } from '../../libs/ingestion/src/infrastructure/fetch/raw-store-source-fetcher';
import { RETENTION, type Retention } from '../../libs/ingestion/src/infrastructure/fetch/raw-sweep';
import { UrlDownload } from '../../libs/ingestion/src/infrastructure/fetch/url-download';

const directories: string[] = [];

/** A new directory, removed when the test file is over. */
export async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'hexagone-fetch-'));
  directories.push(directory);
  return directory;
}

afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true }))));

/** The pauses that were asked for, none of them waited. */
export const pauses: number[] = [];

export const IMPATIENCE: Patience = {
  ...PATIENCE,
  connectMs: 300,
  idleMs: 300,
  totalMs: 20_000,
  pause: (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  },
};

export interface FetcherOptions {
  readonly allow?: readonly string[];
  readonly resolve?: Resolve;
  readonly patience?: Partial<Patience>;
  readonly retention?: Partial<Retention>;
}

export interface FetcherOnDisk {
  readonly fetcher: RawStoreSourceFetcher;
  readonly store: RawStore;
  /** Paths under `raw/`, sorted. */
  stored(): Promise<string[]>;
}

/** A fetcher over a new directory. */
export async function aFetcher({
  allow = [],
  resolve,
  patience,
  retention,
}: FetcherOptions = {}): Promise<FetcherOnDisk> {
  const store = new RawStore(await aDirectory());
  const download = new UrlDownload(new AddressPolicy(allow, resolve), { ...IMPATIENCE, ...patience });
  return {
    fetcher: new RawStoreSourceFetcher(store, download, { ...RETENTION, ...retention }),
    store,
    stored: async () => {
      const entries = await readdir(store.directory, { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name)
        .sort();
    },
  };
}

export const aRequest = (
  source: FetchRequest['source'],
  given: Partial<Omit<FetchRequest, 'source'>> = {},
): FetchRequest => ({
  run: 1,
  dataset: 'communes-csv',
  source,
  keep: true,
  signal: new AbortController().signal,
  progress: () => undefined,
  ...given,
});

export function fileOf(fetched: Fetched): RawFile {
  if (fetched.kind !== 'file') throw new Error(`Fetched ${fetched.kind}, not a file`);
  return fetched.file;
}

export async function textOf(file: RawFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The failure that a fetch ends with, as `outcome code`. */
export async function failureOf(fetching: Promise<unknown>): Promise<string> {
  try {
    return `fetched ${JSON.stringify(await fetching)}`;
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    return `${error.outcome} ${error.code}`;
  }
}
