import { SearchUnavailable } from '../../application/search/game-search';
import { CircuitBreaker } from './circuit-breaker';

describe('breaker before a search engine', () => {
  let now = 0;
  let asked = 0;
  let breaker: CircuitBreaker;
  const fail = (reason: string) => (): Promise<never> => {
    asked++;
    return Promise.reject(new SearchUnavailable(reason));
  };
  const answer = (): Promise<string> => {
    asked++;
    return Promise.resolve('found');
  };
  const outcome = (work: () => Promise<string>): Promise<string> =>
    breaker.run(work).catch((error: unknown) => (error as SearchUnavailable).reason);

  beforeEach(() => {
    now = asked = 0;
    breaker = new CircuitBreaker(() => now);
  });

  it('asks nothing for thirty seconds after three failures in a row', async () => {
    for (const reason of ['timeout', 'timeout', 'unreachable']) expect(await outcome(fail(reason))).toBe(reason);
    now = 29_999;
    expect(await outcome(answer)).toBe('unreachable');
    expect(asked).toBe(3);
    now = 30_000;
    expect(await outcome(answer)).toBe('found');
    expect(await outcome(answer)).toBe('found');
  });

  it('lets one caller try after the pause, and pauses again when that fails', async () => {
    for (let i = 0; i < 3; i++) await outcome(fail('timeout'));
    now = 30_000;
    const first = outcome(fail('failing'));
    expect(await outcome(answer)).toBe('timeout');
    expect(await first).toBe('failing');
    now = 59_999;
    expect(await outcome(answer)).toBe('failing');
    expect(asked).toBe(4);
  });

  it('is over once the engine answers, be it that it cannot answer this question', async () => {
    for (let i = 0; i < 3; i++) await outcome(fail('unreachable'));
    now = 30_000;
    expect(await outcome(fail('index-building'))).toBe('index-building');
    expect(await outcome(answer)).toBe('found');
  });

  it('forgets failures that an answer came between, and those that are the fault of one question', async () => {
    for (let i = 0; i < 4; i++) {
      await outcome(fail('timeout'));
      await outcome(answer);
      await outcome(fail('refused'));
      await outcome(fail('index-building'));
    }
    expect(asked).toBe(16);
  });
});
