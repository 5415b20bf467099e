import { RunImport } from '@hexagone/ingestion';
import { DirectConnections, type Settings } from '@hexagone/platform';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRow } from '../../../libs/ingestion/src/application/run-row';
import type { LendingDataset } from '../../../libs/lending/src/domain/quality-rules';
import { idOf, opportunitiesFile, proposalsFile, SIXTY } from './files';
import { type LendingService, serveLending } from './service';

export const F60 = opportunitiesFile(SIXTY);
export const FIRST = idOf('006', 1);

/** An offer with that number for that opportunity. */
export const anOffer = (
  number: number,
  opportunity: string,
  created = '2024-02-01',
): Readonly<Record<string, string>> => ({
  Id: idOf('a0P', number),
  CreatedDate: `${created} 00:00:00`,
  Opportunity__c: opportunity,
  TXHA__c: '3.5',
});

/** Two for the first of the sixty, one for the second. */
export const OFFERS = proposalsFile([anOffer(1, FIRST), anOffer(2, FIRST), anOffer(3, idOf('006', 2))]);

/** The whole service with the sixty borrowers and these offers. */
export async function serveSixty(settings: Partial<Settings> = {}): Promise<LendingService> {
  const lending = await serveLending(settings);
  await lending.load('opportunities', F60);
  await lending.load('proposals', OFFERS);
  return lending;
}

export interface ImportWish {
  readonly content?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly replace?: boolean;
}

/** One import, however it ends; without content, what the dataset is by itself. */
export async function imported(
  lending: Pick<LendingService, 'service'>,
  dataset: LendingDataset,
  wish: ImportWish,
): Promise<RunRow> {
  const { content, signal = new AbortController().signal, replace } = wish;
  const path = join(mkdtempSync(join(tmpdir(), 'hexagone-import-')), `${dataset}.csv`);
  if (content !== undefined) writeFileSync(path, content);
  const from = content === undefined ? ({ kind: 'embedded' } as const) : ({ kind: 'path', path } as const);
  const request = { dataset, from, trigger: 'cli', actor: 'test', ...(replace && { options: { replace } }) } as const;
  const watch = { signal, progress: () => undefined, said: () => undefined };
  const [run] = await lending.service.app.get(RunImport).execute(request, watch);
  if (!run) throw new Error('no run');
  return run;
}

/** A session of its own, in a transaction, that has done that. */
export async function holding(
  lending: LendingService,
  statement: string,
): Promise<{ readonly release: () => Promise<void> }> {
  const client = await lending.service.app.get(DirectConnections).open('test');
  await client.query('BEGIN');
  await client.query(statement);
  return {
    release: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/** Resolves when a session waits for a lock with a statement that begins like that. */
export async function waiting(lending: LendingService, statement: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await lending.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND ltrim(query) LIKE $1 || '%'`,
      [statement],
    );
    if (found.length > 0) return;
    await sleep(10);
  }
  throw new Error(`Nobody waits with ${statement}`);
}
