import type { RunRow } from '../../application/run-row';
import { nextStep, runReport } from './run-report';

const BALANCE = { read: 39201, inserted: 36368, updated: 0, unchanged: 0, duplicates: 2832, rejected: 1, skipped: 0 };

const aRun = (given: Partial<RunRow> = {}): RunRow =>
  ({
    id: 42,
    dataset: 'communes-csv',
    part: '',
    state: 'published',
    dry_run: false,
    source: { from: 'path', index: 0, name: 'communes.csv' },
    bytes: 4_123_456,
    encoding: 'utf-8',
    sha256: 'ab'.repeat(32),
    same_as_run: null,
    generation: 3,
    synthetic: false,
    ...BALANCE,
    balance: BALANCE,
    removed: 0,
    rejected_by_code: { not_in_france: 1 },
    skipped_by_reason: {},
    guards: [],
    details: {},
    problem: null,
    started_at: '2026-11-21T04:00:00.000Z',
    finished_at: '2026-11-21T04:00:03.200Z',
    ...given,
  }) as RunRow;

describe('the report of a run', () => {
  it('shows the balance as an equation, with the reasons', () => {
    expect(runReport(aRun(), 'en')).toEqual([
      'communes-csv · import 42 · published · 3.2 s',
      '  source      communes.csv, 4,123,456 bytes, utf-8',
      `  sha256      ${'ab'.repeat(32)}`,
      '  generation  3',
      '',
      '    read        39,201',
      '  = inserted    36,368',
      '  + updated          0',
      '  + unchanged        0',
      '  + duplicates   2,832',
      '  + rejected         1  not_in_france 1',
      '  + skipped          0',
    ]);
  });

  it('says what was removed, synthetic or the same', () => {
    const text = runReport(aRun({ removed: 3, synthetic: true, same_as_run: 41 }), 'en').join('\n');
    expect(text).toMatch(/removed +3/);
    expect(text).toContain('synthetic data');
    expect(text).toMatch(/same content as import +41/);
  });

  it('lists guards and details, whatever their shape, and hides the header', () => {
    const text = runReport(
      aRun({
        guards: [
          { name: 'row-collapse', fires: true, measured: 3480, limit: 35281, overridable: true, accepted: false },
          { name: 'minimum-rows', fires: false, measured: 3480, limit: 1, overridable: true, accepted: false },
        ],
        details: {
          header: ['Nom_commune'],
          distinct: { 'postal codes': 6329 },
          explanation: { en: 'Nothing is lost.', fr: 'Rien ne se perd.' },
          unknown_columns: ['ligne_6', 'ligne_7'],
          implausible: [],
          delimiter: '\t',
          title: '\u001b[2J',
          top_groups: Array.from({ length: 14 }, (_, i) => ({ name: `N${i}`, rows: i })),
        },
      }),
      'fr',
    ).join('\n');
    expect(text).toMatch(/row-collapse +alerte +3\s480 \(limite 35\s281\)/);
    expect(text).toMatch(/minimum-rows +respecté/);
    expect(text).toMatch(/distinct\.postal codes +6\s329/);
    expect(text).toContain('Rien ne se perd.');
    expect(text).toContain('ligne_6, ligne_7');
    expect(text).toContain('name N11 · rows 11');
    expect(text).toContain('… 2');
    expect(text).not.toContain('Nom_commune');
    expect(text).not.toContain('implausible');
    expect(text).toMatch(/delimiter +\\u0009\n/);
    expect(text).not.toContain('\u001b');
  });

  it('tells a cursor as it is', () => {
    const reader = { name: 'igdb', cursor: { since: 1_795_278_626, last: 0 }, more: false };
    const text = runReport(aRun({ details: { reader } }), 'en').join('\n');
    expect(text).toContain('{"since":1795278626,"last":0}');
    expect(text).toMatch(/reader\.name +igdb/);
  });

  it('says why a run did not publish', () => {
    const problem = {
      code: 'ingestion.empty-source',
      outcome: 'malformed',
      title: { en: 'Empty source', fr: 'Source vide' },
      detail: { en: 'There is nothing in it.', fr: 'Elle ne contient rien.' },
    } as const;
    expect(runReport(aRun({ problem }), 'en')[1]).toBe('  Empty source: There is nothing in it.');
    expect(runReport(aRun({ problem }), 'fr')[1]).toBe('  Source vide : Elle ne contient rien.');
  });
});

describe('the next step', () => {
  const guard = { name: 'row-collapse', fires: true, measured: 1, limit: 2, overridable: true, accepted: false };

  it('leads to the rejects', () => {
    expect(nextStep(aRun(), 'en')).toBe('1 rejected → hexagone rejects 42');
  });

  it('leads to accepting the guards that may be', () => {
    const step = nextStep(
      aRun({ state: 'rejected', guards: [guard, { ...guard, name: 'real-data-present', overridable: false }] }),
      'en',
    );
    expect(step).toBe('row-collapse → hexagone import communes-csv … --accept-guard row-collapse --reason "…"');
  });

  it('leads from a dry run to the real one', () => {
    expect(nextStep(aRun({ dry_run: true, state: 'validated' }), 'en')).toContain('→ hexagone import communes-csv');
  });

  it('is nothing when all is done', () => {
    expect(nextStep(aRun({ rejected: 0 }), 'en')).toBeUndefined();
  });
});
