import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../libs/platform/src/database/embedded/embedded-postgres';
import { postmaster } from '../../libs/platform/src/database/embedded/postmaster';

async function answer(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Only root has another user to run the server as: for anybody else there is nothing to test. */
const forRoot = (name: string, test: () => Promise<void>): void => {
  if (process.getuid?.() === 0) it(name, test);
};

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let data: string;
  const users: EmbeddedPostgres[] = [];

  /** Each caller holds a session of its own, as each process would. */
  const enter = async (): Promise<EmbeddedPostgres> => {
    const user = await EmbeddedPostgres.join(folder);
    users.push(user);
    return user;
  };
  const leaveAll = async (): Promise<void> => {
    for (const user of users.splice(0)) await user.leave();
  };
  const pidOf = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hexagone-embedded-'));
    chmodSync(folder, 0o755);
    data = join(folder, 'pg/data');
  });
  afterEach(leaveAll);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made once, however many ask for it on an empty folder', async () => {
    const [first, ...others] = await Promise.all([enter(), enter(), enter()]);
    expect(new Set(others.map(({ url }) => url))).toEqual(new Set([first.url]));
    expect(await answer(first.url, 'SELECT datlocale FROM pg_database WHERE datname = current_database()')).toBe(
      'fr-FR',
    );
    expect(statSync(join(folder, 'pg/passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('asks for a password, and gives the application no more than its own database', async () => {
    const { url } = await enter();
    const without = new URL(url);
    without.password = 'wrong';
    await expect(answer(without.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await answer(url, `SELECT rolsuper FROM pg_roles WHERE rolname = current_user`)).toBe(false);
  });

  it('stops with the last that leaves, keeps the data and its port', async () => {
    const first = await enter();
    const second = await enter();
    await answer(first.url, 'CREATE TABLE kept (id int)');
    await users.shift()?.leave();
    expect(await answer(second.url, 'SELECT 1')).toBe(1);
    await leaveAll();
    expect(postmaster(data)).toBe('stopped');
    const { url } = await enter();
    expect(url).toBe(first.url);
    expect(await answer(url, `SELECT to_regclass('kept') IS NOT NULL`)).toBe(true);
  });

  it('comes back for whoever uses it when the server is killed', async () => {
    const { url } = await enter();
    const killed = pidOf();
    process.kill(killed, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    while ((await answer(url, 'SELECT 1').catch(() => 0)) !== 1 && Date.now() < deadline) await sleep(100);
    expect(await answer(url, 'SELECT 1')).toBe(1);
    expect(pidOf()).not.toBe(killed);
  });

  it('starts although its old process number belongs to another program', async () => {
    const { url } = await enter();
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    await leaveAll();
    writeFileSync(join(data, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'), { mode: 0o600 });
    await enter();
    expect(await answer(url, 'SELECT 1')).toBe(1);
  });

  forRoot('is kept elsewhere when its user cannot enter the folder', async () => {
    const secret = mkdtempSync(join(tmpdir(), 'hexagone-closed-'));
    const said: string[] = [];
    const embedded = await EmbeddedPostgres.join(join(secret, 'data'), (line) => said.push(line));
    expect(await answer(embedded.url, 'SELECT 1')).toBe(1);
    await embedded.leave();
    const home = /\/var\/lib\/hexagone\/[0-9a-f]{12}/.exec(said.join())?.[0] ?? '';
    expect(existsSync(join(home, 'pg/data'))).toBe(true);
    expect(existsSync(join(secret, 'data/pg'))).toBe(false);
    rmSync(home, { recursive: true });
    rmSync(secret, { recursive: true });
  });
});
