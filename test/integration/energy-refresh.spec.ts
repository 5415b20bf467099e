import { DatasetRegistry } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import { ImportWorker } from '../../libs/ingestion/src/application/import-worker';
import { RefreshScheduler } from '../../libs/ingestion/src/infrastructure/scheduling/refresh-scheduler';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { eco2mixDataset } from '../../libs/energy/src/infrastructure/energy-loads';
import { singleFileZip } from '../../libs/energy/src/infrastructure/rte/single-file-zip';
import { eco2mixText, latin1 } from '../support/eco2mix-files';
import { type EnergySpine, openEnergy } from '../support/energy-spine';
import { FakeRte } from '../support/fake-rte';
import { spineAt } from '../support/spine';

const REAL_TIME = 'eCO2mix_RTE_En-cours-TR';
const CONSOLIDATED = 'eCO2mix_RTE_En-cours-Consolide';
const LAST_YEAR = new Date().getUTCFullYear() - 1;
const TR = eco2mixText({ days: ['2024-05-01', '2024-05-03'], nature: 'real_time' });

describe('the files of RTE', () => {
  let rte: FakeRte;
  let energy: EnergySpine;
  beforeAll(async () => {
    rte = await FakeRte.start();
    energy = await openEnergy({ ...rte.environment, HEXAGONE_ECO2MIX_REFRESH: 'on' });
  });
  afterAll(async () => {
    await energy.close();
    await rte.stop();
  });

  const refresh = (channel: string): Promise<readonly RunRow[]> =>
    energy.run({ dataset: 'eco2mix', from: { kind: 'official' }, channel, trigger: 'schedule', actor: 'test' });
  const states = async (channel: string): Promise<string[]> => (await refresh(channel)).map(({ state }) => state);
  const generation = async (): Promise<unknown> =>
    (await energy.rows<{ generation: string }>(`SELECT generation FROM dataset WHERE name = 'eco2mix'`))[0]?.generation;

  it('are fetched once, and again only when they changed, whatever else was published meanwhile', async () => {
    rte.publish(REAL_TIME, TR, { etag: '"one"' });
    rte.publish(CONSOLIDATED, eco2mixText({ days: ['2024-04-01', '2024-04-02'], nature: 'consolidated' }));
    expect(await states('real-time')).toEqual(['published']);
    expect(await states('consolidated')).toEqual(['published']);
    const before = await generation();
    expect(await refresh('real-time')).toMatchObject([{ state: 'unchanged', details: { not_modified: true } }]);
    expect(rte.condition).toBe('"one"');
    expect(await generation()).toBe(before);
  });

  it('zipped anew with the same text are unchanged', async () => {
    const before = await generation();
    rte.publish(REAL_TIME, TR, { etag: '"two"', madeAt: ' of today' });
    const [run] = await refresh('real-time');
    expect(run).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0 });
    expect(run?.same_as_run).not.toBeNull();
    expect(await generation()).toBe(before);
    rte.publish(REAL_TIME, TR.replace(/(2024-05-01\t12:00\t)\d+/, '$11'), { etag: '"three"' });
    expect(await refresh('real-time')).toMatchObject([{ state: 'published', updated: 1, inserted: 0 }]);
  });

  it('are read again when somebody else loaded the same year in the same nature', async () => {
    rte.publish(REAL_TIME, TR, { etag: '"four"' });
    expect(await refresh('real-time')).toMatchObject([{ state: 'published', updated: 1 }]);
    await energy.load(TR.replace(/(2024-05-01\t12:00\t)\d+/, '$12'));
    expect(await refresh('real-time')).toMatchObject([{ state: 'published', updated: 1 }]);
  });

  it('are waited for as long as the server asks', async () => {
    const body = singleFileZip('a.xls', latin1(TR.replace(/(2024-05-01\t12:00\t)\d+/, '$13')));
    rte.answer(REAL_TIME, { status: 503, retryAfter: '1' }, { body });
    const started = Date.now();
    expect(await refresh('real-time')).toMatchObject([{ state: 'published', updated: 1 }]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
  });

  it('cut on the way leave what is there', async () => {
    const before = await energy.loads();
    const zip = singleFileZip(
      'a.xls',
      latin1(eco2mixText({ days: ['2024-06-01', '2024-06-02'], nature: 'real_time' })),
    );
    rte.answer(REAL_TIME, { body: zip.subarray(0, zip.length - 500) });
    expect(await refresh('real-time')).toMatchObject([{ state: 'rejected', problem: { outcome: 'malformed' } }]);
    rte.answer(REAL_TIME, { status: 403 });
    expect(await refresh('real-time')).toMatchObject([{ state: 'failed', problem: { outcome: 'unreachable' } }]);
    expect(await energy.loads()).toEqual(before);
  });

  it('of definitive years are asked for until they are whole, the two latest always; one not yet there is no error', async () => {
    rte.publish('eCO2mix_RTE_Annuel-Definitif_2013', eco2mixText({ days: ['2013-01-01', '2013-12-31'] }));
    rte.publish('eCO2mix_RTE_Annuel-Definitif_2014', eco2mixText({ days: ['2014-01-01', '2014-11-30'] }));
    const years = (runs: readonly RunRow[]): string[] =>
      runs.map(({ source }) => /_(\d{4})\.zip/.exec(source.name ?? '')?.[1] ?? '');
    const first = await refresh('definitive');
    const known = Array.from({ length: LAST_YEAR - 2011 }, (_, index) => String(2012 + index));
    expect(years(first)).toEqual(known);
    expect(first.filter(({ state }) => state === 'published')).toHaveLength(2);
    expect(first[0]).toMatchObject({ state: 'unchanged', problem: null, details: { absent: true } });
    const second = await refresh('definitive');
    expect(years(second)).toEqual(known.filter((year) => year !== '2013'));
    expect(second.filter(({ state }) => state === 'published')).toEqual([]);
    expect(rte.asked).toContain(`eCO2mix_RTE_Annuel-Definitif_${String(LAST_YEAR)}`);
  });

  it('are downloaded once, however many instances are due', async () => {
    const other = await spineAt(energy, [], { ...rte.environment, HEXAGONE_ECO2MIX_REFRESH: 'on' });
    const instances = [energy.app, other.app];
    try {
      other.app.get(DatasetRegistry).add(eco2mixDataset({ env: rte.environment }, other.app.get(Database)));
      const due = (): Promise<unknown> => Promise.all(instances.map((app) => app.get(RefreshScheduler).tick()));
      await due();
      rte.publish(CONSOLIDATED, eco2mixText({ days: ['2024-04-03', '2024-04-03'], nature: 'consolidated' }));
      const asked = rte.asked.length;
      await energy.rows(
        `UPDATE dataset_schedule SET next_due_at = now() - interval '1 minute' WHERE channel = 'consolidated'`,
      );
      await due();
      for (const app of instances) app.get(ImportWorker).start();
      let ended: object[] = [];
      while (ended.length === 0)
        ended = await energy.rows(
          `SELECT state FROM import_run WHERE channel = 'consolidated' AND scheduled_for IS NOT NULL AND finished_at IS NOT NULL`,
        );
      await Promise.all(instances.map((app) => app.get(ImportWorker).stop()));
      expect(ended).toEqual([{ state: 'published' }]);
      expect(rte.asked.slice(asked)).toEqual([CONSOLIDATED]);
    } finally {
      await other.close();
    }
  });
});
