import { type DomainError, type FieldFault, type Language } from '@hexagone/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language';
import { HttpRefusal, statusOf } from './problems';

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly [member: string]: unknown;
}

export const PROBLEM_JSON = 'application/problem+json';

/** RFC 6750 §3: every 401 says how to do better. */
export const REALM = 'Bearer realm="hexagone"';

/** RFC 9457. The members that the standard names win over a context's own. */
export function problemDocument(error: DomainError, language: Language, instance?: string): ProblemDocument {
  const { problem: declared, detail, extras } = error;
  return {
    ...extras.members,
    type: `/problems/${declared.code}`,
    title: declared.title[language],
    status: statusOf(declared),
    detail: detail[language],
    ...(instance !== undefined && { instance }),
    ...(extras.faults?.length && { errors: extras.faults.map((fault) => faultDocument(fault, language)) }),
  };
}

const faultDocument = ({ pointer, parameter, code, detail }: FieldFault, language: Language): object => ({
  ...(pointer !== undefined && { pointer }),
  ...(parameter !== undefined && { parameter }),
  code,
  detail: detail[language],
});

/** The words of RFC 6749 for what is refused before, or beside, the rules of OAuth; those of a rule are its own. */
function inWordsOfOAuth(document: ProblemDocument, title: string): ProblemDocument {
  const { status } = document;
  const late = status === 429 || status === 503 ? 'temporarily_unavailable' : 'server_error';
  return { error: status === 429 || status >= 500 ? late : 'invalid_request', error_description: title, ...document };
}

/** `Vary` grows: other layers (CORS, compression) add to it too. */
export function vary(reply: FastifyReply, ...fields: string[]): void {
  const present = String(reply.getHeader('vary') ?? '')
    .split(/, */)
    .filter(Boolean);
  const missing = fields.filter((field) => !present.some((known) => known.toLowerCase() === field.toLowerCase()));
  if (missing.length > 0) reply.header('vary', [...present, ...missing].join(', '));
}

/** Answers a problem, whatever was prepared before: no validator and no public cache survive an error. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, error: DomainError): FastifyReply {
  const language = languageOf(request);
  const instance = request.raw.url?.split('?', 1)[0] ?? '/';
  const plain = problemDocument(error, language, instance.slice(0, 500));
  const isOAuth = request.routeOptions.config.hexagone?.basic;
  const document = isOAuth ? inWordsOfOAuth(plain, error.problem.title.en) : plain;
  for (const name of ['etag', 'link', 'location', 'content-length', 'content-encoding', 'content-disposition'])
    reply.removeHeader(name);
  if (error instanceof HttpRefusal) reply.headers(error.headers);
  if (error.extras.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.extras.retryAfterSeconds));
  if (document.status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', REALM);
  vary(reply, 'Accept-Language');
  return reply
    .code(document.status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type(PROBLEM_JSON)
    .send(JSON.stringify(document.status >= 500 ? { ...document, request_id: request.id } : document));
}
