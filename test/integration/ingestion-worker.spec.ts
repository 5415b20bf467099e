import { setTimeout as sleep } from 'node:timers/promises';
import { AbortImport } from '../../libs/ingestion/src/application/abort-import';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import { ImportWorker } from '../../libs/ingestion/src/application/import-worker';
import { RequestImport } from '../../libs/ingestion/src/application/request-import';
import { RunLedger } from '../../libs/ingestion/src/application/run-ledger';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { StagingDatabase } from '../../libs/ingestion/src/application/staging-database';
import { isOver } from '../../libs/ingestion/src/domain/import-run';
import { generatedMeasures, MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine, spineAt } from '../support/spine';

const small = measuresOf2018({ days: 5 });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

/** Trickles until told to go on. */
function held() {
  let told = false;
  const source = {
    ...generatedMeasures('held', ''),
    async *generate() {
      yield small.slice(0, 1000);
      while (!told) yield await sleep(20, '');
      yield small.slice(1000);
    },
  };
  return { release: () => void (told = true), source };
}

describe('a service process', () => {
  let spine: Spine;
  let datasets: readonly MeasuresDataset[];
  const slow = held();
  beforeAll(async () => {
    datasets = [
      new MeasuresDataset({ embedded: [generatedMeasures('first', small), generatedMeasures('second', small)] }),
      new MeasuresDataset({ name: 'slow', embedded: [slow.source] }),
    ];
    spine = await openSpine(datasets);
  });
  afterEach(() => spine.rows(`DELETE FROM import_reject`));
  afterAll(() => spine.close());

  const request = (more: Partial<ImportRequest>): Promise<number> =>
    spine.app.get(RequestImport).execute({
      ...{ dataset: 'measures', from: { kind: 'embedded' }, trigger: 'http', actor: 'test' },
      ...more,
    });
  const find = (id: number, at = spine): Promise<RunRow | null> => at.app.get(RunLedger).find(id);
  const row = async (id: number, at = spine): Promise<RunRow> => (await find(id, at))!;
  /** The next run of a batch may still have to be written. */
  const over = async (id: number): Promise<RunRow> => {
    for (let i = 0; i < 200; i++) {
      const found = await find(id);
      if (found && isOver(found.state, found.dry_run)) return found;
      await sleep(50);
    }
    throw new Error(`run ${id} is not over: ${JSON.stringify(await row(id))}`);
  };
  const reached = async (id: number, state: string): Promise<void> => {
    for (let i = 0; (await row(id)).state !== state && i < 200; i++) await sleep(50);
  };
  /** As a killed process leaves it: under way in the ledger, its sessions gone. */
  const orphaned = async (trigger: 'cli' | 'http', attempt = 1): Promise<number> => {
    const session = (await spine.app.get(StagingDatabase).open('measures', true))!;
    const id = await request({ trigger });
    await session.claim(id);
    await session.close();
    await spine.rows(`UPDATE import_run SET lease_expires_at = now() - interval '1 s', attempt = $2 WHERE id = $1`, [
      id,
      attempt,
    ]);
    return id;
  };

  it('refuses a second request while one is queued, naming it', async () => {
    const id = await request({});
    await expect(request({})).rejects.toMatchObject({
      outcome: 'busy',
      extras: { members: { run: { id, state: 'requested' } } },
    });
    await spine.app.get(AbortImport).execute(id, { actor: 'test' });
    expect(await row(id)).toMatchObject({ state: 'aborted', problem: { code: 'ingestion.aborted' } });
    await expect(spine.app.get(AbortImport).execute(id, { actor: 'test' })).rejects.toMatchObject({
      code: 'ingestion.run-over',
    });
    await expect(spine.app.get(AbortImport).execute(999, { actor: 'test' })).rejects.toMatchObject({
      code: 'ingestion.run-not-found',
    });
  });

  it('ends what nobody took for five minutes, and dry runs whose owner died', async () => {
    const [forgotten, fresh] = [await request({}), await request({ dryRun: true })];
    await spine.rows(`UPDATE import_run SET requested_at = now() - interval '6 minutes' WHERE id = $1`, [forgotten]);
    const session = (await spine.app.get(StagingDatabase).open('measures', false))!;
    await session.claim(fresh);
    await session.close();
    await spine.rows(`UPDATE import_run SET lease_expires_at = now() - interval '1 s' WHERE id = $1`, [fresh]);
    await spine.app.get(RunLedger).endForgotten();
    expect(await row(forgotten)).toMatchObject({ state: 'aborted', problem: { code: 'ingestion.never-started' } });
    expect(await row(fresh)).toMatchObject({ state: 'aborted', problem: { code: 'ingestion.owner-died' } });
  });

  describe('with its worker', () => {
    beforeAll(() => {
      spine.app.get(ImportWorker).start();
    });

    it('runs every source of what was asked for', async () => {
      const first = await over(await request({}));
      expect(first).toMatchObject({ state: 'published', source: { name: 'first', index: 0 }, trigger: 'http' });
      const second = await over(first.id + 1);
      expect(second).toMatchObject({ state: 'unchanged', same_as_run: first.id, source: { name: 'second', index: 1 } });
      expect(second.batch_id).toBe(first.batch_id);
      expect(first.batch_id).not.toBeNull();
    });

    it('runs what was sent to it', async () => {
      const text = small.replace('40000', '1');
      const run = await over(await request({ from: { kind: 'upload', name: 'mine.csv', body: bytes(text) } }));
      expect(run).toMatchObject({ state: 'published', updated: 1, bytes: text.length, source: { from: 'upload' } });
    });

    it('goes on with a run whose owner died, from the next attempt', async () => {
      expect(await over(await orphaned('http'))).toMatchObject({ state: 'published', attempt: 2 });
    });

    it('ends the run of a terminal that died, and one that was tried three times', async () => {
      const died = { state: 'aborted', problem: { code: 'ingestion.owner-died' } };
      expect(await over(await orphaned('cli'))).toMatchObject(died);
      expect(await over(await orphaned('http', 3))).toMatchObject(died);
    });

    it('hands a run over when it stops; another process finishes it', async () => {
      const id = await request({ dataset: 'slow' });
      await reached(id, 'fetching');
      await spine.app.get(ImportWorker).stop();
      expect(await row(id)).toMatchObject({ state: 'fetching', attempt: 1, problem: null });
      slow.release();
      const other = await spineAt(spine, datasets);
      try {
        other.app.get(ImportWorker).start();
        expect(await over(id)).toMatchObject({ state: 'unchanged', attempt: 2, read: 480 });
      } finally {
        await other.app.get(ImportWorker).stop();
        await other.close();
      }
    });
  });
});
