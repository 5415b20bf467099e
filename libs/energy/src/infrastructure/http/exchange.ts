import type { Format } from '@hexagone/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One request and what it is answered with. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly format: Format;
}

/** A controller's parameter: the request, its negotiated format and the answer's headers. */
export const Exchanged = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  return { request, reply: http.getResponse<FastifyReply>(), format: request.format };
});
