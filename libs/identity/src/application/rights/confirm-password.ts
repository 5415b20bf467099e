import { AuditLog, problem, UseCase } from '@hexagone/kernel';
import type { Account } from '../../domain/account';
import { refuseFaults } from '../../domain/document-fault';
import { normalPassword, passwordTooLong, tooLong } from '../../domain/password-policy';
import type { By } from '../by';
import { PasswordHashing } from '../password-hashing';
import { Throttle } from '../throttle';

const WRONG_PASSWORD = problem('identity.wrong-current-password', 'rule-broken', {
  en: 'Wrong current password',
  fr: 'Mot de passe actuel erroné',
});

const POINTER = '/current_password';

export interface Confirmation extends By {
  readonly password: string | undefined;
  /** Of the peer, as the edge knows it. */
  readonly address: string;
}

/** Whether the person is really there, or a token that somebody left behind. Guesses are counted as those at sign-in. */
@UseCase()
export class ConfirmPassword {
  constructor(
    private readonly hashing: PasswordHashing,
    private readonly throttle: Throttle,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.wrong-current-password` (422), `identity.too-many-attempts`, `identity.busy`. */
  async execute({ id, emailFold, passwordHash }: Account, { password, address, ...by }: Confirmation): Promise<void> {
    const given = password ?? '';
    if (password === undefined) refuseFaults([missing]);
    if (tooLong(given)) refuseFaults([passwordTooLong(POINTER)]);
    const target = `account:${id}`;
    const guess = { what: 'login', name: emailFold, address, target } as const;
    await this.throttle.mayTry(guess);
    const { right } = await this.hashing.verify(passwordHash, normalPassword(given));
    if (right) return this.throttle.succeeded(guess);
    await this.audit.record({ ...by, action: 'auth.password_confirmed', target, outcome: 'failure' });
    await this.throttle.failed(guess);
    refuseWrongPassword();
  }
}

export const refuseWrongPassword = (): void => {
  refuseFaults([wrong]);
};

const missing = {
  pointer: POINTER,
  code: 'required',
  detail: {
    en: 'current_password is needed for another address or password',
    fr: 'current_password est nécessaire pour changer d’adresse ou de mot de passe',
  },
};

const wrong = {
  pointer: POINTER,
  code: WRONG_PASSWORD.code,
  detail: {
    en: 'current_password is not the present password',
    fr: "current_password n'est pas le mot de passe actuel",
  },
};
