import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const whole = measuresOf2018({ days: 20 });
const tenth = measuresOf2018({ days: 2 });
const named = (guards: readonly { name: string }[]): string[] => guards.map((guard) => guard.name);

describe('the guards of a file as a whole', () => {
  let spine: Spine;
  beforeAll(async () => {
    const limits = { rowCollapse: 0.9 };
    spine = await openSpine([
      new MeasuresDataset({ limits, merge: { whenAbsent: 'delete' } }),
      new MeasuresDataset({
        name: 'doubted',
        findings: [{ name: 'truncated-file', fires: true, measured: 1, limit: 0 }],
      }),
      new MeasuresDataset({
        name: 'refused',
        findings: [{ name: 'truncated-file', fires: true, measured: 1, limit: 0, overridable: false }],
      }),
    ]);
    await spine.import(whole);
  });
  afterAll(() => spine.close());

  const stored = async (): Promise<number> =>
    (await spine.rows<{ n: number }>('SELECT count(*)::int AS n FROM measure'))[0]!.n;

  it('are all named, and nothing is written', async () => {
    const run = await spine.import(tenth);
    expect(run).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.guard-refused' } });
    expect(named(run.guards.filter((guard) => guard.fires))).toEqual(['row-collapse', 'mass-delete']);
    expect(exitCodeOf([run])).toBe(5);
    expect(await stored()).toBe(960);
    expect(await spine.generation()).toBe(1);
  });

  it('need a reason to be overridden, and each its own override', async () => {
    await expect(spine.import(tenth, { acceptGuards: ['row-collapse'] })).rejects.toMatchObject({
      outcome: 'usage',
      extras: { faults: [{ pointer: '/reason' }] },
    });
    const one = await spine.import(tenth, { acceptGuards: ['row-collapse'], reason: 'the grid shrank' });
    expect(one).toMatchObject({ state: 'rejected', problem: { guards: ['mass-delete'] }, reason: 'the grid shrank' });
    const both = await spine.import(tenth, { acceptGuards: ['row-collapse', 'mass-delete'], reason: 'it did' });
    expect(both).toMatchObject({ state: 'published', removed: 864, unchanged: 96, inserted: 0 });
    expect(both.guards.find((guard) => guard.name === 'mass-delete')).toMatchObject({ fires: true, accepted: true });
    expect(await stored()).toBe(96);
  });

  it('refuse a file that holds nothing but its header', async () => {
    const run = await spine.import('Date;Heures;Consommation\n', { dataset: 'doubted' });
    expect(run).toMatchObject({ state: 'rejected', problem: { guards: ['minimum-rows', 'truncated-file'] } });
  });

  it('may be the context’s own, and beyond override', async () => {
    const accepted = { acceptGuards: ['truncated-file'], reason: 'known' };
    expect(await spine.import(whole, { dataset: 'doubted', ...accepted })).toMatchObject({ state: 'published' });
    expect(await spine.import(whole, { dataset: 'refused', ...accepted })).toMatchObject({ state: 'rejected' });
  });

  it.each([
    ['an unknown guard', { acceptGuards: ['row-colapse'], reason: 'x' }, '/accept_guards', 'row-collapse'],
    ['an unknown option', { options: { aera: 'x' } }, '/options/aera', 'no option'],
    ['an unknown dataset', { dataset: 'measure' }, '/dataset', 'measures'],
    ['no such source', { from: { kind: 'official' as const } }, '/from', 'official'],
  ])('are asked for by name: %s', async (_what, more, pointer, hint) => {
    const refusal = spine.import(whole, more);
    await expect(refusal).rejects.toMatchObject({ outcome: 'usage', extras: { faults: [{ pointer }] } });
    await expect(refusal).rejects.toThrow(hint);
  });
});
