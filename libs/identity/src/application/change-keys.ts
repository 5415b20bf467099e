import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { type KeyCard, SigningKeys } from './signing-keys';

/** Changes of the signing keys, each in the audit log. */
@UseCase()
export class ChangeKeys {
  constructor(
    private readonly keys: SigningKeys,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** As `SigningKeys.rotate`. */
  rotate(atOnce: boolean, actor: string): Promise<KeyCard> {
    return this.transaction.run(async () => {
      const key = await this.keys.rotate(atOnce);
      await this.record(actor, 'key.rotate', key.kid);
      return key;
    });
  }

  /** As `SigningKeys.revoke`. */
  revoke(kid: string, actor: string): Promise<boolean> {
    return this.transaction.run(async () => {
      const revoked = await this.keys.revoke(kid);
      if (revoked) await this.record(actor, 'key.revoke', kid);
      return revoked;
    });
  }

  /** The daily chore: a key signs for 90 days. */
  rotateWhenOld(): Promise<void> {
    return this.transaction.run(async () => {
      const key = await this.keys.rotateWhenOld();
      if (key) await this.record('housekeeping', 'key.rotate', key.kid);
    });
  }

  private record(actor: string, action: string, kid: string): Promise<void> {
    return this.audit.record({ actor, action, target: `key:${kid}`, outcome: 'success' });
  }
}
