import { type PersonalDataHolder, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IdentityErasure } from './identity-erasure';
import { IdentityRetentions } from './identity-retentions';
import { IdentitySections } from './identity-sections';

/** Accounts, sessions, tokens, consents, and what the audit log tells of a person. */
@Injectable()
export class IdentityHolder implements PersonalDataHolder, OnModuleInit {
  readonly context = 'identity';
  readonly retentions: readonly Retention[];

  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly sections: IdentitySections,
    private readonly erasure: IdentityErasure,
    retentions: IdentityRetentions,
  ) {
    this.retentions = retentions.all;
  }

  onModuleInit(): void {
    this.holders.add(this);
  }

  export(account: string): Promise<Readonly<Record<string, unknown>>> {
    return this.sections.of(account);
  }

  erase(account: string): Promise<Readonly<Record<string, number>>> {
    return this.erasure.erase(account);
  }

  async refused(account: string, purpose: string): Promise<void> {
    if (purpose === 'session-networks') await this.erasure.forgetNetworks(account);
  }
}
