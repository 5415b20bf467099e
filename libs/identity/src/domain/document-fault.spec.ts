import type { DomainError } from '@hexagone/kernel';
import { refuseFaults } from './document-fault';
import { invalidEmail } from './email-address';
import { passwordTooLong } from './password-policy';

const refusalOf = (...faults: Parameters<typeof refuseFaults>[0]): DomainError | undefined => {
  try {
    refuseFaults(faults);
  } catch (error) {
    return error as DomainError;
  }
  return undefined;
};

describe('faults of a document', () => {
  it('refuse nothing where there are none', () => {
    expect(refusalOf()).toBeUndefined();
  });

  it('are the problem that one of them is', () => {
    expect(refusalOf(invalidEmail())).toMatchObject({
      code: 'identity.invalid-email',
      extras: { faults: [{ pointer: '/email' }] },
    });
  });

  it('are told together', () => {
    const refusal = refusalOf(invalidEmail(), passwordTooLong('/password'));
    expect(refusal?.code).toBe('platform.invalid-document');
    expect(refusal?.extras.faults?.map(({ pointer }) => pointer)).toEqual(['/email', '/password']);
  });

  it('are told as they are where no problem has their code', () => {
    const detail = { en: 'x', fr: 'x' };
    expect(refusalOf({ pointer: '/x', code: 'x', detail })?.code).toBe('platform.invalid-document');
  });
});
