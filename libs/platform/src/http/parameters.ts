import type { FieldFault } from '@hexagone/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { isUpload } from './edge/media-type';
import { refuse } from './input-faults';
import type { Format } from './route';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

const WHOLE = /^[1-9][0-9]*$/;

/** A whole-number id of the path. 400 when it is none; one too large to exist becomes one that nobody has. */
export const Id = createParamDecorator((name: string, context: ExecutionContext): number => {
  const text = (requestOf(context).params as Record<string, string>)[name] ?? '';
  const fault: FieldFault = {
    parameter: name,
    code: 'not-an-id',
    detail: { en: `${name} must be a whole number`, fr: `${name} doit être un nombre entier` },
  };
  return WHOLE.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : refuse('query', [fault]);
});

/** The representation that was negotiated among the route's `@Formats(…)`. */
export const Negotiated = createParamDecorator(
  (_: unknown, context: ExecutionContext): Format => requestOf(context).format,
);

/** The file of an `@Upload()` route as it arrives, within its limits; undefined where none was sent. */
export const UploadedFile = createParamDecorator((_: unknown, context: ExecutionContext): Readable | undefined => {
  const request = requestOf(context);
  return isUpload(request) ? (request.body as Readable | undefined) : undefined;
});
