import { PassThrough } from 'node:stream';
import type { Progress } from '../../application/import-request';
import { ProgressTalk } from './progress-talk';

const staging = (done: number): Progress => ({ run: 1, stage: 'staging', done, total: 200, unit: 'records' });

function talking(isTTY: boolean): { talk: ProgressTalk; heard: () => string } {
  const out = Object.assign(new PassThrough(), { isTTY });
  const talk = new ProgressTalk(new AbortController().signal, 'en', out);
  return { talk, heard: () => String(out.read() ?? '') };
}

describe('the talk of a run', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is a line per stage and every five seconds where nobody draws', () => {
    const { talk, heard } = talking(false);
    talk.progress({ run: 1, stage: 'fetching', done: 10, unit: 'bytes' });
    talk.progress(staging(10));
    talk.progress(staging(20));
    expect(heard()).toBe('fetching  10 bytes\nstaging  10 / 200 records  5 %\n');
    jest.advanceTimersByTime(5000);
    expect(heard()).toBe('staging  20 / 200 records  10 %  4/s\n');
    talk.stop();
    jest.advanceTimersByTime(20_000);
    expect(heard()).toBe('');
  });

  it('is a bar on a terminal, and says the same', () => {
    const { talk, heard } = talking(true);
    talk.progress(staging(100));
    jest.advanceTimersByTime(1000);
    talk.stop();
    expect(heard()).toMatch(/staging {2}\[={15} {15}\] {2}100 \/ 200 records {2}50 %/);
  });

  it('puts what is said on a line of its own', () => {
    const { talk, heard } = talking(true);
    talk.progress(staging(100));
    talk.said({ en: 'Loaded first.', fr: 'Chargé d’abord.' });
    expect(heard()).toMatch(/\nLoaded first\.\n$/);
    talk.stop();
  });
});
