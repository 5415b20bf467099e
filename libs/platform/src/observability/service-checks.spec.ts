import type { DiscoveryService } from '@nestjs/core';
import { ServiceCheck } from './service-check';
import { nothingMissing, ServiceChecks } from './service-checks';

class Check extends ServiceCheck {
  constructor(
    readonly name: string,
    private readonly answer: () => Promise<readonly string[]>,
    private readonly refusal?: Error,
  ) {
    super();
  }

  mayStart(): Promise<void> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }

  missing(): Promise<readonly string[]> {
    return this.answer();
  }
}

const checksOf = (...instances: unknown[]): ServiceChecks =>
  new ServiceChecks({ getProviders: () => instances.map((instance) => ({ instance })) } as unknown as DiscoveryService);

const whole = new Check('whole', () => Promise.resolve([]));
const lacking = new Check('lacking', () => Promise.resolve(['a table']));
const silent = new Check('silent', () => Promise.reject(new Error('no answer')));

describe('the checks of the contexts', () => {
  it('are found among all providers, each once', async () => {
    const missing = await checksOf({}, undefined, whole, lacking, whole).missing();
    expect(missing).toEqual({ whole: [], lacking: ['a table'] });
  });

  it('are not passed by one that misses something or does not answer', async () => {
    expect(nothingMissing({})).toBe(true);
    expect(nothingMissing(await checksOf(whole).missing())).toBe(true);
    expect(nothingMissing(await checksOf(whole, lacking).missing())).toBe(false);
    expect(await checksOf(silent).missing()).toEqual({ silent: null });
    expect(nothingMissing({ silent: null })).toBe(false);
  });

  it('refuse the start in the words of the one that refuses', async () => {
    await expect(checksOf(whole, lacking).mayStart()).resolves.toBeUndefined();
    const refusing = new Check('refusing', () => Promise.resolve([]), new Error('not with this database'));
    await expect(checksOf(whole, refusing).mayStart()).rejects.toThrow('not with this database');
  });
});
