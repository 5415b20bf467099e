import type { ImportFailure } from '../domain/import-failure';
import { ImportAborted, leaseLost } from '../domain/loss-problems';
import { guardRefused } from '../domain/run-problems';
import { exitCodeOf } from './exit-code';
import { endOf } from './run-end';
import type { RunRow } from './run-row';

const row = (more: Partial<RunRow>): RunRow => ({ rejected: 0, problem: null, ...more }) as RunRow;
const ended = (failure: ImportFailure): RunRow => row(endOf(failure));
const sound = row({ state: 'published' });
const withRejects = row({ state: 'published', rejected: 3 });

describe('the exit code', () => {
  it('is 0 for what was published, with or without rejects, 7 with them where that is strict', () => {
    expect(exitCodeOf([])).toBe(0);
    expect(exitCodeOf([sound, withRejects])).toBe(0);
    expect(exitCodeOf([sound, withRejects], { strict: true })).toBe(7);
    expect(exitCodeOf([sound], { strict: true })).toBe(0);
  });

  it('is the gravest of a batch', () => {
    const guard = ended(guardRefused([]));
    expect(exitCodeOf([guard])).toBe(5);
    expect(exitCodeOf([sound, guard, ended(leaseLost())])).toBe(1);
    expect(exitCodeOf([ended(leaseLost()), ended(new ImportAborted())])).toBe(130);
    expect(exitCodeOf([withRejects, guard], { strict: true })).toBe(5);
  });
});

describe('the end of a run', () => {
  it('is “rejected” where the file was refused, “failed” where something broke, “aborted” where somebody wanted it', () => {
    expect(endOf(guardRefused([])).state).toBe('rejected');
    expect(endOf(leaseLost()).state).toBe('failed');
    expect(endOf(new ImportAborted())).toMatchObject({ state: 'aborted', problem: { outcome: 'aborted' } });
  });

  it('shows nothing of an error that nobody foresaw', () => {
    const end = endOf(new Error('relation "secret" does not exist'));
    expect(end).toMatchObject({ state: 'failed', problem: { code: 'ingestion.internal-error' } });
    expect(JSON.stringify(end)).not.toContain('secret');
  });
});
