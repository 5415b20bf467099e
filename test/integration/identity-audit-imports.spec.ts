import { AbortImport } from '../../libs/ingestion/src/application/abort-import';
import { ReplayRejects } from '../../libs/ingestion/src/application/replay-rejects';
import { RequestImport } from '../../libs/ingestion/src/application/request-import';
import { RunLedger } from '../../libs/ingestion/src/application/run-ledger';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { Dataset } from '@hexagone/ingestion';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

interface Heard {
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
  readonly request_id: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const whole = measuresOf2018({ days: 2 });
const limits = { rowCollapse: 0.9 };
const ACCOUNT = 'account:0192f0c1-7a3b-7c4d-8e5f-001122334455';

describe('the audit log of imports', () => {
  let spine: Spine;
  beforeAll(async () => {
    const own: Dataset[] = [new MeasuresDataset({ limits }), new MeasuresDataset({ name: 'other' })];
    spine = await openSpine(own);
  });
  afterAll(() => spine.close());

  const heard = (run: number): Promise<Heard[]> =>
    spine.rows<Heard>(
      'SELECT actor, action, outcome, request_id, detail FROM audit_event WHERE target = $1 ORDER BY id',
      [`run:${run}`],
    );
  const told = async (run: number): Promise<string[]> =>
    (await heard(run)).map(({ actor, action, outcome }) => `${actor} ${action} ${outcome}`);
  const ask = (more: Partial<ImportRequest> = {}): Promise<number> =>
    spine.app.get(RequestImport).execute({
      ...{
        dataset: 'other',
        from: { kind: 'url', url: 'https://example.org/a.csv' },
        trigger: 'http',
        actor: ACCOUNT,
        requestId: 'request-1',
      },
      ...more,
    });

  it('tells beginning and end, with counts; who works at the terminal is not named', async () => {
    const run = await spine.import(whole, { actor: 'claire' });
    expect(await told(run.id)).toEqual(['cli import.started success', 'cli import.published success']);
    expect((await heard(run.id))[1]?.detail).toEqual({
      ...{ dataset: 'measures', trigger: 'cli', dry_run: false, read: 192, inserted: 96, updated: 0, unchanged: 0 },
      ...{ duplicates: 0, rejected: 0, skipped: 96, removed: 0 },
    });
  });

  it('tells a refusal, by the code of its problem', async () => {
    const run = await spine.import(measuresOf2018({ days: 1 }));
    expect(await told(run.id)).toEqual(['cli import.started success', 'cli import.rejected failure']);
    expect((await heard(run.id))[1]?.detail).toMatchObject({ problem: 'ingestion.guard-refused' });
  });

  it('tells which guards were overridden, and not the words why', async () => {
    const accepted = { acceptGuards: ['row-collapse'], reason: 'Claire said so' };
    const run = await spine.import(measuresOf2018({ days: 1 }), { ...accepted, actor: ACCOUNT });
    expect(await told(run.id)).toEqual([
      ...[`${ACCOUNT} import.guards_overridden success`, `${ACCOUNT} import.started success`],
      `${ACCOUNT} import.unchanged success`,
    ]);
    expect((await heard(run.id))[0]?.detail).toMatchObject({ guards: ['row-collapse'] });
    expect(JSON.stringify(await heard(run.id))).not.toContain('Claire');
  });

  it('tells a rehearsal', async () => {
    const run = await spine.import(whole, { dryRun: true });
    expect(await told(run.id)).toEqual(['cli import.started success', 'cli import.validated success']);
    expect((await heard(run.id))[0]?.detail).toMatchObject({ dry_run: true });
  });

  it('tells what was asked for and stopped, and by whom', async () => {
    const run = await ask();
    await spine.app.get(AbortImport).execute(run, { actor: 'account:other', requestId: 'request-2' });
    const words = (await heard(run)).map((event) => `${event.actor} ${event.action} ${event.request_id ?? ''}`).sort();
    expect(words).toEqual([
      `${ACCOUNT} import.aborted request-1`,
      `${ACCOUNT} import.requested request-1`,
      'account:other import.abort request-2',
    ]);
    const before = await spine.rows('SELECT FROM audit_event');
    await expect(spine.app.get(AbortImport).execute(run, { actor: ACCOUNT })).rejects.toThrow();
    expect(await spine.rows('SELECT FROM audit_event')).toHaveLength(before.length);
  });

  it('tells what nobody took', async () => {
    const run = await ask({ trigger: 'schedule', actor: 'scheduler' });
    await spine.rows(`UPDATE import_run SET requested_at = now() - interval '1 hour' WHERE id = $1`, [run]);
    await spine.app.get(RunLedger).endForgotten();
    expect(await told(run)).toEqual(['housekeeping import.requested success', 'housekeeping import.aborted failure']);
  });

  it('tells rejects that were judged again', async () => {
    const run = await spine.import(whole.replace(/;[0-9]+\n/, ';many\n'));
    expect(run).toMatchObject({ rejected: 1 });
    const request = await spine.app.get(ReplayRejects).execute(run.id);
    const [again] = await spine.run({ ...request, actor: ACCOUNT });
    expect((await told(again!.id)).slice(0, 2)).toEqual([
      `${ACCOUNT} import.replay success`,
      `${ACCOUNT} import.started success`,
    ]);
    expect((await heard(again!.id))[0]?.detail).toMatchObject({ of: run.id });
  });
});
