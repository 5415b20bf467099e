import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, DatasetRegistry, IngestionModule, RunImport } from '@hexagone/ingestion';
import { Database, DatabaseModule, readSettings, SettingsModule, UnservedHttpModule } from '@hexagone/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { freshDatabase } from './database';
import { MEASURE_TABLE, MeasuresDataset } from './measures-dataset';
import { SharedPortsModule } from './shared-ports';

export interface Spine {
  readonly app: INestApplicationContext;
  readonly url: string;
  readonly dataDir: string;
  /** Writes the text to a file and imports it. */
  readonly import: (content: string | Uint8Array, more?: Partial<ImportRequest>) => Promise<RunRow>;
  readonly run: (request: ImportRequest, signal?: AbortSignal) => Promise<readonly RunRow[]>;
  readonly file: (content: string | Uint8Array, name?: string) => string;
  readonly rows: <T extends object>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
  readonly generation: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The spine alone with the test's own dataset, on a database of its own. */
export async function openSpine(
  datasets: readonly Dataset[] = [new MeasuresDataset()],
  environment: Readonly<Record<string, string>> = {},
): Promise<Spine> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'hexagone-spine-'));
  const spine = await spineAt({ url: database.url, dataDir }, datasets, environment);
  await spine.rows(MEASURE_TABLE);
  return {
    ...spine,
    close: async () => {
      await spine.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Another process's spine, as far as it can be had in this one: the same database and raw store. */
export async function spineAt(
  { url, dataDir }: Pick<Spine, 'url' | 'dataDir'>,
  datasets: readonly Dataset[] = [new MeasuresDataset()],
  environment: Readonly<Record<string, string>> = {},
): Promise<Spine> {
  const settings = readSettings({
    ...environment,
    DATABASE_URL: url,
    HEXAGONE_DATA_DIR: dataDir,
    HEXAGONE_MIGRATE: 'off',
  });
  const module = Test.createTestingModule({
    imports: [
      SettingsModule.with(settings),
      DatabaseModule.with([]),
      UnservedHttpModule,
      SharedPortsModule,
      IngestionModule,
    ],
  });
  const app = await (await module.compile()).init();
  app.useLogger(false);
  const database = app.get(Database);
  for (const dataset of datasets) app.get(DatasetRegistry).add(dataset);
  const run = (request: ImportRequest, signal = new AbortController().signal): Promise<readonly RunRow[]> =>
    app.get(RunImport).execute(request, { signal, progress: () => undefined, said: () => undefined });
  let files = 0;
  const file: Spine['file'] = (content, name = `source-${String(++files)}.csv`) => {
    const path = join(dataDir, name);
    writeFileSync(path, content);
    return path;
  };
  const rows: Spine['rows'] = async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await database.query<T>(sql, parameters)).rows;
  return {
    ...{ app, url, dataDir, file, run, rows },
    import: async (content, more = {}) => {
      const path = file(content);
      const done = await run({
        dataset: 'measures',
        from: { kind: 'path', path },
        trigger: 'cli',
        actor: 'test',
        ...more,
      });
      const last = done.at(-1);
      if (!last) throw new Error('no run');
      return last;
    },
    generation: async () =>
      Number(
        (await rows<{ generation: string }>(`SELECT generation FROM dataset WHERE name = 'measures'`))[0]?.generation ??
          0,
      ),
    close: () => app.close(),
  };
}
