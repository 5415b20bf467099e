import { type FieldFault, UseCase } from '@hexagone/kernel';
import { refuseFaults } from '../domain/document-fault';
import { normalPassword, PasswordPolicy } from '../domain/password-policy';
import { PasswordHashing } from './password-hashing';

/** Passwords as people choose them: judged, then hashed. */
@UseCase()
export class ChosenPasswords {
  constructor(
    private readonly policy: PasswordPolicy,
    private readonly hashing: PasswordHashing,
  ) {}

  faults(password: string, emailFold: string): Promise<readonly FieldFault[]> {
    return this.policy.faults(normalPassword(password), emailFold);
  }

  /** Of a password without fault. Throws `identity.busy`. */
  hash(password: string): Promise<string> {
    return this.hashing.hash(normalPassword(password));
  }

  /** Throws one refusal (422) with every fault at `/password`; `identity.busy`. */
  async judged(password: string, emailFold: string): Promise<string> {
    refuseFaults(await this.faults(password, emailFold));
    return this.hash(password);
  }
}
