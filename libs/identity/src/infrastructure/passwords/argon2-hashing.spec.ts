import { hash } from '@node-rs/argon2';
import { Argon2Hashing } from './argon2-hashing';

describe('hashes of passwords', () => {
  const hashing = new Argon2Hashing();

  it('are argon2id with 19 MiB, two passes, one lane, and a salt of their own', async () => {
    const [one, other] = [await hashing.hash('a password'), await hashing.hash('a password')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
  });

  it('know their password and no other; that of nobody knows none', async () => {
    const stored = await hashing.hash('a password');
    expect(await hashing.verify(stored, 'a password')).toEqual({ right: true, weak: false });
    expect(await hashing.verify(stored, 'another')).toEqual({ right: false, weak: false });
    expect(await hashing.verify(null, 'a password')).toEqual({ right: false, weak: false });
  });

  it.each([
    ['fewer passes', { memoryCost: 19_456, timeCost: 1 }, true],
    ['less memory', { memoryCost: 8_192, timeCost: 2 }, true],
    ['more memory', { memoryCost: 20_480, timeCost: 2 }, false],
  ])('with %s: weak is %s', async (_, costs, weak) => {
    expect(await hashing.verify(await hash('a password', costs), 'a password')).toEqual({ right: true, weak });
  });

  it('are refused with the time to wait when too many are asked for', async () => {
    const busy = new Argon2Hashing();
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => busy.hash('a password')));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []));
    expect(refused).toHaveLength(6);
    expect(refused[0]).toMatchObject({ code: 'identity.busy', extras: { retryAfterSeconds: 2 } });
  });
});
