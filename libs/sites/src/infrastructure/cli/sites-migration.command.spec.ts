import { Command } from 'commander';
import { Countries } from '../../domain/countries';
import { PACKS } from '../../domain/countries/index';
import { SitesMigrationCommand } from './sites-migration.command';

describe('hexagone sites migration', () => {
  let printed: string;
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const run = (...args: string[]): void => {
    const program = new Command();
    new SitesMigrationCommand(new Countries(PACKS)).describe(program);
    program.parse(['sites', 'migration', ...args], { from: 'user' });
  };

  it('prints the migration of any name of a country, on top of those listed before it', () => {
    run('Italia');
    expect(printed).toMatch(/^import type .*export class SitesItaly\d{13} implements MigrationInterface \{.*\}\n$/s);
    expect(printed).not.toContain('useful_energy');
  });

  it('names the file for whoever saves it', () => {
    run('fr', '--json');
    const { file, text } = JSON.parse(printed) as { file: string; text: string };
    expect(file).toMatch(/^migrations\/\d{13}-sites-france\.ts$/);
    expect(text).toContain(`class SitesFrance${/\d{13}/.exec(file)?.[0]}`);
  });

  it('names the countries there are when it does not know one', () => {
    expect(() => {
      run('de');
    }).toThrow(/de is not one of .*italia/);
  });
});
