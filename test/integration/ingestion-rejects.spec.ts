import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ReplayRejects } from '../../libs/ingestion/src/application/replay-rejects';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

const small = measuresOf2018({ days: 10 });
const LINE = '03/01/2018;12:00;40240';
const HEADER = 'Date,Heures,Consommation,_line,_field,_code,_message,_hint\r\n';

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

describe('rejected records', () => {
  let spine: Spine;
  beforeAll(async () => {
    spine = await openSpine([
      new MeasuresDataset(),
      new MeasuresDataset({ name: 'private', card: { personal: true } }),
    ]);
    await spine.import(small);
  });
  afterAll(() => spine.close());

  const rejectsOf = (run: number): Promise<Record<string, unknown>[]> =>
    spine.rows('SELECT * FROM import_reject WHERE run_id = $1 ORDER BY line, ordinal', [run]);
  const replayed = async (run: number, corrected?: string) => {
    const request = await spine.app
      .get(ReplayRejects)
      .execute(run, corrected === undefined ? undefined : bytes(corrected));
    return (await spine.run(request))[0]!;
  };
  const without = (line: string): string => small.replace(`${LINE}\n`, `${line}\n`);

  it.each([
    ['a NUL', `${LINE.slice(0, -1)}\0`, 'forbidden_character'],
    ['a stray quote', '03/01/2018;12:00;40"240', 'stray_quote'],
    ['two cells', '03/01/2018;12:00', 'column_count'],
    ['a fourth cell', `${LINE};x`, 'column_count'],
    ['what judge refuses', '03/01/2018;12:00;x', 'not_a_number'],
  ])('are kept aside one by one: %s', async (_what, line, code) => {
    const run = await spine.import(without(line));
    expect(run).toMatchObject({ state: 'unchanged', read: 960, rejected: 1, unchanged: 479, skipped: 480 });
    expect(run.rejected_by_code).toEqual({ [code]: 1 });
    expect(exitCodeOf([run])).toBe(0);
    expect(exitCodeOf([run], { strict: true })).toBe(7);
    const [reject] = await rejectsOf(run.id);
    expect(reject).toMatchObject({ line: '242', code, ordinal: 1 });
    expect((reject!['cells'] as string[])[0]).toBe('03/01/2018');
    expect(reject!['message_fr']).not.toBe(reject!['message_en']);
  });

  it('refuse the whole file where the extent of a record is unknown', async () => {
    const run = await spine.import(without('03/01/2018;12:00;"40240'));
    expect(run).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.unterminated-quote' } });
    expect(exitCodeOf([run])).toBe(4);
  });

  it('are judged again once corrected, and remember which run resolved them', async () => {
    const run = await spine.import(without('03/01/2018;12:00;=HYPERLINK("x")'));
    expect(run.rejected).toBe(1);
    const generation = await spine.generation();
    const replay = await replayed(run.id, `${HEADER}03/01/2018,12:00,99,242,consommation,not_a_number,No,\r\n`);
    expect(replay).toMatchObject({ state: 'published', replay_of: run.id, read: 1, updated: 1, trigger: 'replay' });
    expect(await spine.generation()).toBe(generation + 1);
    expect(await rejectsOf(run.id)).toMatchObject([{ resolved_by: String(replay.id) }]);
    expect(await spine.rows('SELECT power, source_line FROM measure WHERE power = 99')).toEqual([
      { power: 99, source_line: '242' },
    ]);
    await expect(replayed(run.id)).rejects.toMatchObject({ code: 'ingestion.cells-gone' });
    expect(await spine.import(small)).toMatchObject({ state: 'published', updated: 1 });
  });

  it('are replayed as they were kept, without the apostrophe that protects a spreadsheet', async () => {
    const run = await spine.import(without('03/01/2018;12:00;=1'));
    const same = await replayed(run.id);
    expect(same).toMatchObject({ state: 'unchanged', read: 1, rejected: 1 });
    expect(await rejectsOf(same.id)).toMatchObject([{ line: '242', value: '=1' }]);
    expect(await rejectsOf(run.id)).toMatchObject([{ resolved_by: null }]);
    const again = await replayed(run.id, `\uFEFF${HEADER.replaceAll(',', ';')}03/01/2018;12:00;'=1;242;;;;\r\n`);
    expect(await rejectsOf(again.id)).toMatchObject([{ line: '242', value: '=1' }]);
  });

  it('say which line of a corrected file is not theirs', async () => {
    const run = await spine.import(without('03/01/2018;12:00;x'));
    await expect(replayed(run.id, `${HEADER}03/01/2018,12:00,99,,,,,\r\n`)).rejects.toMatchObject({
      code: 'ingestion.corrected-unreadable',
    });
    await expect(replayed(run.id, 'Date,Heures\r\n1,2\r\n')).rejects.toMatchObject({ outcome: 'malformed' });
  });

  it('are counted without limit and kept up to ten thousand', async () => {
    const broken = measuresOf2018({ days: 120 })
      .replaceAll(/;(\d+)\n/g, ';x\n')
      .replaceAll(/;\n/g, ';y\n');
    const run = await spine.import(broken, { acceptGuards: ['reject-rate', 'minimum-rows'], reason: 'a test' });
    expect(run).toMatchObject({ rejected: 11_520, details: { rejects_truncated: true } });
    expect(await spine.rows('SELECT count(*)::int AS n FROM import_reject WHERE run_id = $1', [run.id])).toEqual([
      { n: 10_000 },
    ]);
  });

  it('of personal data are kept without value and cells, and their file is not kept at all', async () => {
    const run = await spine.import(without('03/01/2018;12:00;x'), { dataset: 'private' });
    expect(run.rejected).toBe(1);
    expect(await rejectsOf(run.id)).toMatchObject([{ value: null, cells: null, line: '242' }]);
    expect(existsSync(join(spine.dataDir, 'raw', run.sha256!.slice(0, 2), run.sha256!))).toBe(false);
    await expect(replayed(run.id)).rejects.toMatchObject({ code: 'ingestion.cells-gone' });
  });
});
