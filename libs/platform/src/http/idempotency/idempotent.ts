import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, UseInterceptors } from '@nestjs/common';
import type { NestInterceptor } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Database } from '../../database/database';
import { routeTraits } from '../route';
import { IdempotencyKeys, type KeptAnswer } from './idempotency-keys';
import { IDEMPOTENCY_KEY, keyedRequest } from './keyed-request';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Runs a handler once for each key, in one transaction with everything it writes through the Database. */
@Injectable()
export class IdempotentWrites implements NestInterceptor {
  private readonly keys: IdempotencyKeys;

  constructor(database: Database) {
    this.keys = new IdempotencyKeys(database);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const asked = keyedRequest(http.getRequest<FastifyRequest>());
    if (!asked) return next.handle();
    const reply = http.getResponse<FastifyReply>();
    return from(this.keys.once(asked, () => answered(reply, next)).then((answer) => replayed(reply, answer)));
  }
}

async function answered(reply: FastifyReply, next: CallHandler): Promise<KeptAnswer> {
  const before = reply.getHeaders();
  const value: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
  const body = value === undefined ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (body && !reply.hasHeader('content-type')) reply.type(JSON_TYPE);
  const changed = Object.entries(reply.getHeaders()).filter(([name, value]) => before[name] !== value);
  return { status: reply.statusCode, headers: Object.fromEntries(changed), body };
}

/** The answer of the first time and of every other time are sent in the same way, and so are the same. */
function replayed(reply: FastifyReply, { status, headers, body }: KeptAnswer): Buffer | undefined {
  reply.code(status).headers(headers);
  return body ?? undefined;
}

/**
 * A POST that takes an `Idempotency-Key`: asked again with the same key, within 24 hours, it answers what it answered and
 * writes nothing. The handler answers JSON or a text, and writes through the Database alone.
 */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    routeTraits({ idempotent: true }),
    UseInterceptors(IdempotentWrites),
    ApiHeader({
      name: IDEMPOTENCY_KEY,
      required: false,
      description:
        'Any text of your own, new for each thing to do: the same request with the same key, within 24 hours, is answered ' +
        'as the first time and done once.\n\n*La même requête avec la même clé n’est exécutée qu’une fois.*',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
      example: '5f0c9a52-6d0c-4b54-9f0e-3d5e5b8e2b11',
    }),
  );
