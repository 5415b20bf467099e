import { Always, Formats, ListAnswers, ListOf, ListQuery, Documented, type Call, Called } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { AUDIT_EVENTS, AUDIT_WORDS } from './audit-listing';

@ListOf(AUDIT_WORDS)
class AuditQuery extends ListQuery {}

const EVENT = {
  id: 42,
  at: '2026-11-20T08:00:00.000Z',
  actor: 'account:0192f0c1-7a3b-7c4d-8e5f-001122334455',
  action: 'auth.login',
  target: 'account:0192f0c1-7a3b-7c4d-8e5f-001122334455',
  outcome: 'success',
  request_id: '0b5e2a3c-7f1d-4c55-9a53-2f6a0d1c9e11',
  detail: { network: '192.0.2.0/24' },
};

/** Who did what, and when. */
@ApiTags('audit')
@Controller('audit')
@Always('audit:read')
export class AuditController {
  constructor(private readonly lists: ListAnswers) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Documented({
    title: 'List the audit log',
    fr: 'Lister le journal d’audit',
    about: 'Latest first. CSV and NDJSON hold all that match, or as many as `limit` says.',
  })
  @ApiOkResponse({
    description: 'One page, or all that match.',
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { data: [EVENT], meta: { limit: 20, has_more: false, total: 1 }, links: { self: '/audit' } },
    },
  })
  list(@Query() query: AuditQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(AUDIT_EVENTS, { ...call, query });
  }
}
