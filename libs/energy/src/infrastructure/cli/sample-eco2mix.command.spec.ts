import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { SampleEco2mixCommand } from './sample-eco2mix.command';

describe('hexagone sample eco2mix', () => {
  const directory = mkdtempSync(join(tmpdir(), 'hexagone-sample-'));
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const hexagone = async (...args: string[]): Promise<void> => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    new SampleEco2mixCommand().describe(program);
    for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)])
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync(['sample', 'eco2mix', ...args], { from: 'user' });
  };

  it('writes a year of the country in ISO 8859-1, the same bytes each time', async () => {
    await hexagone('--year', '2021', '--area', 'FR-BRE', '--out', join(directory, 'one.xls'));
    expect(printed).toMatch(/^[0-9a-f]{64} {2}.*one\.xls {2}\d+ bytes\n$/);
    await hexagone('--year', '2021', '--area', '53', '--out', join(directory, 'new', 'two.xls'), '--json');
    const [one, two] = ['one.xls', join('new', 'two.xls')].map((name) => readFileSync(join(directory, name)));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    expect(one?.toString('latin1').split('\n')).toHaveLength(1 + 365 * 96 + 3);
    expect(one?.toString('latin1')).toContain('Périmètre\t');
  });

  it('names each file as RTE does, in a directory', async () => {
    await hexagone(
      '--year',
      '2021',
      '--area',
      'FR-ARA',
      '--nature',
      'real_time',
      '--zip',
      '--out',
      directory,
      '--json',
    );
    expect(JSON.parse(printed)).toMatchObject([{ area: 'FR-ARA' }]);
    expect(readdirSync(directory)).toContain('eCO2mix_RTE_Auvergne-Rhone-Alpes_En-cours-TR.zip');
  });

  it.each([
    [['--year', '1995'], 'from 1996'],
    [['--area', 'FR-BRA'], 'Did you mean FR-'],
    [['--nature', 'definitif'], 'Did you mean definitive'],
    [['--columns', '13'], '40 or 36'],
    [['--seed', 'x'], 'whole number'],
  ])('refuses %j', async (args, said) => {
    await expect(hexagone(...args)).rejects.toThrow(said);
  });
});
