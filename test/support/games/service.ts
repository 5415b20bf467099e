import { RunImport } from '@hexagone/ingestion';
import type { Settings } from '@hexagone/platform';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRow } from '../../../libs/ingestion/src/application/run-row';
import { SAMPLE_FILES } from '../../../libs/games/src/application/sample/sample-files';
import type { SampleWish } from '../../../libs/games/src/application/sample/sample-wish';
import { machine } from '../identity';
import { type Answer, serveSites, type SitesService } from '../sites-service';

/** The whole service on a database of its own, asked by a program that may read games. */
export interface GamesService extends Pick<SitesService, 'service' | 'call' | 'query' | 'close'> {
  readonly get: SitesService['get'];
  /** Imports a text as a dataset of the context. */
  readonly load: (dataset: string, content: string) => Promise<RunRow>;
  /** Imports a generated world into all datasets. */
  readonly loadSample: (wish: SampleWish) => Promise<void>;
  /** Follows `links.next` from that path to the end: the pages. */
  readonly walk: (path: string) => Promise<readonly Answer[]>;
}

/** Datasets and the files of the sample that they are read from. */
const FILES: Readonly<Record<string, keyof typeof SAMPLE_FILES>> = {
  'games-countries': 'countries.csv',
  'games-igdb': 'igdb.json',
  'games-opencritic': 'opencritic.csv',
  'games-sales': 'sales.csv',
  'games-sql': 'vestimlib.ndjson',
  'games-elasticsearch': 'elasticsearch.ndjson',
};

export async function serveGames(settings: Partial<Settings> = {}): Promise<GamesService> {
  const served = await serveSites(settings);
  const { app } = served.service;
  const token = await machine(app, 'games:read');
  const directory = mkdtempSync(join(tmpdir(), 'hexagone-games-'));
  const get: SitesService['get'] = (path, headers) => served.get(path, { ...token, ...headers });
  const load: GamesService['load'] = async (dataset, content) => {
    const path = join(directory, FILES[dataset] ?? `${dataset}.csv`);
    writeFileSync(path, content);
    const told = { signal: new AbortController().signal, progress: () => undefined, said: () => undefined };
    const request = { dataset, from: { kind: 'path', path }, trigger: 'cli', actor: 'test' } as const;
    const run = (await app.get(RunImport).execute(request, told)).at(-1);
    if (run?.state !== 'published' && run?.state !== 'unchanged') throw new Error(`${dataset}: ${JSON.stringify(run)}`);
    return run;
  };
  return {
    ...served,
    ...{ get, load },
    loadSample: async (wish) => {
      for (const [dataset, file] of Object.entries(FILES)) await load(dataset, [...SAMPLE_FILES[file](wish)].join(''));
    },
    walk: async (path) => {
      const pages: Answer[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const page: Answer = await get(next);
        if (page.status !== 200) throw new Error(page.text);
        pages.push(page);
        next = (page.body['links'] as { next?: string } | undefined)?.next;
      }
      return pages;
    },
    close: async () => {
      await served.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
