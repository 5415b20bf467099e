import {
  csvLine,
  Database,
  jsonObject,
  jsonPlain,
  jsonQuoted,
  listRecords,
  type RowStatements,
  streamRows,
} from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AUDIT_MEMBERS } from './audit-listing';

const MEMBERS = { ...AUDIT_MEMBERS, position: jsonPlain('c.pos'), hash: jsonQuoted(`encode(c.hash, 'hex')`) };
const COLUMNS = Object.keys(MEMBERS);

const EVENTS: RowStatements = {
  head: 'SELECT true AS known',
  headParameters: [],
  items: `SELECT ${jsonObject(MEMBERS)} AS item
    FROM audit_event e LEFT JOIN audit_chain c ON c.event_id = e.id ORDER BY e.id`,
  parameters: [],
};

/** The whole audit log as text, oldest first, with position and hash of what is sealed. */
@Injectable()
export class AuditExport {
  constructor(private readonly database: Database) {}

  async *as(format: 'csv' | 'ndjson'): AsyncGenerator<string> {
    const { batches } = await streamRows(this.database, EVENTS);
    const texts = batches as AsyncIterable<string>;
    if (format === 'ndjson') {
      for await (const batch of texts) yield `${batch}\n`;
      return;
    }
    yield csvLine(COLUMNS);
    for await (const record of listRecords(texts, COLUMNS)) yield csvLine(COLUMNS.map((column) => record[column]));
  }
}
