import {
  Choice,
  clamp,
  collection,
  CursorCodec,
  Database,
  type Filter,
  Filters,
  Flag,
  type Format,
  Formats,
  Id,
  List,
  Maybe,
  Needs,
  Negotiated,
  OpenData,
  Public,
  Sort,
  type SortKey,
  Spoken,
  streamed,
  Text,
  Texts,
  Upload,
  UploadedFile,
  Versioned,
  Whole,
} from '@hexagone/platform';
import { DomainError, type Language, problem } from '@hexagone/kernel';
import { Body, Controller, Get, HttpCode, Module, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { brokenRows, FIELDS, rows } from './probe-rows';

const TAKEN = problem('probe.taken', 'conflict', { en: 'Already taken', fr: 'Déjà pris' });

class ProbesQuery {
  @Maybe(Whole({ min: 1, max: 100, clamped: true })) limit = 20;
  @Maybe(Text({ max: 2_000 })) cursor?: string;
  @Maybe(Text()) name?: string;
  @Maybe(Choice(['new', 'old'])) state?: string;
  @Maybe(List(['red', 'green'])) colours?: string[];
  @Maybe(Flag()) dryRun?: boolean;
}

class ProbeBody {
  @Text() name!: string;
  @Maybe(Whole({ max: 10 })) maxSize?: number;
  @Maybe(Texts()) postalCodes?: string[];
}

class UploadQuery {
  @Maybe(Text()) dataset?: string;
  @Maybe(Flag()) unread?: boolean;
}

class FilteredQuery {
  @Maybe(Sort(FIELDS)) sort?: readonly SortKey[];
  @Filters(FIELDS) filters!: readonly Filter[];
}

class WaitQuery {
  @Whole({ max: 10_000 }) ms!: number;
}

/** How often a handler was reached, and with it the data. */
export const reached = { list: 0 };

/** Small routes that do what the routes of contexts do: a list, an item, a write, an upload, a stream, failures. */
@Controller('probes')
@OpenData()
class ProbesController {
  constructor(
    private readonly database: Database,
    private readonly cursors: CursorCodec,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Versioned('probe')
  async list(
    @Query() { limit, cursor, ...filter }: ProbesQuery,
    @Negotiated() format: Format,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    reached.list++;
    const applied = clamp(limit, 100, reply);
    const bound = { resource: 'probes', filter, sort: 'n' };
    const [after = 0] = cursor === undefined ? [] : (this.cursors.open(cursor, bound) as [number]);
    const data = Array.from({ length: applied }, (_, i) => ({ n: after + i + 1, name: '-1+1', filter }));
    if (format !== 'json') return streamed(reply, format, rows(data), { columns: ['n', 'name'] });
    return collection(
      { data, limit: applied, next: { cursor: this.cursors.seal([after + applied], bound) } },
      request,
      reply,
    );
  }

  @Get('spoken') @Versioned('probe', { spoken: true }) spoken(@Spoken() language: Language): object {
    return { language };
  }

  @Get('filtered') filtered(@Query() query: FilteredQuery): object {
    return query;
  }

  @Get('large') large(): object {
    return { data: Array.from({ length: 2_000 }, (_, n) => ({ n, name: 'a name' })) };
  }

  @Get('slow') async slow(): Promise<object> {
    return this.database.query('SELECT pg_sleep(30)');
  }

  @Get('wait') async wait(@Query() { ms }: WaitQuery): Promise<object> {
    await sleep(ms);
    return { waited: ms };
  }

  @Get('leak') leak(): never {
    throw new Error('cannot reach postgres://hexagone:sesame@db.internal/hexagone');
  }

  @Get('sql') async sql(): Promise<object> {
    return this.database.query('SELECT 1/0');
  }

  @Get('out-of-range') async outOfRange(): Promise<object> {
    return this.database.query("SELECT 'x'::integer");
  }

  @Get('taken') taken(): never {
    throw new DomainError(
      TAKEN,
      { en: 'The day is taken.', fr: 'Le jour est pris.' },
      { members: { run: 42 }, retryAfterSeconds: 7 },
    );
  }

  @Get('broken') @Formats('json', 'csv', 'ndjson') broken(
    @Negotiated() format: Format,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return streamed(reply, format, brokenRows());
  }

  @Get(':id') get(@Id('id') id: number): object {
    return { id };
  }
}

@Controller('probes')
@Needs('probe:write')
class ProbeWritesController {
  @Patch(':id') patch(@Id('id') id: number, @Body() body: ProbeBody): object {
    return Object.assign({ id }, body);
  }

  @Post() @HttpCode(202) @Upload({ whenQuery: 'dataset' }) async upload(
    @Query() { dataset, unread }: UploadQuery,
    @Req() { body }: FastifyRequest,
    @UploadedFile() file?: Readable,
  ): Promise<object> {
    if (!file || unread) return { dataset, body: file ? 'a file' : body };
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of file as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      hash.update(chunk);
    }
    return { dataset, bytes, sha256: hash.digest('hex') };
  }
}

/** What a person must be asked for before anybody answers. */
@Controller('probe-secrets')
@Public()
class ProbeSecretsController {
  @Get() @Needs('probe:read', 'probe:write') secret(): object {
    return { secret: true };
  }
}

@Module({ controllers: [ProbesController, ProbeWritesController, ProbeSecretsController] })
export class ProbesModule {}
