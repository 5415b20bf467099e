import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunImport } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import { type Dispatcher, request } from 'undici';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { databaseWithTerritory, type FreshDatabase } from './database';
import { testSettings } from './settings';

async function serviceOn(databaseUrl: string): Promise<{ service: Service; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hexagone-territory-'));
  const service = await createApp({ settings: testSettings({ databaseUrl, dataDir }) });
  return {
    service,
    close: async () => {
      await service.app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The embedded data, published by the pipeline itself. */
export async function loadTerritory(databaseUrl: string): Promise<void> {
  const { service, close } = await serviceOn(databaseUrl);
  try {
    const watch = { signal: new AbortController().signal, progress: () => undefined, said: () => undefined };
    const runs = await service.app
      .get(RunImport)
      .execute({ dataset: 'territory', from: { kind: 'embedded' }, trigger: 'cli', actor: 'test' }, watch);
    const failed = runs.find(({ state }) => state !== 'published');
    if (failed) throw new Error(JSON.stringify(failed));
  } finally {
    await close();
  }
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The whole service, listening. */
export interface Served {
  readonly service: Service;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  call(method: Dispatcher.HttpMethod, path: string): Promise<Answer>;
  /** Takes the first bytes of the answer, then leaves. */
  leave(path: string): Promise<void>;
  query<T extends object>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}

/** On a database of its own: by default one where the embedded territory is published. */
export async function serveTerritory(
  database: Promise<FreshDatabase> = databaseWithTerritory(loadTerritory),
): Promise<Served> {
  const fresh = await database;
  const { service, close } = await serviceOn(fresh.url);
  const { app } = service;
  await app.listen({ port: 0, host: '127.0.0.1' });
  const origin = await app.getUrl();
  const ask = async (method: Dispatcher.HttpMethod, path: string, headers = {}): Promise<Answer> => {
    const answer = await request(`${origin}${path}`, { method, headers });
    return { statusCode: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  };
  return {
    service,
    get: (path, headers) => ask('GET', path, headers),
    call: (method, path) => ask(method, path),
    leave: async (path) => {
      const { body } = await request(`${origin}${path}`);
      body.once('error', () => undefined);
      await once(body, 'readable');
      body.destroy();
    },
    query: async <T extends object>(sql: string) => (await app.get(Database).query<T>(sql)).rows,
    close: async () => {
      await close();
      await fresh.close();
    },
  };
}
