import { collection, Formats, OpenData, streamed } from '@hexagone/platform';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DatasetView, ImportReads } from '../../application/import-reads';
import { AnswersMany, AnswersOne, DATASET, Titled } from './imports-api';

/** What is loaded, where it comes from, under which licence, and how fresh it is. */
@ApiTags('datasets')
@Controller('datasets')
@OpenData()
export class DatasetsController {
  constructor(private readonly reads: ImportReads) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Titled({ en: 'List datasets', fr: 'Lister les jeux de données' })
  @AnswersMany(DATASET, '/datasets')
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const datasets = await this.reads.datasets();
    reply.header('cache-control', 'no-cache').header('vary', 'Accept');
    if (request.format === 'json') return collection({ data: datasets, limit: datasets.length }, request, reply);
    return streamed(reply, request.format, each(datasets, request.format === 'csv' ? flat : whole));
  }

  @Get(':name')
  @ApiParam({ name: 'name', description: 'Name of the dataset.', example: 'communes-csv' })
  @Titled({ en: 'One dataset', fr: 'Un jeu de données' })
  @AnswersOne(DATASET)
  get(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<DatasetView> {
    reply.header('cache-control', 'no-cache');
    return this.reads.dataset(name);
  }
}

const whole = (dataset: DatasetView): Record<string, unknown> => ({ ...dataset });

/** Without what a table has no room for. */
function flat({
  card,
  last_run,
  channels: _,
  sources: __,
  contract: ___,
  options: ____,
  ...dataset
}: DatasetView): Record<string, unknown> {
  const { title, ...said } = card;
  return {
    ...dataset,
    title_en: title.en,
    title_fr: title.fr,
    ...said,
    last_run: last_run?.id,
    last_state: last_run?.state,
  };
}

async function* each<T>(
  items: readonly T[],
  shown: (item: T) => Record<string, unknown>,
): AsyncIterable<Record<string, unknown>> {
  for (const item of items) yield await Promise.resolve(shown(item));
}
