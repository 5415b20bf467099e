import { setTimeout as sleep } from 'node:timers/promises';
import { type Chore, type Database, Housekeeping } from '@hexagone/platform';
import { Logger } from '@nestjs/common';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';

describe('housekeeping', () => {
  let at: FreshDatabase;
  let databases: readonly Database[];
  let processes: Housekeeping[];
  const said: string[] = [];

  beforeAll(async () => {
    at = await freshDatabase();
    databases = [openDatabase(at.url), openDatabase(at.url), openDatabase(at.url)];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => {
      said.push(String(line).split('\n', 1)[0] ?? '');
    });
  });
  beforeEach(() => {
    said.length = 0;
    processes = databases.map((database) => new Housekeeping(database));
  });
  afterEach(async () => {
    for (const one of processes) await one.onModuleDestroy();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    for (const database of databases) await database.close();
    await at.close();
  });

  const chore = (run: () => Promise<void>, more: Partial<Chore> = {}): Chore => ({
    name: 'test.chore',
    every: 1,
    run,
    ...more,
  });

  it('has one process at a chore at a time; the others skip it', async () => {
    let now = 0;
    let most = 0;
    let runs = 0;
    const work = chore(async () => {
      most = Math.max(most, ++now);
      runs++;
      await sleep(300);
      now--;
    });
    const first = await Promise.all([...processes, ...processes].map((one) => one.attempt(work)));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect([runs, most]).toEqual([1, 1]);
    expect(await processes[1]?.attempt(work)).toBe(true);
  });

  it('does different chores at the same time', async () => {
    let open: () => void = () => undefined;
    const other = new Promise<void>((resolve) => (open = resolve));
    const waiting = processes[0]?.attempt(chore(() => other));
    await processes[1]?.attempt(
      chore(
        () => {
          open();
          return Promise.resolve();
        },
        { name: 'test.other' },
      ),
    );
    expect(await waiting).toBe(true);
  });

  it('lets a chore commit what it did before it failed, says so once, and tries again', async () => {
    const [database] = databases as [Database];
    await database.query('CREATE TABLE done (n integer)');
    let fails = true;
    const work = chore(async () => {
      await database.query('INSERT INTO done VALUES (1)');
      if (fails) throw new Error('no luck');
    });
    for (let n = 0; n < 2; n++) expect(await processes[0]?.attempt(work)).toBe(false);
    expect(said).toEqual(['test.chore failed: Error: no luck']);
    fails = false;
    expect(await processes[1]?.attempt(work)).toBe(true);
    expect((await database.query('SELECT FROM done')).rowCount).toBe(3);
  });

  it('runs nothing before it is started, then by the clock, and nothing once it is stopped', async () => {
    let runs = 0;
    for (const one of processes)
      one.add(
        chore(
          () => {
            runs++;
            return Promise.resolve();
          },
          { every: 0.1 },
        ),
      );
    await sleep(250);
    expect(runs).toBe(0);
    for (const one of processes) one.start();
    await sleep(450);
    for (const one of processes) await one.onModuleDestroy();
    expect(runs).toBeGreaterThanOrEqual(3);
    const stopped = runs;
    await sleep(250);
    expect(runs).toBe(stopped);
  });

  it('waits, when it stops, for the chore under way', async () => {
    const [one] = processes as [Housekeeping];
    let ended = false;
    const work = one.attempt(
      chore(async () => {
        await sleep(300);
        ended = true;
      }),
    );
    await sleep(100);
    await one.onModuleDestroy();
    expect(ended).toBe(true);
    await work;
  });

  it('knows a chore by its name', () => {
    const [one] = processes as [Housekeeping];
    one.add(chore(() => Promise.resolve()));
    expect(() => {
      one.add(chore(() => Promise.resolve()));
    }).toThrow('Chore test.chore is there twice');
  });
});
