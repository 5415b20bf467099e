import { RunImport } from '@hexagone/ingestion';
import { Database, type Settings } from '@hexagone/platform';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRow } from '../../../libs/ingestion/src/application/run-row';
import type { LendingDataset } from '../../../libs/lending/src/domain/quality-rules';
import { type Answer, serveSites, type SitesService } from '../sites-service';

export const DATASETS: readonly LendingDataset[] = ['banks', 'opportunities', 'proposals'];

export interface AccessRow {
  readonly actor: string;
  readonly action: string;
  readonly response_id: string | null;
  readonly opportunity_ids: string[] | null;
  readonly filter: unknown;
  readonly rows: string | null;
  readonly request_id: string | null;
}

/** The whole service on a database of its own, without data. */
export interface LendingService extends Pick<SitesService, 'service' | 'get' | 'call' | 'query' | 'close'> {
  /** Imports the text, or what the dataset is without a file. */
  readonly load: (dataset: LendingDataset, content?: string) => Promise<RunRow>;
  /** Rows of the access log since the last time it was asked. */
  readonly seen: () => Promise<AccessRow[]>;
  /** Follows `links.next` from that path to the end: the pages. */
  readonly walk: (path: string, between?: () => Promise<unknown>) => Promise<Answer[]>;
}

const SEEN =
  'SELECT id, actor, action, response_id, opportunity_ids, filter, rows, request_id FROM lending_access WHERE id > $1 ORDER BY id';

export async function serveLending(settings: Partial<Settings> = {}): Promise<LendingService> {
  const served = await serveSites(settings);
  const directory = mkdtempSync(join(tmpdir(), 'hexagone-lending-'));
  let last = '0';
  return {
    ...served,
    load: async (dataset, content) => {
      const path = join(directory, `${dataset}.csv`);
      if (content !== undefined) writeFileSync(path, content);
      const from = content === undefined ? ({ kind: 'embedded' } as const) : ({ kind: 'path', path } as const);
      const told = { signal: new AbortController().signal, progress: () => undefined, said: () => undefined };
      const request = { dataset, from, trigger: 'cli', actor: 'test' } as const;
      const [run] = await served.service.app.get(RunImport).execute(request, told);
      if (run?.state !== 'published') throw new Error(`${dataset}: ${JSON.stringify(run)}`);
      return run;
    },
    seen: async () => {
      const { rows } = await served.service.app.get(Database).query<AccessRow & { id: string }>(SEEN, [last]);
      last = rows.at(-1)?.id ?? last;
      return rows.map(({ id: _id, ...row }) => row);
    },
    walk: async (path, between) => {
      const pages: Answer[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const page: Answer = await served.get(next);
        pages.push(page);
        next = (page.body['links'] as { next?: string } | undefined)?.next;
        await between?.();
      }
      return pages;
    },
    close: async () => {
      await served.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
