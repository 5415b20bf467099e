import { normalPassword, PasswordPolicy } from './password-policy';
import { PasswordGuesses } from './password-guesses';

class Guesses extends PasswordGuesses {
  readonly scored: string[] = [];
  readonly words: string[] = [];

  isListed(word: string): Promise<boolean> {
    return Promise.resolve(word === 'listed');
  }

  score(password: string, words: readonly string[]): Promise<number> {
    this.scored.push(password);
    this.words.push(...words);
    return Promise.resolve(password.startsWith('weak') ? 2 : 3);
  }
}

const guesses = new Guesses();
const policy = new PasswordPolicy(guesses);
const codes = async (password: string, email = 'claire.martin@example.org'): Promise<string[]> =>
  (await policy.faults(normalPassword(password), email)).map(({ code }) => code.replace('identity.password-', ''));

describe('a password', () => {
  it.each([
    ['abcdefghijkl', []],
    ['abcdefghijk', ['too-short']],
    ['é€😀abcdefghi', []],
    ['é€😀abcdefgh', ['too-short']],
    ['abcdé'.repeat(25) + 'abc', []],
    ['abcdé'.repeat(25) + 'abcd', ['too-long']],
    ['😀🎉€éa'.repeat(25) + '€€€', []],
    ['😀🎉🐎🐴🐀'.repeat(25) + '🐁🐂🐃', []],
    ['😀🎉🐎🐴🐀'.repeat(25) + '🐁🐂🐃🐄', ['too-long']],
  ])('%j: %j', async (password, expected) => {
    expect(await codes(password)).toEqual(expected);
  });

  it('has at most 512 bytes, as it is hashed', async () => {
    // Four bytes a character: 128 of them are 512 bytes.
    expect(Buffer.byteLength('😀'.repeat(128))).toBe(512);
    expect(await codes('ﬃﬄﬁﬂ'.repeat(20))).toEqual(['too-long']);
  });

  it.each([
    ['xx-claire.martin-xx', 'claire.martin@example.org', ['contains-identity']],
    ['xx-CLAIRE.Martin-xx', 'claire.martin@example.org', ['contains-identity']],
    ['my HexaGone here', 'claire.martin@example.org', ['contains-identity']],
    ['xx-bob-and-more', 'bob@example.org', []],
    ['xx-alice-and-more', 'alice@example.org', ['contains-identity']],
    ['xx-example-and-more', 'alice@example.org', []],
  ])('%j for %s: %j', async (password, email, expected) => {
    expect(await codes(password, email)).toEqual(expected);
  });

  it.each([
    ['weak-but-long-enough', ['common']],
    ['aabbccddaabbccdd', ['common']],
    ['l1i2s3t4e5d-67890', ['common']],
    ['L1Í2S3T4E5D-67890', ['common']],
    ['listed!', ['too-short', 'common']],
  ])('%j is common: %j', async (password, expected) => {
    expect(await codes(password)).toEqual(expected);
  });

  it('is estimated by its first 64 characters, with what is known of the person', async () => {
    guesses.scored.length = 0;
    await codes('abcdefgh'.repeat(16));
    expect(guesses.scored).toEqual(['abcdefgh'.repeat(8)]);
    expect(guesses.words).toEqual(expect.arrayContaining(['hexagone', 'claire.martin', 'claire.martin@example.org']));
  });

  it('is the same however its keys compose it', () => {
    expect(normalPassword('e\u0301ﬁ')).toBe('éfi');
  });

  it('is told where it stands', async () => {
    expect(await policy.faults('x', '', '/new')).toEqual(
      expect.arrayContaining([expect.objectContaining({ pointer: '/new' })]),
    );
  });
});
