import { DomainError } from '@hexagone/kernel';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOfDatabase } from './database-problems';
import { answerProblem } from './problem-document';
import { INTERNAL_ERROR, MALFORMED_REQUEST, ROUTE_NOT_FOUND, UNSUPPORTED_MEDIA_TYPE } from './problems';

/** What the caller may know of whatever was thrown. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const fromDatabase = problemOfDatabase(error);
  if (fromDatabase) return fromDatabase;
  if (error instanceof HttpException && error.getStatus() === 404)
    return new DomainError(ROUTE_NOT_FOUND, {
      en: 'No route answers this path.',
      fr: 'Aucune route ne répond à ce chemin.',
    });
  if (error instanceof HttpException && error.getStatus() === 415)
    return new DomainError(UNSUPPORTED_MEDIA_TYPE, {
      en: 'The Content-Type could not be read.',
      fr: "Le Content-Type n'a pas pu être lu.",
    });
  if (error instanceof HttpException && error.getStatus() < 500)
    return new DomainError(MALFORMED_REQUEST, {
      en: 'The request could not be read.',
      fr: "La requête n'a pas pu être lue.",
    });
  return new DomainError(INTERNAL_ERROR, {
    en: 'The service met an error it did not foresee; the request_id names it in its log.',
    fr: "Le service a rencontré une erreur qu'il n'avait pas prévue ; le request_id la désigne dans son journal.",
  });
}

/** The only place where an error becomes an answer: everything thrown behind a route comes here. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = asDomainError(error);
    if (answer.problem === INTERNAL_ERROR) this.log.error({ err: error, request_id: request.id }, 'unforeseen error');
    else if (!(error instanceof DomainError)) this.log.warn({ err: error, request_id: request.id }, answer.code);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    answerProblem(request, reply, answer);
  }
}
