import type { Language } from '@hexagone/kernel';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Spoken } from '../http/language';
import { Limited } from '../http/rate-limit/limited';
import { Public } from '../http/route';
import { StatusReader } from './status';
import { statusPage } from './status-page';

/** How the service is, for people and for programs; from the last known state when the database is silent. */
@ApiTags('service')
@Controller()
@Public()
@Limited('none')
export class StatusController {
  constructor(private readonly reader: StatusReader) {}

  @Get('status.json')
  @ApiOperation({
    summary: 'State of the service, for programs',
    description: '*État du service, pour les programmes.*',
  })
  @ApiOkResponse({
    schema: { type: 'object', properties: { status: { enum: ['ok', 'degraded', 'down', 'draining'] } } },
  })
  async json(): Promise<object> {
    const { status, since, service, database, sections, sectionsAt } = await this.reader.status();
    return {
      status,
      since,
      service: { version: service.version, commit: service.commit, started_at: service.startedAt },
      database: { status: database.up ? 'up' : 'down', latency_ms: database.latencyMs },
      migrations: { applied: database.applied, pending: database.pending },
      ...Object.fromEntries(sections.map(({ name, data }) => [name, data])),
      read_at: sectionsAt,
    };
  }

  @Get('status')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('vary', 'Accept-Language')
  @ApiOperation({ summary: 'State of the service, a page for people', description: '*État du service, page lisible.*' })
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string' } } } })
  async html(@Spoken() language: Language): Promise<string> {
    return statusPage(await this.reader.status(), language);
  }
}
