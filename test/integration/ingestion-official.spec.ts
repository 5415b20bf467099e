import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AbortImport } from '../../libs/ingestion/src/application/abort-import';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { FakeSource } from '../support/fake-source';
import { generatedMeasures, MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const small = measuresOf2018({ days: 3 });

/** Trickles until told to go on. */
class Slow {
  released = false;
  readonly location = { ...generatedMeasures('slow', ''), generate: () => this.generate() };

  private async *generate(): AsyncGenerator<string> {
    yield small.slice(0, 500);
    while (!this.released) yield await sleep(20, '');
    yield small.slice(500);
  }
}

describe('an official source', () => {
  let source: FakeSource;
  let spine: Spine;
  const slow = new Slow();
  beforeAll(async () => {
    source = await FakeSource.start();
    const channel = {
      name: 'grid',
      timeZone: 'Europe/Paris',
      jitterSeconds: 0,
      locations: () => [{ kind: 'url' as const, url: source.url('/measures.csv'), mayBeAbsent: true }],
    };
    const datasets = [
      new MeasuresDataset({ channels: [channel] }),
      new MeasuresDataset({ name: 'fleeting', card: { raw: 'never' } }),
      new MeasuresDataset({ name: 'slow', embedded: [slow.location] }),
    ];
    spine = await openSpine(datasets, { HEXAGONE_FETCH_ALLOW_PRIVATE: source.hostAndPort });
  });
  afterAll(async () => {
    await spine.close();
    await source.stop();
  });

  const official = async (more = {}): Promise<RunRow> =>
    (await spine.run({ dataset: 'measures', from: { kind: 'official' }, trigger: 'cli', actor: 'test', ...more }))[0]!;
  const conditional = (): unknown => source.requests.at(-1)?.headers['if-none-match'];

  it('that is not there, and may be absent, is nothing to do', async () => {
    source.serve('/measures.csv', { status: 404 });
    const run = await official();
    expect(run).toMatchObject({ state: 'unchanged', read: 0, details: { absent: true } });
    expect(exitCodeOf([run])).toBe(0);
  });

  it('is only asked for what is new since the last accepted run', async () => {
    source.serve('/measures.csv', { body: small, etag: '"one"' });
    const first = await official();
    expect(first).toMatchObject({ state: 'published', inserted: 144 });
    const generation = await spine.generation();
    const second = await official();
    expect(conditional()).toBe('"one"');
    expect(second).toMatchObject({
      state: 'unchanged',
      same_as_run: first.id,
      unchanged: 144,
      skipped: 144,
      read: 288,
    });
    expect(await spine.generation()).toBe(generation);
    expect(await official({ force: true })).toMatchObject({ state: 'unchanged', same_as_run: null });
    expect(conditional()).toBeUndefined();
  });

  it('is asked for all of it when something else changed the data', async () => {
    await spine.import(small.replace('40000', '1'));
    expect(await official()).toMatchObject({ state: 'published', updated: 1 });
    expect(conditional()).toBeUndefined();
  });

  it('whose end is not proven is doubted', async () => {
    source.serve('/measures.csv', { body: `${small.trimEnd()}\n`, closeDelimited: true });
    const run = await official({ force: true });
    expect(run).toMatchObject({ state: 'rejected', problem: { guards: ['unproven-length'] } });
    const accepted = { force: true, acceptGuards: ['unproven-length'], reason: 'it is always so' };
    expect(await official(accepted)).toMatchObject({ state: 'unchanged', read: 288 });
  });

  it('is named when it cannot be had, and what was published stays', async () => {
    source.serve('/measures.csv', { status: 403 });
    const run = await official();
    expect(run).toMatchObject({ state: 'failed', problem: { outcome: 'unreachable' } });
    expect(exitCodeOf([run])).toBe(3);
    expect(await spine.rows('SELECT count(*)::int AS n FROM measure')).toEqual([{ n: 144 }]);
  });

  it('leaves nothing on the disk where that is barred', async () => {
    const run = await spine.import(small, { dataset: 'fleeting' });
    expect(run).toMatchObject({ state: 'unchanged', read: 288 });
    const other = await spine.import(small.replace('40000', '2'), { dataset: 'fleeting' });
    expect(other.state).toBe('published');
    expect(existsSync(join(spine.dataDir, 'raw', other.sha256!.slice(0, 2), other.sha256!))).toBe(false);
  });

  it('stops when somebody asks, at the next stage if not before', async () => {
    const running = spine.run({ dataset: 'slow', from: { kind: 'embedded' }, trigger: 'cli', actor: 'test' });
    let id: number | undefined;
    while (!id) {
      const rows = await spine.rows<{ id: string }>(
        `SELECT id FROM import_run WHERE dataset = 'slow' AND sha256 IS NULL`,
      );
      id = rows[0] && Number(rows[0].id);
    }
    await spine.app.get(AbortImport).execute(id, { actor: 'test' });
    slow.released = true;
    const rows = await running;
    expect(rows).toMatchObject([{ state: 'aborted', abort_requested: true, problem: { outcome: 'aborted' } }]);
    expect(exitCodeOf(rows)).toBe(130);
  });
});
