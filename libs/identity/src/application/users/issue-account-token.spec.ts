import type { Transaction } from '@hexagone/kernel';
import { Account } from '../../domain/account';
import type { Accounts } from '../../domain/accounts';
import type { AccessGrant } from '../access-tokens';
import { IssueAccountToken } from './issue-account-token';

const CREATED = new Date('2026-11-01T08:00:00Z');
const SIGNED_IN = new Date('2026-11-20T08:00:00Z');

/** What is signed for that account, or the code of the refusal. */
async function granted(account: Partial<Account> | null): Promise<Partial<AccessGrant> | string> {
  const known = { id: 'a', scopes: ['sites:read'], state: 'active', lastLoginAt: null, createdAt: CREATED, ...account };
  let grant: AccessGrant | undefined;
  const issuing = new IssueAccountToken(
    { run: (work: () => Promise<unknown>) => work() } as unknown as Transaction,
    { lock: () => Promise.resolve(account && Object.assign(new Account(), known)) } as unknown as Accounts,
    {
      issue: (given: AccessGrant) => Promise.resolve({ token: 't', expiresIn: ((grant = given), 600) }),
    },
    { record: () => Promise.resolve() },
  );
  try {
    await issuing.execute('a', undefined, { actor: 'cli' });
  } catch (error) {
    return (error as { code: string }).code;
  }
  return grant ?? 'nothing';
}

describe('a token that the operator issues', () => {
  it('is as old as the last sign-in, or as the account', async () => {
    expect(await granted({ lastLoginAt: SIGNED_IN })).toMatchObject({ subject: 'a', authenticatedAt: SIGNED_IN });
    expect(await granted({})).toMatchObject({ clientId: 'hexagone', scopes: ['sites:read'], authenticatedAt: CREATED });
  });

  it('is for an active account alone', async () => {
    expect(await granted({ state: 'disabled' })).toBe('identity.account-not-active');
    expect(await granted({ state: 'pending' })).toBe('identity.account-not-active');
    expect(await granted(null)).toBe('identity.account-not-found');
  });
});
