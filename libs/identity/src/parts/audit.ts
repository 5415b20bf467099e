import { AuditLog } from '@hexagone/kernel';
import { PostgresAuditLog } from '../infrastructure/audit/postgres-audit-log';
import type { Part } from './part';

export const audit: Part = {
  controllers: [],
  providers: [{ provide: AuditLog, useClass: PostgresAuditLog }],
};
