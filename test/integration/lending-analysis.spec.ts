import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_FILES } from '../../libs/lending/src/application/sample/sample-files';
import { BANK_ALIASES } from '../../libs/lending/src/domain/bank-name';
import {
  BORROWER_CATEGORIES,
  BORROWER_CONTRACTS,
  MAIN_BANKS,
  STAGES,
} from '../../libs/lending/src/domain/known-values';
import { QUALITY_RULES } from '../../libs/lending/src/domain/quality-rules';
import { statementsOf } from '../../libs/lending/src/infrastructure/analysis/analyses';
import { findWithDuckDB } from '../../libs/lending/src/infrastructure/analysis/duckdb-engine';
import { pageWith } from '../../libs/lending/src/infrastructure/analysis/analysis-page';
import { LendingAnalyseCommand } from '../../libs/lending/src/infrastructure/cli/lending-analyse.command';
import { said, type Said } from '../support/lending/cli';
import { DOUBTFUL, EXPECTED_DOUBTS } from '../support/lending/doubts';
import { banksFile, opportunitiesFile, proposalsFile, SIXTY } from '../support/lending/files';
import { DATASETS, type LendingService, serveLending } from '../support/lending/service';

type Row = Readonly<Record<string, string | number | null>>;
type Found = Readonly<Record<'quality' | 'best_proposals' | 'profile', Readonly<Record<string, readonly Row[]>>>>;

/** As much of the profile as is compared here. */
interface Profile {
  readonly funnel: { readonly stored: number; readonly fields: Readonly<Record<string, object>> };
  readonly numeric: Readonly<Record<string, object>>;
  readonly categorical: Readonly<
    Record<
      string,
      Readonly<Record<'known' | 'missing' | 'missing_percent', number>> & { readonly values: readonly Value[] }
    >
  >;
  readonly modal_profile: {
    readonly joint: readonly {
      readonly values: readonly unknown[];
      readonly count: number;
      readonly share_percent: number;
    }[];
  };
  readonly by_month: readonly { readonly month: string; readonly count: number }[];
}
interface Value {
  readonly value: unknown;
  readonly count: number | null;
  readonly percent_of_known: number | null;
  readonly masked: boolean;
}

const PAGE = join(__dirname, '../../docs/analyses/profil-emprunteur.md');
const DOUBTS = Object.fromEntries(DATASETS.map((dataset) => [`${dataset}.csv`, DOUBTFUL[dataset]]));
/** Under the names and with the line ends that the export may have. */
const SIXTY_FILES = {
  'opportunity_test.csv': `\uFEFF${opportunitiesFile(SIXTY)}`.replaceAll('\n', '\r\n'),
  'propositions_test.csv': proposalsFile([]),
  'banques_test.csv': banksFile([]),
};
const SAMPLE = { rows: 10_000, seed: 1, broken: false };

describe('the analyses in SQL', () => {
  let lending: LendingService;
  let directory: string;
  let sample: Found & { readonly phrase: string };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'hexagone-analysis-'));
    for (const dataset of DATASETS)
      writeFileSync(join(directory, `${dataset}.csv`), [...SAMPLE_FILES[dataset](SAMPLE)].join(''));
    lending = await serveLending();
    for (const dataset of DATASETS) await lending.load(dataset);
    sample = await answers(directory);
  }, 120_000);
  afterAll(async () => {
    await lending.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const analyse = (...words: string[]): Promise<Said> =>
    said(lending.service.app.get(LendingAnalyseCommand), 'lending', 'analyse', ...words);
  const answers = async (from: string, ...words: string[]): Promise<Found & { readonly phrase: string }> => {
    const { stdout, error } = await analyse('--from', from, '--json', ...words);
    if (error) throw error as Error;
    return JSON.parse(stdout) as Found & { readonly phrase: string };
  };
  const inDirectory = async <T>(
    files: Readonly<Record<string, string>>,
    work: (from: string) => Promise<T>,
  ): Promise<T> => {
    const from = mkdtempSync(join(tmpdir(), 'hexagone-analysis-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(from, name), text);
      return await work(from);
    } finally {
      rmSync(from, { recursive: true, force: true });
    }
  };

  it('choose the best proposals that the service chooses', async () => {
    const { best_proposals: found } = sample;
    const { text } = await lending.get('/opportunities/best-proposals?format=csv&sort=opportunity_id');
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toBe('opportunity_id,proposal_id,rate_percent,duration_months,bank_name');
    const rows = found['best-proposals'] ?? [];
    expect(rows.map((row) => Object.values(row).join(','))).toEqual(lines);
    expect(rows.length).toBeGreaterThan(500);
  });

  it('count the doubts that the service counts', async () => {
    const { quality } = sample;
    const { body } = await lending.get('/borrowers/quality');
    const rules = body['rules'] as readonly Row[];
    const counted = (rows: readonly Row[] | undefined): unknown[] =>
      (rows ?? []).map(({ dataset, rule, severity, checked, count, percent }) => [
        dataset,
        rule,
        severity,
        checked,
        count,
        percent,
      ]);
    expect(counted(quality['rules'])).toEqual(counted(rules.filter(({ rule }) => rule !== 'missing')));
    expect(quality['rules']).toHaveLength(QUALITY_RULES.length);
    const missing = (body['missing'] as readonly Row[]).filter((row) => Number(row['missing']) > 0);
    expect(sorted(quality['missing'], 'column_name', 'missing', 'percent')).toEqual(
      sorted(missing, 'column', 'missing', 'percent'),
    );
    expect(sorted(quality['extremes'], 'column_name', 'least', 'greatest')).toEqual(
      sorted(body['extremes'] as readonly Row[], 'column', 'min', 'max'),
    );
    const spelt = (body['spelling'] as readonly { group: string; variants: readonly Row[] }[]).flatMap(
      ({ group, variants }) => variants.map(({ value, count }) => [group, value, count]),
    );
    expect((quality['spelling'] ?? []).map(Object.values)).toEqual(spelt);
  });

  it('describe the borrowers as the service describes them, small groups apart', async () => {
    const { profile: found } = sample;
    const profile = (await lending.get('/borrowers/profile')).body as unknown as Profile;
    for (const { field, stored, ...counts } of found['fields'] ?? []) {
      expect(stored).toBe(profile.funnel.stored);
      expect([field, counts]).toEqual([field, profile.funnel.fields[String(field)]]);
    }
    for (const { field, ...figures } of found['numbers'] ?? [])
      expect([field, profile.numeric[String(field)]]).toEqual([field, expect.objectContaining(figures)]);
    for (const [dimension, { known, missing, missing_percent, values }] of Object.entries(profile.categorical)) {
      expect(found['unknown']).toContainEqual({ dimension, known, missing, missing_percent });
      for (const { value, count, percent_of_known } of values.filter(({ masked }) => !masked))
        expect(found['labels']).toContainEqual({ dimension, value: String(value), count, percent_of_known });
    }
    expect(found['months']).toEqual(profile.by_month.map(({ month, count }) => ({ month, count })));
    const joint = profile.modal_profile.joint.map(({ values, count, share_percent }) => [
      ...values.map(String),
      ...Array.from({ length: 5 - values.length }, () => null),
      ...[count, share_percent],
    ]);
    expect((found['joint'] ?? []).map((row) => Object.values(row).slice(1))).toEqual(joint);
    expect([found['fields'], found['numbers'], joint].map((rows) => rows?.length)).toEqual([4, 4, 4]);
  });

  it('tell of sixty borrowers what can be counted by hand', async () => {
    await inDirectory(SIXTY_FILES, async (from) => {
      const { profile, phrase } = await answers(from);
      expect(profile['fields']).toContainEqual({
        ...{ field: 'age_emprunteur', stored: 60, missing: 1, implausible: 3, usable: 56 },
      });
      expect(profile['numbers']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            field: 'age_emprunteur',
            n: 56,
            mean: 39.39,
            stdev: 11.72,
            p25: 29,
            median: 39.5,
            p75: 49,
          }),
          expect.objectContaining({ field: 'revenu_total', n: 59, mean: 4500, p25: 3050, median: 4500, p75: 5950 }),
        ]),
      );
      expect(profile['labels']).toEqual(
        expect.arrayContaining([
          { dimension: 'categorie_professionnelle', value: 'Salarié du privé', count: 36, percent_of_known: 60 },
          { dimension: 'contrat_travail', value: "CDI période d'essai terminée", count: 40, percent_of_known: 70.2 },
          { dimension: 'banque_principale', value: 'CREDIT AGRICOLE', count: 20, percent_of_known: 40 },
          { dimension: 'deja_souscrit_credit_immo', value: 'true', count: 24, percent_of_known: 40 },
        ]),
      );
      expect((profile['joint'] ?? []).map(({ count }) => count).slice(0, 2)).toEqual([34, 21]);
      expect(phrase).toBe(
        'Profil type : 39,5 ans (médiane), salarié du privé, en CDI confirmé, premier crédit immobilier.',
      );
    });
  });

  it('count every doubt once', async () => {
    const { quality } = await inDirectory(DOUBTS, (from) => answers(from));
    const counts = (quality['rules'] ?? []).map(({ rule, count }) => [rule, count]);
    expect(Object.fromEntries(counts)).toEqual(
      Object.fromEntries(Object.entries(EXPECTED_DOUBTS).map(([rule, ids]) => [rule, ids.length])),
    );
  });

  it('leave nothing behind', async () => {
    const rows = await lending.query('SELECT FROM pg_class WHERE relname IN ($1, $2)', ['opportunities', 'borrowers']);
    expect(rows).toEqual([]);
  });

  it('know the banks and the values that the service knows', () => {
    const texts = ['profile', 'quality'].map((name) =>
      statementsOf(name as 'profile')
        .map(({ sql }) => sql)
        .join(';\n'),
    );
    const written = (text: string): string => `'${text.replaceAll("'", "''")}'`;
    for (const text of texts)
      expect([...text.matchAll(/^ {2}\(\d+, ('[A-Z' ]+', '.*')\)/gm)].map(([, alias]) => alias)).toEqual(
        BANK_ALIASES.map(({ group, pattern }) => `${written(group)}, ${written(pattern)}`),
      );
    for (const value of [...STAGES, ...BORROWER_CATEGORIES, ...BORROWER_CONTRACTS, ...MAIN_BANKS])
      expect(texts[1]).toContain(written(value));
  });

  it('end with a sentence', async () => {
    const { stdout } = await analyse('--from', directory);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Profil type : 36 ans (médiane), salarié du privé, en CDI confirmé, premier crédit immobilier.',
    );
  });

  it('are what the page about the borrower says', async () => {
    const page = join(directory, 'page.md');
    writeFileSync(page, readFileSync(PAGE));
    expect((await analyse('--from', directory, '--markdown', page)).error).toBeUndefined();
    if (process.env['UPDATE_ANALYSES']) writeFileSync(PAGE, readFileSync(page));
    expect(readFileSync(PAGE, 'utf8')).toBe(readFileSync(page, 'utf8'));
    expect(readFileSync(PAGE, 'utf8')).toContain('> Profil type : 36 ans');
    expect(() => pageWith('<!-- profile/absent -->\n<!-- / -->', [])).toThrow('profile/absent');
  });

  it.each([
    [
      'another header',
      { 'opportunities.csv': opportunitiesFile([]).replace('TotRev__c', 'TotRev_c') },
      'malformed',
      'TotRev__c (TotRev_c?)',
    ],
    ['a short line', { 'opportunities.csv': `${opportunitiesFile([])}006,secret\n` }, 'malformed', 'line 2'],
    ['two files of one kind', { 'opportunities.csv': '', 'opportunity_test.csv': '' }, 'unreachable', 'opportunit'],
    ['no file', {}, 'unreachable', 'opportunities'],
  ])('refuse %s', async (_, files, outcome, named) => {
    const others = { 'proposals.csv': proposalsFile([]), 'banks.csv': banksFile([]) };
    await inDirectory({ ...others, ...files }, async (from) => {
      const { error } = await analyse('--from', from);
      expect(error).toMatchObject({ outcome, message: expect.stringContaining(named) as unknown });
      expect(String(error)).not.toContain('secret');
    });
  });

  it('tell how to install an engine that is absent', async () => {
    await expect(findWithDuckDB(directory, '@duckdb/absent')).rejects.toMatchObject({
      outcome: 'usage',
      message: expect.stringContaining('npm install') as unknown,
    });
  });
});

const sorted = (rows: readonly Row[] | undefined, ...columns: readonly string[]): unknown[] =>
  (rows ?? [])
    .map((row) => ['dataset', ...columns].map((column) => row[column]))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
