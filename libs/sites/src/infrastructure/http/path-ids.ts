import type { DomainError, FieldFault } from '@hexagone/kernel';
import { refuse } from '@hexagone/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GroupNotFound } from '../../domain/group.errors';
import { SiteNotFound } from '../../domain/site.errors';

const DIGITS = /^[0-9]+$/;
/** The largest that an identity column of type `integer` gives. */
const MOST = 2_147_483_647;

function pathId(request: FastifyRequest, parameter: string, absent: new (id: number) => DomainError): number {
  const text = (request.params as Record<string, string>)[parameter] ?? '';
  const detail = {
    en: `${parameter} must be a whole number in decimal digits`,
    fr: `${parameter} doit être un nombre entier en chiffres décimaux`,
  };
  const fault: FieldFault = { parameter, code: 'not-an-id', detail };
  const id = DIGITS.test(text) ? Number(text) : refuse('query', [fault]);
  if (id > MOST) throw new absent(Math.min(id, Number.MAX_SAFE_INTEGER));
  return id;
}

const idOf = (absent: new (id: number) => DomainError): ((parameter: string) => ParameterDecorator) =>
  createParamDecorator((parameter: string, context: ExecutionContext) =>
    pathId(context.switchToHttp().getRequest<FastifyRequest>(), parameter, absent),
  );

/** The id of a site in the path: 400 when it is none, 404 when no site can have it. */
export const SiteId = idOf(SiteNotFound);

/** The id of a group in the path, likewise. */
export const GroupId = idOf(GroupNotFound);
