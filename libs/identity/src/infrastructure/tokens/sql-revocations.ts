import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Revocations } from '../../application/access-tokens';
import { VerificationState } from './verification-state';

/** Revocations in PostgreSQL, by its clock. */
@Injectable()
export class SqlRevocations extends Revocations {
  constructor(
    private readonly database: Database,
    private readonly state: VerificationState,
  ) {
    super();
  }

  async revoke(subjectOrSession: string): Promise<void> {
    await this.database.query('INSERT INTO auth_revocation (revoked) VALUES ($1)', [subjectOrSession]);
    this.heed();
  }

  heed(): void {
    this.state.outdate();
  }
}
