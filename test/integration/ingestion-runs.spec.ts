import { type Effect, mergeInto, Publication, type StagedRun, type StagingSession } from '@hexagone/ingestion';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const file = measuresOf2018();
const changed = file.replace('11/02/2018;16:00;40092', '11/02/2018;16:00;1');

describe('an import', () => {
  let spine: Spine;
  beforeAll(async () => {
    spine = await openSpine();
  });
  afterAll(() => spine.close());

  it('accounts for every record and publishes them at once', async () => {
    const run = await spine.import(file);
    expect(run.problem).toBeNull();
    expect(run).toMatchObject({
      state: 'published',
      balance: {
        read: 35_040,
        inserted: 17_520,
        skipped: 17_520,
        updated: 0,
        unchanged: 0,
        duplicates: 0,
        rejected: 0,
      },
      skipped_by_reason: { blank_quarter: 17_520 },
      encoding: 'utf-8',
      generation: 1,
      bytes: Buffer.byteLength(file),
    });
    expect(await spine.rows('SELECT count(*)::int AS n FROM measure')).toEqual([{ n: 17_520 }]);
  });

  it('writes nothing the second time, read again or not', async () => {
    const before = await spine.generation();
    const again = await spine.import(file);
    expect(again).toMatchObject({
      state: 'unchanged',
      inserted: 0,
      updated: 0,
      unchanged: 17_520,
      skipped: 17_520,
      same_as_run: 1,
    });
    const forced = await spine.import(file, { force: true });
    expect(forced).toMatchObject({ state: 'unchanged', inserted: 0, unchanged: 17_520, same_as_run: null });
    expect(await spine.generation()).toBe(before);
    expect(await spine.rows('SELECT DISTINCT run_id FROM measure')).toEqual([{ run_id: '1' }]);
  });

  it('foresees in a dry run and writes nothing', async () => {
    const run = await spine.import(changed, { dryRun: true });
    expect(run).toMatchObject({ state: 'validated', updated: 1, unchanged: 17_519 });
    expect(run.finished_at).not.toBeNull();
    expect(await spine.generation()).toBe(1);
  });

  it('updates what differs and marks who wrote it', async () => {
    expect(await spine.import(changed)).toMatchObject({
      state: 'published',
      updated: 1,
      unchanged: 17_519,
      generation: 2,
    });
    expect(await spine.rows('SELECT count(*)::int AS n FROM measure WHERE run_id > 1')).toEqual([{ n: 1 }]);
    expect(await spine.import(file)).toMatchObject({ updated: 1, generation: 3, same_as_run: null });
  });

  it('tells repeated records from contradictions, naming the line that stays', async () => {
    const repeated = '11/02/2018;16:00;40092\n';
    expect(await spine.import(`${file}${repeated}`)).toMatchObject({ read: 35_041, duplicates: 1, rejected: 0 });
    const run = await spine.import(`${file}${repeated.replace('40092', '1')}`);
    expect(run).toMatchObject({
      read: 35_041,
      duplicates: 0,
      rejected: 1,
      rejected_by_code: { conflicting_duplicate: 1 },
    });
    const [reject] = await spine.rows<{ line: string; params: object; cells: string[] }>(
      'SELECT line, params, cells, message_en FROM import_reject WHERE run_id = $1',
      [run.id],
    );
    expect(reject).toMatchObject({
      line: '35042',
      params: { kept_line: 4002 },
      cells: ['11/02/2018', '16:00', '1'],
    });
  });
});

/** Counts one row that it never wrote. */
class Lying extends Publication {
  private readonly honest = mergeInto({ table: 'measure', key: ['day', 'time'], values: ['power'] });

  override settle(stage: StagingSession) {
    return this.honest.settle(stage, STAGED);
  }

  override foresee(stage: StagingSession) {
    return this.honest.foresee(stage, STAGED);
  }

  override async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const effect = await this.honest.publish(stage, run);
    return { ...effect, inserted: effect.inserted + 1 };
  }
}

const STAGED = { replay: false } as StagedRun;

describe('an import whose figures do not add up', () => {
  it('is a bug of ours: nothing is published', async () => {
    const spine = await openSpine([new MeasuresDataset({ publication: new Lying() })]);
    try {
      const run = await spine.import(file);
      expect(run).toMatchObject({ state: 'failed', problem: { code: 'ingestion.balance-broken' } });
      expect(await spine.rows('SELECT count(*)::int AS n FROM measure')).toEqual([{ n: 0 }]);
      expect(await spine.generation()).toBe(0);
    } finally {
      await spine.close();
    }
  });
});
