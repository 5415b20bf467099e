import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import type { Spine } from './spine';

export interface Ended {
  /** Exit code; null after a signal that was not handled. */
  readonly code: number | null;
  readonly run: RunRow | null;
  readonly talk: string;
}

export interface Importing {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** `hexagone import measures …` as a process of its own, on the spine's database and raw store. */
export function importing(
  { url, dataDir }: Pick<Spine, 'url' | 'dataDir'>,
  words: readonly string[],
  environment = {},
): Importing {
  const script = ['-r', './test/support/run-ts.cjs', './test/support/measures-cli.ts'];
  const child = spawn(process.execPath, [...script, 'import', 'measures', ...words, '--json'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url,
      HEXAGONE_DATA_DIR: dataDir,
      HEXAGONE_MIGRATE: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, talk] = ['', ''];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (talk += String(text)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, run: parsed(out), talk }));
  return { child, ended };
}

const parsed = (text: string): RunRow | null => (text.startsWith('{') ? (JSON.parse(text) as RunRow) : null);

/** Asks until the answer is yes. */
export async function until(question: () => Promise<boolean>, what: string, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await question()) return;
    await sleep(5);
  }
  throw new Error(`It never happened: ${what}`);
}

export const isCopying = (spine: Spine) => async (): Promise<boolean> =>
  (
    await spine.rows(`SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY pg_temp.stage%'`)
  ).length > 0;
