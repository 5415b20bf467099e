import { AuditLog, PersonalDataHolders } from '@hexagone/kernel';
import { Global, Module } from '@nestjs/common';
import { PostgresAuditLog } from '../../libs/identity/src/infrastructure/audit/postgres-audit-log';

/** What every context may ask of identity, where a test has the context without it. */
@Global()
@Module({
  providers: [PersonalDataHolders, { provide: AuditLog, useClass: PostgresAuditLog }],
  exports: [PersonalDataHolders, AuditLog],
})
export class SharedPortsModule {}
