import { DomainError, problem } from '@hexagone/kernel';
import { CommanderError } from 'commander';
import { failureReport } from './failure-report';

const WRONG = problem('platform.test-wrong', 'invalid', { en: 'Wrong', fr: 'Faux' });
const GONE = problem('platform.test-gone', 'unavailable', { en: 'Gone', fr: 'Parti' });

class Outcome extends DomainError {
  constructor(readonly outcome: string) {
    super(GONE, { en: 'the source is gone', fr: 'la source est partie' });
  }
}

describe('the report of a failed command', () => {
  it('is one clear line in the language of the terminal', () => {
    const error = new DomainError(WRONG, { en: 'a is not b', fr: 'a n’est pas b' });
    expect(failureReport(error, 'en')).toEqual({ lines: ['Wrong: a is not b'], exitCode: 2 });
    expect(failureReport(error, 'fr')).toEqual({ lines: ['Faux : a n’est pas b'], exitCode: 2 });
  });

  it('lists several faults one below the other', () => {
    const error = new DomainError(WRONG, { en: 'one\ntwo', fr: 'un\ndeux' });
    expect(failureReport(error, 'en').lines).toEqual(['Wrong:', '  one', '  two']);
  });

  it.each([
    ['internal', 1],
    ['usage', 2],
    ['unreachable', 3],
    ['malformed', 4],
    ['guard', 5],
    ['busy', 6],
  ])('ends a run that ended as %s with %i', (outcome, exitCode) => {
    expect(failureReport(new Outcome(outcome), 'en').exitCode).toBe(exitCode);
  });

  it('says nothing more where commander has spoken', () => {
    expect(failureReport(new CommanderError(1, 'commander.unknownOption', ''), 'en')).toEqual({
      lines: [],
      exitCode: 2,
    });
    expect(failureReport(new CommanderError(0, 'commander.helpDisplayed', ''), 'en').exitCode).toBe(0);
  });

  it('names a database that does not answer without a stack', () => {
    const { lines, exitCode } = failureReport(Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'en');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Database unavailable');
    expect(exitCode).toBe(1);
  });

  it('says which port is taken', () => {
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', address: '127.0.0.1', port: 8000 });
    const { lines, exitCode } = failureReport(taken, 'en');
    expect(lines).toEqual([expect.stringMatching(/127\.0\.0\.1:8000.*PORT$/)]);
    expect(failureReport(Object.assign(taken, { setting: '--port' }), 'en').lines[0]).toMatch(/another --port$/);
    expect(exitCode).toBe(1);
  });

  it('shows the stack of a bug', () => {
    expect(failureReport(new TypeError('x is undefined'), 'en').lines[0]).toMatch(/TypeError: x is undefined\n\s+at /);
  });
});
