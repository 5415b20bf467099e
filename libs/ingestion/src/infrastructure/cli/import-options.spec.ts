import { Command } from 'commander';
import type { Dataset } from '../../application/dataset';
import { asked, datasetOptions, fromOf, type RunOptions, withDatasetOptions, withRunOptions } from './import-options';

const dataset = {
  options: {
    area: { type: 'text', description: { en: 'Code of the area', fr: 'Code de la zone' }, values: ['FR', 'BRE'] },
    full_history: { type: 'boolean', description: { en: 'All years', fr: 'Toutes les années' } },
  },
} as unknown as Dataset;

function parse(...words: string[]): Record<string, unknown> {
  const quiet = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  return withDatasetOptions(withRunOptions(quiet), dataset).parse(words, { from: 'user' }).opts();
}

describe('the options of an import', () => {
  it('are those of every run and those of the dataset', () => {
    const given = parse('--dry-run', '--area', 'BRE', '--full-history');
    expect(datasetOptions(dataset, given)).toEqual({ area: 'BRE', full_history: true });
    expect(asked(given as RunOptions)).toMatchObject({ dryRun: true, force: false, acceptGuards: [] });
  });

  it('are absent unless given', () => {
    expect(datasetOptions(dataset, parse())).toEqual({});
  });

  it('take a guard as often as it is said', () => {
    const given = parse(
      '--accept-guard',
      'row-collapse',
      '--accept-guard',
      'mass-delete',
      '--reason',
      'merger',
    ) as RunOptions;
    expect(asked(given)).toMatchObject({ acceptGuards: ['row-collapse', 'mass-delete'], reason: 'merger' });
  });

  it('name the nearest one when unknown', () => {
    expect(() => parse('--aera', 'BRE')).toThrow('(Did you mean --area?)');
    expect(() => parse('--area', 'XX')).toThrow('Allowed choices are FR, BRE');
  });
});

describe('--from', () => {
  it.each([
    [undefined, { kind: 'default' }],
    ['embedded', { kind: 'embedded' }],
    ['official', { kind: 'official' }],
    ['https://example.org/a.csv', { kind: 'url', url: 'https://example.org/a.csv' }],
    ['file:///etc/passwd', { kind: 'url', url: 'file:///etc/passwd' }],
    ['./a.csv', { kind: 'path', path: './a.csv' }],
    ['data/2018', { kind: 'path', path: 'data/2018' }],
  ])('%s', (text, from) => {
    expect(fromOf(text)).toEqual(from);
  });
});
