import {
  AccessControl,
  clamp,
  collection,
  CursorCodec,
  Formats,
  Id,
  languageOf,
  Needs,
  streamed,
} from '@hexagone/platform';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { DatasetRegistry } from '../../application/dataset-registry';
import { ImportReads, type RejectFilter, type RejectKey } from '../../application/import-reads';
import { rejectsCsv } from '../reads/rejects-csv';
import { AnswersMany, REJECT, RUN_ID, Titled } from './imports-api';
import { MOST_ITEMS, RejectsQuery } from './imports.dto';
import { rejectAnswer } from './run-answer';

/** The records that an import set aside, and why. */
@ApiTags('imports')
@Controller('imports/:id/rejects')
@Needs('imports:read')
export class ImportRejectsController {
  constructor(
    private readonly reads: ImportReads,
    private readonly cursors: CursorCodec,
    private readonly datasets: DatasetRegistry,
    private readonly access: AccessControl,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @ApiParam(RUN_ID)
  @Titled({
    en: 'List the rejects of an import',
    fr: 'Lister les rejets d’un import',
    more: 'Those of personal data also need the scope that reads the data. CSV holds one row per record, the columns of the source first: correct it in a spreadsheet and send it to `replay`.',
  })
  @AnswersMany(REJECT, '/imports/42/rejects')
  async list(
    @Id('id') id: number,
    @Query() query: RejectsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { code, field, line } = query;
    const filter: RejectFilter = { code, field, line };
    await this.mustBeReadable(id, request);
    reply.header('cache-control', 'no-store').header('vary', 'Accept, Accept-Language');
    if (request.format === 'csv') return this.csv(id, filter, request, reply);
    if (request.format === 'ndjson') return this.ndjson(id, filter, request, reply);
    const limit = clamp(query.limit, MOST_ITEMS, reply);
    const bound = { resource: `imports/${id}/rejects`, filter, sort: 'line' };
    const after = query.cursor === undefined ? undefined : keyOf(this.cursors.open(query.cursor, bound));
    const page = await this.reads.rejects(id, filter, { limit, after, total: query.count === 'exact' });
    const last = page.items.at(-1);
    const next = page.hasMore && last ? { cursor: this.cursors.seal([last.line, last.ordinal], bound) } : undefined;
    const data = page.items.map((reject) => rejectAnswer(reject, languageOf(request)));
    return collection({ data, limit, total: page.total, next }, request, reply);
  }

  /** Of personal data even what was set aside is for those alone who may read the data. */
  private async mustBeReadable(id: number, request: FastifyRequest): Promise<void> {
    const { dataset } = await this.reads.run(id);
    const { card, readScope } = this.datasets.find(dataset) ?? {};
    if (card?.personal && readScope !== undefined) this.access.mustHold(request, [readScope]);
  }

  private async csv(id: number, filter: RejectFilter, request: FastifyRequest, reply: FastifyReply): Promise<Readable> {
    const header = await this.reads.header(id);
    reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="rejects-${id}.csv"`);
    return Readable.from(rejectsCsv(header, this.reads.rejectStream(id, filter), languageOf(request)), {
      objectMode: false,
    });
  }

  private ndjson(id: number, filter: RejectFilter, request: FastifyRequest, reply: FastifyReply): Promise<Readable> {
    const { reads } = this;
    async function* answers(): AsyncIterable<Record<string, unknown>> {
      for await (const reject of reads.rejectStream(id, filter)) yield rejectAnswer(reject, languageOf(request));
    }
    return streamed(reply, 'ndjson', answers(), { fileName: `rejects-${id}.ndjson` });
  }
}

const keyOf = ([line, ordinal]: readonly unknown[]): RejectKey => ({ line: Number(line), ordinal: Number(ordinal) });
