import { programOf } from '@hexagone/platform';
import type { CliCommand } from '@hexagone/platform';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatasetsCommand } from '../../libs/ingestion/src/infrastructure/cli/datasets.command';
import { ImportCommand } from '../../libs/ingestion/src/infrastructure/cli/import.command';
import { ImportsCommand } from '../../libs/ingestion/src/infrastructure/cli/imports.command';
import { RefreshCommand } from '../../libs/ingestion/src/infrastructure/cli/refresh.command';
import { RejectsCommand } from '../../libs/ingestion/src/infrastructure/cli/rejects.command';
import { ReplayCommand } from '../../libs/ingestion/src/infrastructure/cli/replay.command';
import type { RejectRow } from '../../libs/ingestion/src/application/import-reads';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine } from '../support/spine';

class OfficialMeasures extends MeasuresDataset {
  override readonly options = {
    area: { type: 'text', description: { en: 'Area', fr: 'Zone' }, values: ['FR', 'BRE'] },
  } as const;
  override readonly channels = [
    {
      name: 'official',
      timeZone: 'Europe/Paris',
      jitterSeconds: 0,
      locations: () => [{ kind: 'url', url: 'http://127.0.0.1:9/measures.csv' } as const],
    },
  ] as never;
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it threw: for a command line, that is how usage errors and help end. */
  readonly error?: unknown;
}

const COMMANDS = [ImportCommand, ImportsCommand, DatasetsCommand, RefreshCommand, RejectsCommand, ReplayCommand];

describe('imports at a terminal', () => {
  let spine: Spine;
  const language = process.env['LC_ALL'];

  beforeAll(async () => {
    process.env['LC_ALL'] = 'C';
    spine = await openSpine([new OfficialMeasures(), new MeasuresDataset({ name: 'unfed-measures' })]);
  });
  afterAll(async () => {
    if (language === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = language;
    await spine.close();
  });

  /** One command line in this process: what it printed, and the outcome it left. */
  async function hexagone(...words: string[]): Promise<Outcome> {
    const heard = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        heard[stream] += String(text);
        return true;
      }),
    );
    process.exitCode = 0;
    try {
      const program = programOf(
        COMMANDS.map((command): CliCommand => spine.app.get(command)),
        '0',
      );
      await program.parseAsync(words, { from: 'user' });
      return { ...heard, code: process.exitCode };
    } catch (error) {
      return { ...heard, code: -1, error };
    } finally {
      process.exitCode = 0;
      for (const spy of spies) spy.mockRestore();
    }
  }
  const failing = async (...words: string[]): Promise<unknown> => (await hexagone(...words)).error;
  const json = async <T = RunRow>(...words: string[]): Promise<T> =>
    JSON.parse((await hexagone(...words, '--json')).stdout) as T;

  const DAY = measuresOf2018({ days: 1 });
  const BAD = `${DAY}not a day;10:00;5\n02/01/2018;00:00;many\n`;

  it('imports a file: the balance on stdout, talk on stderr, exit 0', async () => {
    const { code, stdout, stderr } = await hexagone('import', 'measures', '--from', spine.file(DAY, 'a.csv'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^measures · import \d+ · published/);
    expect(stdout).toContain('a.csv');
    expect(stdout).toMatch(/ {4}read +96\n {2}= inserted +48\n/);
    expect(stdout).toMatch(/\+ skipped +48 {2}blank_quarter 48/);
    expect(stderr).not.toContain('=');
    expect(stdout).not.toContain('fetching');
  });

  it('prints one JSON object with --json', async () => {
    const run = await json('import', 'measures', '--from', spine.file(DAY));
    expect(run).toMatchObject({ dataset: 'measures', state: 'unchanged', balance: { unchanged: 48 }, trigger: 'cli' });
  });

  it('prints the runs of a batch with --json', async () => {
    spine.file(DAY, 'lone/../x.csv');
    const { runs } = await json<{ runs: RunRow[] }>('import', 'measures', '--from', spine.dataDir);
    expect(runs.length).toBeGreaterThan(1);
    expect(new Set(runs.map((run) => run.batch_id)).size).toBe(1);
  });

  it('writes nothing with --dry-run', async () => {
    const { stdout } = await hexagone(
      'import',
      'measures',
      '--dry-run',
      '--from',
      spine.file(measuresOf2018({ days: 2 })),
    );
    expect(stdout).toContain('validated');
    expect(stdout.trim().split('\n').at(-1)).toBe('dry run: nothing was written → hexagone import measures …');
    expect(await spine.rows('SELECT FROM measure')).toHaveLength(48);
  });

  describe('with rejects', () => {
    let id: number;
    beforeAll(async () => {
      id = (await json('import', 'measures', '--from', spine.file(BAD))).id;
    });

    it('suggests to look at them, and exits 7 if strict', async () => {
      const { code, stdout } = await hexagone('import', 'measures', '--force', '--strict', '--from', spine.file(BAD));
      expect(code).toBe(7);
      expect(stdout.trim().split('\n').at(-1)).toBe(`2 rejected → hexagone rejects ${id + 1}`);
    });

    it('shows them, as text, JSON and CSV', async () => {
      expect((await hexagone('rejects', String(id))).stdout).toMatch(
        /98 {2}date +day_malformed +not a day +This is not a day\./,
      );
      expect((await json<RejectRow[]>('rejects', String(id))).map((reject) => reject.line)).toEqual([98, 99]);
      const { stdout } = await hexagone('rejects', String(id), '--csv');
      expect(stdout.split('\r\n')[1]).toBe('not a day,10:00,5,98,date,day_malformed,This is not a day.,');
    });

    it('judges them again as corrected', async () => {
      const { stdout } = await hexagone('rejects', String(id), '--csv');
      const path = join(spine.dataDir, 'corrected.csv');
      writeFileSync(path, stdout.replace('not a day', '03/01/2018'));
      const run = await json('replay', String(id), '--from', path);
      expect(run).toMatchObject({ replay_of: id, state: 'published', balance: { read: 2, inserted: 1, rejected: 1 } });
      await expect(failing('replay', String(id), '--from', '/nowhere.csv')).resolves.toMatchObject({
        outcome: 'unreachable',
      });
    });
  });

  it('exits 4 for what is malformed, 5 for a guard, and says what could be done', async () => {
    expect((await hexagone('import', 'measures', '--from', spine.file(''))).code).toBe(4);
    const { code, stdout } = await hexagone('import', 'measures', '--from', spine.file('Date;Heures;Consommation\n'));
    expect(code).toBe(5);
    expect(stdout).toContain('minimum-rows → hexagone import measures … --accept-guard minimum-rows --reason "…"');
  });

  it('exits 3 for what cannot be reached', async () => {
    const { code, stdout } = await hexagone('refresh', 'measures', '--only', 'official');
    expect(code).toBe(3);
    expect(stdout).toContain('http://127.0.0.1:9/measures.csv');
    expect((await hexagone('import', 'measures', '--from', 'file:///etc/passwd')).code).toBe(3);
  });

  it('says that there is nothing to refresh a dataset from', async () => {
    const error = await failing('refresh', 'unfed-measures');
    expect(error).toMatchObject({
      outcome: 'usage',
      detail: { en: 'Dataset "unfed-measures" has no channel configured: there is nothing to refresh it from.' },
    });
  });

  it.each([
    ['import mesures', 'Did you mean measures?'],
    ['import measures --aera FR', 'Did you mean --area?'],
    ['import measures --area XX', 'Allowed choices are FR, BRE'],
    ['refresh measures --only offical', 'Did you mean official?'],
    ['imports --state publishd', 'Allowed choices are'],
    ['imports show x', 'whole number'],
  ])('names the nearest word: %s', async (words, said) => {
    expect(await failing(...words.split(' '))).toMatchObject({
      name: 'CommanderError',
      message: expect.stringContaining(said),
    });
  });

  it('needs a reason for accepting a guard', async () => {
    const error = await failing('import', 'measures', '--from', spine.file(DAY), '--accept-guard', 'row-collapse');
    expect(error).toMatchObject({ outcome: 'usage' });
  });

  it('shows the ledger and one run', async () => {
    const runs = await json<RunRow[]>('imports', '--dataset', 'measures', '--limit', '3');
    expect(runs).toHaveLength(3);
    const { stdout } = await hexagone('imports');
    expect(stdout).toMatch(/^ *id +dataset +state/);
    const id = String(runs[0]?.id);
    expect(await json('imports', 'show', id)).toEqual(runs[0]);
    expect((await hexagone('imports', 'show', id)).stdout).toContain(`import ${id}`);
    expect((await json<RunRow[]>('imports', '--state', 'rejected')).map((run) => run.state)).toEqual([
      'rejected',
      'rejected',
    ]);
    await expect(failing('imports', 'show', '999999')).resolves.toMatchObject({ code: 'ingestion.run-not-found' });
  });

  it('shows the datasets', async () => {
    expect((await json<object[]>('datasets'))[0]).toMatchObject({ name: 'measures', generation: 2, synthetic: false });
    expect((await hexagone('datasets')).stdout).toMatch(/measures +2 +real/);
  });

  it('speaks French to a French terminal', async () => {
    process.env['LC_ALL'] = 'fr_FR.UTF-8';
    const { stdout } = await hexagone('import', 'measures', '--from', spine.file(''));
    process.env['LC_ALL'] = 'C';
    expect(stdout).toMatch(/Source vide|source/i);
  });

  it.each([
    'import',
    'import measures',
    'imports',
    'imports show',
    'datasets',
    'rejects',
    'replay',
    'refresh measures',
  ])('explains %s with an example', async (words) => {
    const { stdout: help } = await hexagone(...words.split(' '), '--help');
    expect(help).toContain('Example:\n  hexagone ');
  });
});
