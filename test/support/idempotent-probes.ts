import { Body, Controller, HttpCode, Module, Post, Query, Res } from '@nestjs/common';
import { Database, Flag, Idempotent, Maybe, Needs, Text, Whole } from '@hexagone/platform';
import type { FastifyReply } from 'fastify';
import { DomainError, problem } from '@hexagone/kernel';

const REFUSED = problem('probe.refused', 'conflict', { en: 'Refused', fr: 'Refusé' });

export const THINGS = 'CREATE TABLE thing (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL)';

class ThingQuery {
  @Maybe(Flag()) quiet?: boolean;
}

class ThingBody {
  @Text() name!: string;
  @Maybe(Whole({ max: 10_000 })) waitMs?: number;
  /** How the request ends after it has written. */
  @Maybe(Text()) end?: string;
}

/** Writes rows as contexts do, and goes wrong in every way that a write can. */
@Controller('things')
@Needs('thing:write')
class ThingsController {
  constructor(private readonly database: Database) {}

  @Post() @Idempotent() async add(
    @Query() { quiet }: ThingQuery,
    @Body() { name, waitMs = 0, end }: ThingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { rows } = await this.database.query<{ id: number }>('INSERT INTO thing (name) VALUES ($1) RETURNING id', [
      name,
    ]);
    await this.database.query('SELECT pg_sleep($1)', [waitMs / 1000]);
    if (end === 'refused') throw new DomainError(REFUSED, { en: 'No.', fr: 'Non.' });
    if (end === 'thrown') throw new Error('unforeseen');
    if (end === 'killed') await this.database.query('SELECT pg_terminate_backend(pg_backend_pid())');
    if (end === 'odd') reply.code(303);
    const id = rows[0]?.id ?? 0;
    reply.header('location', `/things/${id}`).header('etag', `"${id}"`);
    return quiet ? undefined : { id, name, at: process.hrtime.bigint().toString() };
  }

  @Post('text') @HttpCode(200) @Idempotent() async text(
    @Body() { name }: ThingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.database.query('INSERT INTO thing (name) VALUES ($1)', [name]);
    reply.type('application/vnd.thing+json');
    return `{ "name":${JSON.stringify(name)} }`;
  }
}

@Module({ controllers: [ThingsController] })
export class IdempotentProbesModule {}
