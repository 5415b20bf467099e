import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measuresOf2018 } from '../support/measures-dataset';
import { importing, isCopying, until } from '../support/measures-process';
import { openSpine, type Spine } from '../support/spine';

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
  jest.setTimeout(120_000);

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
    let reading = true;
    const reader = (async () => {
      while (reading) seen.add(await low());
    })();
    const first = importing(spine, ['--from', files[1]]);
    await until(underWay, 'a run under way');
    await sleep(Math.random() * 900);
    first.child.kill('SIGKILL');
    await first.ended;
    const next = await importing(spine, ['--from', files[0]]).ended;
    reading = false;
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
