import { Id, InputPipe, Needs, Upload, UploadedFile } from '@hexagone/platform';
import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { ImportReads } from '../../application/import-reads';
import type { ImportRequest } from '../../application/import-request';
import { ImportWorker } from '../../application/import-worker';
import { ReplayRejects } from '../../application/replay-rejects';
import { RequestImport } from '../../application/request-import';
import { AnswersAccepted, CORRECTED_CSV, DOCUMENT_OR_FILE, RUN_ID, Titled } from './imports-api';
import { DocumentQuery, ImportDocument, ReplayQuery, UploadQuery } from './imports.dto';
import { callerOf, importOf, uploadedFile, uploadOf, wishesOf } from './requested-import';
import { acceptedAnswer } from './run-answer';

/** How to have an import run, or run again. It goes on after the answer. */
@ApiTags('imports')
@ApiExtraModels(ImportDocument)
@Controller('imports')
@Needs('imports:write')
export class ImportRequestsController {
  constructor(
    private readonly reads: ImportReads,
    private readonly requestImport: RequestImport,
    private readonly replayRejects: ReplayRejects,
    private readonly worker: ImportWorker,
  ) {}

  @Post()
  @HttpCode(202)
  @Upload({ whenQuery: 'dataset' })
  @Titled({
    en: 'Ask for an import',
    fr: 'Demander un import',
    more: 'With `?dataset=` the body is the file itself, of any media type; else it is a document.',
    requestBody: DOCUMENT_OR_FILE,
  })
  @AnswersAccepted()
  async start(
    @Query() query: UploadQuery,
    @UploadedFile() file: Readable | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const asked =
      query.dataset === undefined
        ? documentOf(request)
        : uploadOf(query, uploadedFile(request, file), callerOf(request));
    return this.accepted(asked, request, reply);
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Upload()
  @ApiParam(RUN_ID)
  @Titled({
    en: 'Judge the rejects of an import again',
    fr: 'Juger à nouveau les rejets d’un import',
    more: 'Without a body: the records as they were kept. With one: the CSV of the rejects, corrected. A new import, which deletes nothing.',
    requestBody: CORRECTED_CSV,
  })
  @AnswersAccepted()
  async replay(
    @Id('id') id: number,
    @Query() query: ReplayQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const corrected = request.body as Readable | undefined;
    const asked = await this.replayRejects.execute(id, corrected);
    const { actor, requestId } = callerOf(request);
    return this.accepted({ ...asked, ...wishesOf(query), actor, requestId }, request, reply);
  }

  private async accepted(asked: ImportRequest, request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const id = await this.requestImport.execute(asked);
    this.worker.wake();
    return acceptedAnswer(await this.reads.run(id), request, reply);
  }
}

/** Without a file, everything is said by the document and nothing by the query. */
function documentOf(request: FastifyRequest): ImportRequest {
  const input = new InputPipe();
  input.transform(request.query, { type: 'query', metatype: DocumentQuery });
  const document = input.transform(request.body, { type: 'body', metatype: ImportDocument }) as ImportDocument;
  return importOf(document, callerOf(request));
}
