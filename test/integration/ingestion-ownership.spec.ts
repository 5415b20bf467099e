import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaries } from '../../libs/platform/src/database/embedded/binaries';
import { Cluster } from '../../libs/platform/src/database/embedded/cluster';
import { postgresUser } from '../../libs/platform/src/database/embedded/system-user';
import { migrate } from '../../libs/platform/src/database/migrate';
import { migrations } from '../../migrations';
import { MEASURE_TABLE, measuresOf2018 } from '../support/measures-dataset';
import { importing, isCopying, until } from '../support/measures-process';
import { openSpine, type Spine, spineAt } from '../support/spine';

jest.setTimeout(120_000);

const DAYS = 1_460;
const ROWS = (DAYS * 96) / 2;
const one = measuresOf2018({ days: DAYS });
const two = measuresOf2018({ days: DAYS, power: (quarter) => 50_000 + (quarter % 977) });

describe('an import and the death of what it stands on', () => {
  let spine: Spine;
  let files: readonly [string, string];
  beforeAll(async () => {
    spine = await openSpine();
    files = [spine.file(one), spine.file(two)];
  });
  afterAll(() => spine.close());

  const low = async (): Promise<number> =>
    (await spine.rows<{ n: number }>('SELECT count(*)::int AS n FROM measure WHERE power < 50000'))[0]!.n;
  const stored = async (): Promise<number> =>
    (await spine.rows<{ n: number }>('SELECT count(*)::int AS n FROM measure'))[0]!.n;
  const partials = (): string[] => readdirSync(join(spine.dataDir, 'raw', '.partial'));
  const underWay = async (): Promise<boolean> =>
    (await spine.rows(`SELECT FROM import_run WHERE finished_at IS NULL`)).length > 0;
  const lastRun = async () =>
    (await spine.rows<Record<string, unknown>>('SELECT * FROM import_run ORDER BY id DESC LIMIT 1'))[0]!;

  it('lets only one of many at a time write', async () => {
    const ended = await Promise.all([1, 2, 3, 4].map(() => importing(spine, ['--from', files[0]]).ended));
    const codes = ended.map(({ code }) => code);
    expect(ended.filter(({ code }) => code !== 0 && code !== 6).map(({ talk }) => talk)).toEqual([]);
    expect(codes).toContain(0);
    const inserted = ended.reduce((sum, { run }) => sum + (run?.inserted ?? 0), 0);
    expect(inserted).toBe(ROWS);
    expect(
      await spine.rows(`SELECT FROM import_run a JOIN import_run b ON a.id < b.id
        AND tstzrange(a.started_at, a.finished_at) && tstzrange(b.started_at, b.finished_at)`),
    ).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('shows readers the old or the new when it is killed (%d)', async () => {
    const seen = new Set<number>();
    const reading = new AbortController();
    const reader = (async () => {
      while (!reading.signal.aborted) seen.add(await low());
    })();
    const first = importing(spine, ['--from', files[1]]);
    await until(underWay, 'a run under way');
    await sleep(Math.random() * 900);
    first.child.kill('SIGKILL');
    await first.ended;
    const next = await importing(spine, ['--from', files[0]]).ended;
    reading.abort();
    await reader;
    expect(next.code).toBe(0);
    expect([...seen].filter((count) => count !== 0 && count !== ROWS)).toEqual([]);
    expect(await low()).toBe(ROWS);
    expect(partials()).toEqual([]);
    expect(await underWay()).toBe(false);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends as it was told by %s', async (signal, code) => {
    const run = importing(spine, ['--from', files[1]]);
    await until(isCopying(spine), 'a copy');
    run.child.kill(signal);
    expect(await run.ended).toMatchObject({ code });
    expect(await lastRun()).toMatchObject({ state: 'aborted', problem: { code: 'ingestion.aborted' } });
    expect(partials()).toEqual([]);
    expect(await low()).toBe(ROWS);
  });

  it('starts again from the raw file when its session is ended', async () => {
    const run = importing(spine, ['--from', files[1]]);
    await until(isCopying(spine), 'a copy');
    await spine.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'hexagone import%'`,
    );
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 0, run: { state: 'published', attempt: 2, updated: ROWS } });
    expect(await low()).toBe(0);
  });

  it('is taken over from a stopped process, which then writes nothing', async () => {
    const stopped = importing(spine, ['--from', files[0]]);
    await until(isCopying(spine), 'a copy');
    stopped.child.kill('SIGSTOP');
    const busy = await importing(spine, ['--from', files[0]]).ended;
    expect(busy.code).toBe(6);
    expect(busy.talk).toContain('fetching');
    await spine.rows(`UPDATE import_run SET lease_expires_at = now() - interval '1 s' WHERE finished_at IS NULL`);
    const taken = await importing(spine, ['--from', files[0]]).ended;
    expect(taken).toMatchObject({ code: 0, run: { state: 'published', updated: ROWS } });
    const generation = await spine.generation();
    stopped.child.kill('SIGCONT');
    const late = await stopped.ended;
    expect(late).toMatchObject({ code: 1, run: { problem: { code: 'ingestion.lease-lost' } } });
    expect(await spine.generation()).toBe(generation);
    expect(await stored()).toBe(ROWS);
  });
});

describe('an import and the death of the database', () => {
  let cluster: Cluster;
  let spine: Spine;
  const home = mkdtempSync(join(tmpdir(), 'hexagone-cluster-'));
  beforeAll(async () => {
    chmodSync(home, 0o711);
    const user = postgresUser(join(home, 'pg'));
    // A crash must lose nothing that was committed: this cluster writes as in production.
    cluster = new Cluster(join(home, 'pg'), binaries(user, home), user, true);
    await cluster.create();
    await cluster.start();
    const port = readFileSync(join(home, 'pg', 'port'), 'utf8');
    const url = `postgres://hexagone:${cluster.passwords.app}@127.0.0.1:${port}/hexagone`;
    await migrate(url, migrations);
    spine = await spineAt({ url, dataDir: join(home, 'data') });
    await spine.rows(MEASURE_TABLE);
  });
  afterAll(async () => {
    await spine.close();
    await cluster.stop('immediate');
    rmSync(home, { recursive: true, force: true });
  });

  it.each(['fast', 'immediate'] as const)('goes on from the raw file after a restart (%s)', async (mode) => {
    const path = join(home, `${mode}.csv`);
    writeFileSync(path, mode === 'fast' ? one : two);
    const run = importing(spine, ['--from', path]);
    await until(isCopying(spine), 'a copy');
    await cluster.stop(mode);
    await cluster.start();
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 0, run: { state: 'published', attempt: 2, read: DAYS * 96 } });
  });

  it('fails without a database, and the next import publishes', async () => {
    const path = join(home, 'lost.csv');
    writeFileSync(path, measuresOf2018({ days: DAYS, power: (quarter) => 60_000 + (quarter % 977) }));
    const run = importing(spine, ['--from', path]);
    await until(isCopying(spine), 'a copy');
    await cluster.stop('immediate');
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 1, run: { problem: { code: 'ingestion.database-lost' } } });
    await cluster.start();
    expect(await importing(spine, ['--from', path]).ended).toMatchObject({ code: 0, run: { state: 'published' } });
  });
});
