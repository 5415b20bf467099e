import { AREAS } from '../../libs/energy/src/domain/areas';
import { singleFileZip } from '../../libs/energy/src/infrastructure/rte/single-file-zip';
import { eco2mixText, generatedLoad, latin1, loadOnly, withCells } from '../support/eco2mix-files';
import { type EnergySpine, openEnergy } from '../support/energy-spine';

const MARCH = eco2mixText({ days: ['2024-03-30', '2024-04-01'] });
const YEAR = eco2mixText({ days: ['2023-01-01', '2023-12-31'] });
const QUARTERS = 3 * 96;

describe('an éCO2mix file', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
  });
  beforeEach(() => energy.clear());
  afterAll(() => energy.close());

  it('is of one of the areas that the base knows as the code does', async () => {
    const rows = await energy.rows('SELECT id, code, insee_code, name, rte_label, kind FROM energy_area ORDER BY id');
    expect(rows).toEqual(
      AREAS.map(({ inseeCode, label, ...area }) => ({ ...area, insee_code: inseeCode, rte_label: label })),
    );
  });

  it('is taken with every row accounted for; the hour that March skips is not data', async () => {
    const run = await energy.load(MARCH);
    expect(run).toMatchObject({
      ...{ state: 'published', read: QUARTERS + 1, inserted: 142, skipped: 147, rejected: 0, encoding: 'windows-1252' },
      skipped_by_reason: { footer: 1, phantom_local_time: 4, blank_quarter: 142 },
      scope: 'FR definitive 2024',
    });
    expect(run.details).toMatchObject({
      ...{ data_rows: QUARTERS, half_hours: 142, quarters: 0, unknown_columns: [] },
      ...{ first_at: '2024-03-30T00:00:00+01:00', last_at: '2024-04-01T23:30:00+02:00' },
      quality: { rows: 142, balance_within_2_mw: 142, wind_within_3_mw: 142 },
      load: { inserted: 142, updated: 0, unchanged: 0, superseded: 0 },
    });
    for (const at of ['2024-03-31T00:30Z', '2024-03-31T01:00Z', '2024-03-31T01:30Z'])
      expect(await energy.mw(at)).toBe(generatedLoad(at));
  });

  it('is the same in a zip, under any name, in UTF-8, with other line ends, columns shuffled or added', async () => {
    await energy.load(MARCH);
    const variants = {
      zip: singleFileZip('eCO2mix_RTE_Annuel-Definitif_2024.xls', latin1(MARCH)),
      utf8: Buffer.from(MARCH),
      bom: Buffer.from(`\ufeff${MARCH}`),
      crlf: latin1(MARCH.replaceAll('\n', '\r\n')),
      shuffled: latin1(withCells(MARCH, (cells) => [...cells.slice(0, 40).reverse(), ...cells.slice(40)])),
      added: latin1(withCells(MARCH, (cells, row) => [row === 0 ? 'Neuf' : 'x', ...cells])),
    };
    for (const [name, bytes] of Object.entries(variants)) {
      const run = await energy.load(bytes);
      expect({ name, state: run.state, changed: run.inserted + run.updated, unchanged: run.unchanged }).toEqual({
        ...{ name, state: 'unchanged', changed: 0, unchanged: 142 },
      });
      expect(run.details['unknown_columns']).toEqual(name === 'added' ? ['Neuf'] : []);
    }
  });

  it('in October stands for the first of the two hours; the second was never published', async () => {
    await energy.load(eco2mixText({ days: ['2024-10-27', '2024-10-27'] }));
    for (const at of ['2024-10-27T00:00Z', '2024-10-27T00:30Z', '2024-10-27T02:00Z'])
      expect(await energy.mw(at)).toBe(generatedLoad(at));
    expect(await energy.mw('2024-10-27T01:00Z')).toBeUndefined();
    expect(await energy.mw('2024-10-27T01:30Z')).toBeUndefined();
    expect(await energy.loads()).toHaveLength(48);
  });

  it('in real time has quarters, and ends before its last row', async () => {
    const text = eco2mixText({ days: ['2024-05-01', '2024-05-03'], nature: 'real_time', columns: 36 });
    const run = await energy.load(text);
    expect(run).toMatchObject({
      ...{ read: QUARTERS + 1, inserted: 96 + 62, skipped: 131 },
      skipped_by_reason: { footer: 1, not_yet_published: 130 },
    });
    expect(run.details).toMatchObject({ half_hours: 79, quarters: 79, last_at: '2024-05-02T15:15:00+02:00' });
    expect(
      await energy.rows('SELECT area_id, nature, first_at, last_at, last_value_at, synthetic FROM load_coverage'),
    ).toEqual([
      {
        ...{ area_id: 0, nature: 1, synthetic: false, first_at: new Date('2024-04-30T22:00Z') },
        ...{ last_at: new Date('2024-05-03T21:45Z'), last_value_at: new Date('2024-05-02T13:15Z') },
      },
    ]);
  });

  it('may lack the load and still tell the mix; ND and - are never zero', async () => {
    const text = withCells(eco2mixText({ days: ['2024-05-01', '2024-05-01'] }), (cells) => {
      const [hour, load] = [cells[3], cells[4]];
      if (hour === '00:00') return cells.map((cell, at) => (at < 4 || cell === '' ? cell : 'ND'));
      return hour === '01:00' ? cells.with(4, '-') : cells.with(4, load ?? '');
    });
    const run = await energy.load(text);
    expect(run.skipped_by_reason).toEqual({ footer: 1, blank_quarter: 48, not_available: 1 });
    expect(run.details).toMatchObject({ load: { inserted: 46 }, mix: { inserted: 47 } });
    expect(await energy.mw('2024-04-30T23:00Z')).toBeUndefined();
    expect(await energy.rows(`SELECT nuclear > 0 AS nuclear FROM mix_point WHERE at = '2024-04-30T23:00Z'`)).toEqual([
      { nuclear: true },
    ]);
  });

  it('takes its area and nature from the caller where it does not say them, and denies what is wrong', async () => {
    const text = loadOnly(eco2mixText({ days: ['2024-05-01', '2024-05-01'] }));
    expect(await energy.load(text, { options: { area: '53', nature: 'consolidated' } })).toMatchObject({
      ...{ inserted: 48, scope: 'FR-BRE consolidated 2024' },
    });
    expect(await energy.mw('2024-04-30T22:00Z', 53)).toBe(generatedLoad('2024-04-30T22:00Z'));
    for (const [option, value] of [
      ['area', 'fr-bre'],
      ['nature', 'real_time'],
    ] as const) {
      const run = await energy.load(MARCH, { options: { [option]: value } });
      expect(run).toMatchObject({ state: 'failed', problem: { outcome: 'usage' } });
    }
    await expect(energy.load(MARCH, { options: { area: 'XX' } })).rejects.toMatchObject({ outcome: 'usage' });
    expect(await energy.loads()).toHaveLength(48);
  });

  it('of which two imports run at once has one effect; the other is told that it is busy', async () => {
    const ended = await Promise.allSettled([energy.load(YEAR), energy.load(YEAR)]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { outcome: 'busy' } });
    expect(await energy.loads()).toHaveLength(17_518);
  });
});
