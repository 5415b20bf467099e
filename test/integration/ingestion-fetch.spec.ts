import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { RawStore } from '../../libs/ingestion/src/infrastructure/fetch/raw-store';
import { FakeSource } from '../support/fake-source';
import { measuresOf2018, MeasuresDataset } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const file = measuresOf2018({ days: 2 });
const trigger = { trigger: 'cli', actor: 'test' } as const;

describe('an import over HTTP', () => {
  let source: FakeSource;
  let spine: Spine;
  const importing = async (url: string, more = {}): Promise<RunRow | undefined> =>
    (await spine.run({ dataset: 'measures', from: { kind: 'url', url }, ...trigger, ...more })).at(-1);
  const measures = () => spine.rows('SELECT count(*)::int AS rows, max(run_id)::int AS last FROM measure');
  const partials = () => readdirSync(join(spine.dataDir, 'raw', '.partial'));

  beforeAll(async () => {
    source = await FakeSource.start();
    spine = await openSpine([new MeasuresDataset()], { HEXAGONE_FETCH_ALLOW_PRIVATE: source.hostAndPort });
  });
  afterAll(async () => {
    await spine.close();
    await source.stop();
  });

  it('waits as the source asks, publishes, then asks only for what is new', async () => {
    const url = source.serve('/measures.csv', { status: 503, retryAfter: '1' }, { body: file, etag: '"v1"' });
    expect(await importing(url)).toMatchObject({ state: 'published', inserted: 96, bytes: Buffer.byteLength(file) });
    const [first, second] = source.requests;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);

    const before = [await spine.generation(), await measures()];
    expect(await importing(url)).toMatchObject({
      state: 'unchanged',
      inserted: 0,
      updated: 0,
      unchanged: 96,
      same_as_run: 1,
    });
    expect(source.requests.at(-1)!.headers['if-none-match']).toBe('"v1"');
    expect([await spine.generation(), await measures()]).toEqual(before);
  });

  it('forced, does not ask whether it is new', async () => {
    expect(await importing(source.url('/measures.csv'), { force: true })).toMatchObject({
      state: 'unchanged',
      read: 192,
    });
    expect(source.requests.at(-1)!.headers['if-none-match']).toBeUndefined();
  });

  it('doubts a body that only the end of the connection ends, until somebody answers for it', async () => {
    const url = source.serve('/whole.csv', { body: measuresOf2018({ days: 3 }), closeDelimited: true });
    const refused = await importing(url);
    expect(refused).toMatchObject({ state: 'rejected', problem: { outcome: 'guard' } });
    expect(refused?.guards).toContainEqual(expect.objectContaining({ name: 'unproven-length', fires: true }));
    const accepted = await importing(url, { acceptGuards: ['unproven-length'], reason: 'counted by hand' });
    expect(accepted).toMatchObject({ state: 'published', inserted: 48, reason: 'counted by hand' });
  });

  it.each([
    ['a page of HTML', '<!doctype html><html><body>Maintenance</body></html>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['a header alone', 'Date;Heures;Consommation\n', 'guard'],
  ])('refuses %s', async (_, body, outcome) => {
    const before = await measures();
    const url = source.serve('/bad.csv', { body });
    expect(await importing(url)).toMatchObject({ state: 'rejected', problem: { outcome } });
    expect(await measures()).toEqual(before);
  });

  it.each([
    'http://127.0.0.1:9/f.csv',
    'http://2130706433:9/f.csv',
    'http://169.254.169.254/latest',
    'http://localhost:9/',
  ])('does not go to %s, and the ledger says so', async (url) => {
    const run = await importing(url);
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'ingestion.ssrf-blocked', outcome: 'unreachable' } });
    expect(await spine.rows('SELECT state FROM import_run WHERE id = $1', [run?.id])).toEqual([{ state: 'failed' }]);
  });

  it('ends with the disk full, the old data readable and nothing left behind', async () => {
    const store = new RawStore(spine.dataDir);
    const [{ next }] = (await spine.rows<{ next: number }>('SELECT max(id)::int + 1 AS next FROM import_run')) as [
      { next: number },
    ];
    mkdirSync(store.partialDirectory, { recursive: true });
    symlinkSync('/dev/full', store.partialPath(next));
    const before = await measures();
    const run = await spine.import(measuresOf2018({ days: 4 }));
    expect(run).toMatchObject({
      id: next,
      state: 'failed',
      problem: { code: 'ingestion.disk-full', outcome: 'internal' },
    });
    expect(await measures()).toEqual(before);
    expect(partials()).toEqual([]);
    expect(await spine.import(measuresOf2018({ days: 4 }))).toMatchObject({ state: 'published', inserted: 48 });
  });
});
