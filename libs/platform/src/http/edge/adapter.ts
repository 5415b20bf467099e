import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Settings } from '../../config/settings';
import { RequestLog } from '../../observability/request-log';
import { answerProblem } from '../problem-document';
import { LIMITS } from './limits';
import { endWith, refusalOf } from './raw-problem';
import { malformedUrl, urlTooLong } from './url-sanity';

const REQUEST_ID = /^[\w-]{8,64}$/;

function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** What Fastify refuses before any hook: a path that cannot be decoded, a part of it that is too long. */
function refuseUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  answerProblem(request, reply, error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? urlTooLong() : malformedUrl());
}

/** The HTTP server with every limit of the edge. What never becomes a request is told to `log`. */
export function fastifyAdapter({ trustedProxies }: Pick<Settings, 'trustedProxies'>, log: Logger): FastifyAdapter {
  const requests = new RequestLog(log);
  return new FastifyAdapter({
    http: {
      headersTimeout: LIMITS.headersTimeout,
      connectionsCheckingInterval: LIMITS.connectionsCheckingInterval,
      maxHeaderSize: LIMITS.headerBytes,
      // The edge refuses a missing Host itself, with a body that says so.
      requireHostHeader: false,
    },
    connectionTimeout: LIMITS.silence,
    requestTimeout: LIMITS.requestTimeout,
    keepAliveTimeout: LIMITS.keepAliveTimeout,
    bodyLimit: LIMITS.bodyBytes,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LIMITS.parameterCharacters },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestId,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      refuseUrl(error, request, reply);
      requests.answered(request, reply);
    },
    clientErrorHandler: ({ code = '' }: Error & { code?: string }, socket: Socket) => {
      const refusal = refusalOf(code);
      if (endWith(socket, refusal)) requests.refused(code, refusal);
    },
    return503OnClosing: false,
    logger: false,
    skipMiddie: true,
  });
}
