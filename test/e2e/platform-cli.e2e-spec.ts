import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emptyDatabase, type FreshDatabase } from '../support/database';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { version: string };

describe('the command line', () => {
  let at: FreshDatabase;
  let folder: string;

  /** As a person types it, in an environment with nothing in it but what is given. */
  const started = (words: string, env: Record<string, string>): ReturnType<typeof spawn> =>
    spawn(process.execPath, [resolve('bin/hexagone.mjs'), ...words.split(' ').filter(Boolean)], {
      env: { PATH: process.env['PATH'], HEXAGONE_DATA_DIR: join(folder, 'data'), ...env },
    });

  const hexagone = async (words: string, env: Record<string, string> = {}): Promise<Outcome> => {
    const child = started(words, env);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout, stderr };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hexagone-cli-'));
    at = await emptyDatabase();
    await hexagone('--version');
  }, 120_000);
  afterAll(async () => {
    await at.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('needs neither database nor folder to tell about itself', async () => {
    const nowhere = { DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    expect(await hexagone('--version', nowhere)).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await hexagone('--help', nowhere)).stdout).toContain('doctor');
    expect((await hexagone('db reset --help', nowhere)).stdout).toContain('hexagone db reset --yes');
    expect((await hexagone('config', nowhere)).stdout).toContain('DATABASE_URL=postgres://***@127.0.0.1:1/none');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it.each([
    ['confg', 'config'],
    ['db migrat', 'migrate'],
    ['config --jsn', '--json'],
  ])('answers "%s" with the nearest word and 2', async (words, nearest) => {
    const { code, stdout, stderr } = await hexagone(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Did you mean ${nearest}?`);
  });

  it('names all faults of the configuration, in French where the terminal is French', async () => {
    const { code, stderr } = await hexagone('config', { PORT: 'x', HEXAGONE_ACCES: 'open', LANG: 'fr_FR.UTF-8' });
    expect(code).toBe(2);
    expect(stderr).toContain('PORT doit être un nombre entier');
    expect(stderr).toContain('HEXAGONE_ACCES est inconnue : vouliez-vous dire HEXAGONE_ACCESS ?');
  });

  it('migrates, tells where it stands, and deletes only what it is told to', async () => {
    const env = { DATABASE_URL: at.url };
    const status = async (): Promise<{ applied: string[]; pending: string[] }> =>
      JSON.parse((await hexagone('db status --json', env)).stdout) as { applied: string[]; pending: string[] };
    const { pending: all } = await status();
    expect(all.length).toBeGreaterThan(0);
    expect(JSON.parse((await hexagone('db migrate --json', env)).stdout)).toEqual({ applied: all });
    expect(await status()).toEqual({ applied: all, pending: [] });
    expect(await hexagone('db reset', env)).toMatchObject({ code: 2, stdout: '' });
    expect(await status()).toEqual({ applied: all, pending: [] });
    expect(JSON.parse((await hexagone('db reset --yes --json', env)).stdout)).toEqual({ reset: true, applied: all });
  });

  it('examines the machine, and says what to do', async () => {
    const port = createServer().listen(0, '127.0.0.1');
    await once(port, 'listening');
    const { port: taken } = port.address() as { port: number };
    const sick = await hexagone('doctor --json', { DATABASE_URL: 'postgres://127.0.0.1:1/none', PORT: String(taken) });
    port.close();
    const findings = JSON.parse(sick.stdout) as { check: string; status: string; remedy?: string }[];
    const failing = findings.filter(({ status }) => status === 'fail');
    expect(sick.code).toBe(1);
    expect(failing.map(({ check }) => check)).toEqual(['database', 'port']);
    expect(failing.every(({ remedy }) => remedy)).toBe(true);
    expect((await hexagone('doctor', { DATABASE_URL: at.url, PORT: '0' })).code).toBe(0);
  });

  it('says in one line that the database does not answer', async () => {
    const { code, stderr } = await hexagone('db status', { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
