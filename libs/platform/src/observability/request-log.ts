import type { DomainError } from '@hexagone/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Principal } from '../http/authenticator';
import { statusOf } from '../http/problems';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** One line for each answer: the route's template, never the URL, which may hold what somebody searched for. */
export class RequestLog {
  private readonly log: Logger;
  private readonly names = new WeakMap<Principal, string>();

  constructor(log: Logger) {
    // Its lines have fixed fields, none of them secret: looking for secrets would cost as much as all the rest.
    this.log = log.child({}, { redact: [] });
  }

  answered(request: FastifyRequest, reply: FastifyReply): void {
    const { config, url } = request.routeOptions;
    if (config.hexagone?.probe) return;
    const { principal, headers } = request;
    const { traceparent } = headers;
    const line = {
      request_id: request.id,
      trace_id: typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined,
      method: request.method,
      route: url ?? 'unmatched',
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      principal: principal ? this.nameOf(principal) : undefined,
      bytes: Number(reply.getHeader('content-length') ?? 0) || undefined,
    };
    if (reply.statusCode >= 500) this.log.error(line, 'request');
    else this.log.info(line, 'request');
  }

  /** Tells callers apart without naming them; one hash for each token that is known. */
  private nameOf(principal: Principal): string {
    const known = this.names.get(principal);
    if (known !== undefined) return known;
    const name = createHash('sha256').update(principal.subject).digest('hex').slice(0, 16);
    this.names.set(principal, name);
    return name;
  }

  /** Bytes that never became a request. */
  refused(reason: string, refusal: DomainError): void {
    this.log.info({ reason, route: 'unmatched', status: statusOf(refusal.problem) }, 'request');
  }
}
