import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exchange } from './area-answers';
import type { AreaFormat } from './territory-route';

/** A controller's parameter: the request, its format (the edge negotiates none but the route's own) and the answer's headers. */
export const Exchanged = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  return { request, reply: http.getResponse<FastifyReply>(), format: request.format as AreaFormat };
});
