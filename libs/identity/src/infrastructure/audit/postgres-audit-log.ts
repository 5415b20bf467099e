import { type AuditEvent, AuditLog } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

@Injectable()
export class PostgresAuditLog extends AuditLog {
  constructor(private readonly database: Database) {
    super();
  }

  async record({ actor, action, target, outcome, requestId, detail = {} }: AuditEvent): Promise<void> {
    await this.database.query(
      `INSERT INTO audit_event (actor, action, target, outcome, request_id, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
      [actor, action, target, outcome, requestId, JSON.stringify(detail)],
    );
  }
}
