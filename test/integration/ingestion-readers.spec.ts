import { setTimeout as sleep } from 'node:timers/promises';
import { type Publication, type SourceLocation } from '@hexagone/ingestion';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import { ImportOrders } from '../../libs/ingestion/src/application/import-orders';
import { ImportReads } from '../../libs/ingestion/src/application/import-reads';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { away, DayReader, nonsense } from '../support/day-reader';
import { MeasuresDataset } from '../support/measures-dataset';
import { openSpine, type Spine, spineAt } from '../support/spine';

const NAME = 'measures';

describe('a reader', () => {
  let spine: Spine;
  let reader: DayReader;
  let dataset: MeasuresDataset;
  const broken = { at: null as string | null };
  beforeEach(async () => {
    reader = new DayReader();
    broken.at = null;
    dataset = datasetOf(reader);
    spine = await openSpine([dataset]);
  });
  afterEach(() => spine.close());

  const locationOf = (of: DayReader): SourceLocation => ({ kind: 'reader', name: 'days', part: '', reader: of });

  function datasetOf(of: DayReader): MeasuresDataset {
    const channel = { name: 'api', timeZone: 'UTC', jitterSeconds: 0, locations: () => [locationOf(of)] };
    const made = new MeasuresDataset({
      channels: [channel],
      contract: { formats: ['ndjson'] },
      options: { full: { type: 'boolean', description: { en: 'All', fr: 'Tout' } } },
    });
    const publication = made.parts[0]!.publication;
    // Breaks where a test says so, as a database that refuses would.
    const breaking = Object.create(publication) as Publication;
    breaking.publish = async (stage, run) => {
      const effect = await publication.publish(stage, run);
      if (broken.at === 'lost') await lose();
      if (broken.at === String(run.details['said'])) throw new Error('the publication breaks');
      return effect;
    };
    Object.assign(made.parts[0]!, { publication: breaking });
    return made;
  }

  const endSessions = (): Promise<unknown> =>
    spine.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'hexagone import%'`);

  /** Once. */
  async function lose(): Promise<void> {
    broken.at = null;
    await endSessions();
  }

  const run = (more: Partial<ImportRequest> = {}, signal?: AbortSignal): Promise<readonly RunRow[]> =>
    spine.run({ dataset: NAME, from: { kind: 'default' }, trigger: 'cli', actor: 'test', ...more }, signal);
  const cursor = async (): Promise<unknown> =>
    (await spine.rows<{ cursor: unknown }>('SELECT cursor FROM import_cursor'))[0]?.cursor;
  const stored = async (): Promise<number> =>
    Number((await spine.rows<{ n: string }>('SELECT count(*) AS n FROM measure'))[0]?.n);

  it('fills several runs of one batch, each going on where the one before was published', async () => {
    const rows = await run({ options: { full: true } });
    expect(rows.map(({ state, inserted, source }) => [state, inserted, source.index])).toEqual([
      ['published', 4, 0],
      ['published', 4, 0],
      ['published', 2, 0],
    ]);
    expect(new Set(rows.map((row) => row.batch_id)).size).toBe(1);
    expect(rows[0]!.batch_id).not.toBeNull();
    expect(reader.readings).toEqual([null, 4, 8].map((at) => ({ cursor: at, options: { full: true } })));
    expect(rows[1]!.details['reader']).toEqual({ name: 'days', cursor: 8, more: true });
    expect(rows[1]!.source.name).toBe('days');
    expect(await cursor()).toBe(10);
    expect(exitCodeOf(rows)).toBe(0);
  });

  it('that has nothing new is unchanged, and its cursor stays or moves as it says', async () => {
    await run();
    const again = await run();
    expect(again).toMatchObject([{ state: 'unchanged', read: 0, guards: [{ name: 'reject-rate' }, {}] }]);
    expect(await cursor()).toBe(10);
    reader.last = 11;
    expect(await run()).toMatchObject([{ state: 'published', read: 1, inserted: 1 }]);
    expect(await cursor()).toBe(11);
  });

  it('reads the same portion again, and its cursor moves all the same', async () => {
    reader.perRun = 10;
    await run();
    await spine.rows('UPDATE import_cursor SET cursor = $1', ['0']);
    const [row] = await run();
    expect(row).toMatchObject({ state: 'unchanged', read: 10, unchanged: 10, same_as_run: null });
    expect(await cursor()).toBe(10);
  });

  it('that cannot be reached ends its batch; the next start goes on from the last published cursor', async () => {
    reader.failure = { day: 7, error: away() };
    const rows = await run();
    expect(rows.map(({ state }) => state)).toEqual(['published', 'failed']);
    expect(exitCodeOf(rows)).toBe(3);
    expect([await cursor(), await stored()]).toEqual([4, 4]);
    reader.failure = null;
    const later = await run();
    expect(later.map(({ inserted }) => inserted)).toEqual([4, 2]);
    expect(await stored()).toBe(10);
    expect(reader.closed).toBe(reader.readings.length);
  });

  it('whose answer is none is refused', async () => {
    reader.failure = { day: 1, error: nonsense() };
    const rows = await run();
    expect(rows).toMatchObject([{ state: 'rejected', problem: { outcome: 'malformed' } }]);
    expect(exitCodeOf(rows)).toBe(4);
    expect(await cursor()).toBeUndefined();
  });

  it('does not move its cursor when publishing fails', async () => {
    await run();
    reader.last = 20;
    reader.details = { said: 'break' };
    broken.at = 'break';
    const rows = await run();
    expect(rows.map(({ state }) => state)).toEqual(['failed']);
    expect([await cursor(), await stored()]).toEqual([10, 10]);
    broken.at = null;
    expect((await run()).map(({ inserted }) => inserted)).toEqual([4, 4, 2]);
  });

  it('is not asked again when the database was lost: its items are in the raw file, its cursor in the ledger', async () => {
    broken.at = 'lost';
    const rows = await run();
    expect(rows.map(({ state, attempt, inserted }) => [state, attempt, inserted])).toEqual([
      ['published', 2, 4],
      ['published', 1, 4],
      ['published', 1, 2],
    ]);
    expect(reader.readings.map((reading) => reading.cursor)).toEqual([null, 4, 8]);
    expect([await cursor(), await stored()]).toEqual([10, 10]);
  });

  it('reads its first portion only in a dry run, and moves nothing', async () => {
    const rows = await run({ dryRun: true });
    expect(rows).toMatchObject([{ state: 'validated', inserted: 4, details: { reader: { cursor: 4, more: true } } }]);
    expect(await cursor()).toBeUndefined();
  });

  it('stops when it is told to, and is closed', async () => {
    const stop = new AbortController();
    reader.hangsAt = 6;
    const going = run({}, stop.signal);
    while (reader.readings.length < 2) await sleep(10);
    stop.abort();
    const rows = await going;
    expect(rows.map(({ state }) => state)).toEqual(['published', 'aborted']);
    expect(reader.closed).toBe(2);
    expect(await cursor()).toBe(4);
  });

  it('killed in its second run goes on from the first, losing and doubling nothing', async () => {
    const [first] = await run({ dryRun: true });
    const died = new DayReader();
    const victim = await spineAt(spine, [datasetOf(died)]);
    died.hangsAt = 6;
    const request = { dataset: NAME, from: { kind: 'default' }, trigger: 'cli', actor: 'test' } as const;
    const buried = new AbortController();
    const dying = victim.run(request, buried.signal).catch((error: unknown) => error);
    while (died.readings.length < 2) await sleep(10);
    await endSessions();
    await spine.rows(`UPDATE import_run SET lease_expires_at = now() - interval '1 minute' WHERE finished_at IS NULL`);
    const rows = await run();
    expect(rows.map(({ inserted, state }) => [state, inserted])).toEqual([
      ['published', 4],
      ['published', 2],
    ]);
    expect(await stored()).toBe(10);
    const states = await spine.rows<{ state: string }>('SELECT state FROM import_run WHERE id > $1 ORDER BY id', [
      first!.id,
    ]);
    expect(states.map(({ state }) => state)).toEqual(['published', 'aborted', 'published', 'published']);
    buried.abort();
    await dying;
    await victim.close();
  });

  describe('of a whole source', () => {
    beforeEach(() => {
      reader.whole = true;
    });

    it('is unchanged by its content, as a file is', async () => {
      const [row] = await run();
      const again = await run();
      expect(again).toMatchObject([{ state: 'unchanged', same_as_run: row!.id, unchanged: 10 }]);
      expect(reader.readings.map((reading) => reading.cursor)).toEqual([null, null]);
    });

    it('that is empty is refused, as a file is', async () => {
      await run();
      reader.last = 0;
      expect(await run()).toMatchObject([{ state: 'rejected', problem: { code: 'ingestion.empty-source' } }]);
      expect(await stored()).toBe(10);
    });
  });

  it('is shown by name among the sources, without its insides', async () => {
    const view = await spine.app.get(ImportReads).dataset(NAME);
    expect(view.sources).toEqual([{ origin: 'official', channel: 'api', kind: 'reader', name: 'days', part: '' }]);
  });

  it('may be the only way in: no URL is taken then', () => {
    Object.assign(dataset, { urls: false });
    const order = (): unknown =>
      spine.app.get(ImportOrders).order({
        ...{ dataset: NAME, trigger: 'http', actor: 'test' },
        from: { kind: 'url', url: 'https://example.org/' },
      });
    expect(order).toThrow(
      expect.objectContaining({
        outcome: 'usage',
        extras: { faults: [expect.objectContaining({ pointer: '/from' })] },
      }),
    );
  });
});
