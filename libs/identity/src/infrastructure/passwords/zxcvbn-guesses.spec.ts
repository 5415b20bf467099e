import { normalPassword, PasswordPolicy } from '../../domain/password-policy';
import { ZxcvbnGuesses } from './zxcvbn-guesses';

const policy = new PasswordPolicy(new ZxcvbnGuesses());
const codes = async (password: string): Promise<readonly string[]> =>
  (await policy.faults(normalPassword(password), 'claire.martin@example.org')).map(({ code }) => code);

describe('the password policy with its word lists', () => {
  it.each([
    ...['password1234', 'azertyuiop12', 'motdepasse123', 'Password2024!', 'Motdepasse2025!', 'Administrator1!'],
    ...[
      '123456789012',
      'aaaaaaaaaaaa',
      'Bonjour!2024?!',
      'Administrateur#1',
      'qsdfghjklm12',
      'M0td3p4ss3!!',
      '5oleil!5oleil!',
    ],
  ])('refuses %j as common', async (password) => {
    expect(await codes(password)).toContain('identity.password-common');
  });

  it.each(['Hexagone2025!', 'claire.martin75'])('refuses %j as telling whose it is', async (password) => {
    expect(await codes(password)).toContain('identity.password-contains-identity');
  });

  it.each(['quatre-chevaux-bleus', 'correct horse battery staple', 'Tr0ub4dor&3xyz'])(
    'accepts %j',
    async (password) => {
      expect(await codes(password)).toEqual([]);
    },
  );

  it.each(['p4ssw0rd', '$0m3th1ng', '1l!|7+t0o', '0l1', '4@', '4(3!1|05$7+2%'])(
    'estimates 64 characters of %j without holding up the service',
    async (word) => {
      await codes('a first one, which reads the lists');
      // Time of the processor: other processes do not count.
      const before = process.cpuUsage();
      await codes(word.repeat(64).slice(0, 128));
      expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
    },
  );
});
