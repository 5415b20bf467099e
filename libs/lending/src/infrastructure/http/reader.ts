import { actorOf, type Call } from '@hexagone/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Reader } from '../../application/opportunity-reads';
import { givenId } from '../../domain/salesforce-id';

/** Who the access log says has read. */
export const readerOf = ({ request }: Call): Reader => ({ actor: actorOf(request), requestId: request.id });

/** The id of the path, as its 18 characters; 400 `lending.malformed-id` when it is none. */
export const OpportunityId = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest>();
  return givenId((params as Readonly<Record<string, string>>)[name] ?? '', '006');
});
