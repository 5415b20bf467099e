import { actorOf } from '@hexagone/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../application/opportunity-reads';
import { givenId } from '../../domain/salesforce-id';

/** A request and the answer whose headers it sets. */
export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export const Called = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** Who the access log says has read. */
export const readerOf = ({ request }: Call): Reader => ({ actor: actorOf(request), requestId: request.id });

/** The id of the path, as its 18 characters; 400 `lending.malformed-id` when it is none. */
export const OpportunityId = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest>();
  return givenId((params as Readonly<Record<string, string>>)[name] ?? '', '006');
});
