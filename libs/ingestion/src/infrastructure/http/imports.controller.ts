import type { Language } from '@hexagone/kernel';
import { clamp, collection, CursorCodec, Formats, Id, languageOf, Needs, streamed } from '@hexagone/platform';
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AbortImport } from '../../application/abort-import';
import { ImportReads, type RunFilter } from '../../application/import-reads';
import type { RunRow } from '../../application/run-row';
import { AnswersAccepted, AnswersMany, AnswersOne, RUN, RUN_ID, Titled } from './imports-api';
import { MOST_ITEMS, RunsQuery } from './imports.dto';
import { callerOf } from './requested-import';
import { acceptedAnswer, isRunOver, runAnswer } from './run-answer';
import { wholeList } from './whole-list';

/** The ledger of imports: what ran, what runs, and how to stop it. */
@ApiTags('imports')
@Controller('imports')
@Needs('imports:read')
export class ImportsController {
  constructor(
    private readonly reads: ImportReads,
    private readonly cursors: CursorCodec,
    private readonly abortImport: AbortImport,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Titled({
    en: 'List imports, newest first',
    fr: 'Lister les imports, du plus récent au plus ancien',
    more: 'CSV and NDJSON hold all that match.',
  })
  @AnswersMany(RUN, '/imports?dataset=communes-csv')
  async list(
    @Query() query: RunsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { dataset, state, trigger } = query;
    const filter: RunFilter = { dataset, state, trigger };
    const language = languageOf(request);
    reply.header('cache-control', 'no-store').header('vary', 'Accept, Accept-Language');
    if (request.format !== 'json') {
      return streamed(reply, request.format, this.every(filter, language), { fileName: `imports.${request.format}` });
    }
    const limit = clamp(query.limit, MOST_ITEMS, reply);
    const bound = { resource: 'imports', filter, sort: '-id' };
    const after = query.cursor === undefined ? undefined : Number(this.cursors.open(query.cursor, bound)[0]);
    const { items, hasMore, total } = await this.reads.runs(filter, { limit, after, total: query.count === 'exact' });
    const next = hasMore ? { cursor: this.cursors.seal([items.at(-1)?.id], bound) } : undefined;
    return collection({ data: items.map((run) => runAnswer(run, language)), limit, total, next }, request, reply);
  }

  @Get(':id')
  @ApiParam(RUN_ID)
  @Titled({ en: 'One import', fr: 'Un import', more: 'While it is under way, `progress` tells how far it is.' })
  @AnswersOne(RUN)
  async get(
    @Id('id') id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const run = await this.reads.run(id);
    reply.header('cache-control', isRunOver(run) ? 'private, no-cache' : 'no-store').header('vary', 'Accept-Language');
    return runAnswer(run, languageOf(request));
  }

  @Post(':id/abort')
  @HttpCode(202)
  @Needs('imports:write')
  @ApiParam(RUN_ID)
  @Titled({ en: 'Stop an import', fr: 'Arrêter un import', more: 'Nothing that readers see is changed.' })
  @AnswersAccepted()
  async abort(
    @Id('id') id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.abortImport.execute(id, callerOf(request));
    return acceptedAnswer(await this.reads.run(id), request, reply);
  }

  private async *every(filter: RunFilter, language: Language): AsyncIterable<Record<string, unknown>> {
    const read = this.reads.runs.bind(this.reads, filter);
    for await (const run of wholeList(read, ({ id }: RunRow) => id)) yield runAnswer(run, language);
  }
}
