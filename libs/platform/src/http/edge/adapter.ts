import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Settings } from '../../config/settings';
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

/** The HTTP server with every limit of the edge. */
export const fastifyAdapter = ({ trustedProxies }: Pick<Settings, 'trustedProxies'>): FastifyAdapter =>
  new FastifyAdapter({
    http: {
      headersTimeout: LIMITS.headersTimeout,
      connectionsCheckingInterval: LIMITS.connectionsCheckingInterval,
      maxHeaderSize: LIMITS.headerBytes,
      // The edge refuses a missing Host itself, with a body that says so.
      requireHostHeader: false,
    },
    requestTimeout: LIMITS.requestTimeout,
    keepAliveTimeout: LIMITS.keepAliveTimeout,
    bodyLimit: LIMITS.bodyBytes,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LIMITS.parameterCharacters },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestId,
    frameworkErrors: refuseUrl,
    clientErrorHandler: ({ code }: Error & { code?: string }, socket: Socket) => {
      endWith(socket, refusalOf(code ?? ''));
    },
    return503OnClosing: false,
    logger: false,
    skipMiddie: true,
  });
