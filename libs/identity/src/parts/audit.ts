import { AuditLog } from '@hexagone/kernel';
import { AuditChain } from '../infrastructure/audit/audit-chain';
import { AuditChores } from '../infrastructure/audit/audit-chores';
import { AuditExport } from '../infrastructure/audit/audit-export';
import { AuditHolder } from '../infrastructure/audit/audit-holder';
import { AuditVerification } from '../infrastructure/audit/audit-verification';
import { AuditCommand } from '../infrastructure/audit/audit.command';
import { AuditController } from '../infrastructure/audit/audit.controller';
import { PostgresAuditLog } from '../infrastructure/audit/postgres-audit-log';
import type { Part } from '@hexagone/platform';

export const audit: Part = {
  controllers: [AuditController],
  providers: [
    AuditChain,
    AuditChores,
    AuditCommand,
    AuditExport,
    AuditHolder,
    AuditVerification,
    { provide: AuditLog, useClass: PostgresAuditLog },
  ],
};
