import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../../config/settings';
import type { Lifecycle } from '../../observability/lifecycle';
import type { RequestLog } from '../../observability/request-log';
import { refuse, unknownName } from '../input-faults';
import { HttpRefusal } from '../problems';
import type { RouteTraits } from '../route';
import type { AccessControl } from './access';
import { bodyReader, discardRest } from './body-reader';
import type { ConditionalRead } from './conditional-read';
import { LIMITS } from './limits';
import { checkBodyHeaders } from './media-type';
import { negotiate } from './negotiation';
import { refuseForeignPages } from './own-pages';
import { endWith, NO_EXPECTATION, NO_TUNNEL } from './raw-problem';
import { answerPreflight, setHeaders, shareWith } from './response-headers';
import { promptly } from './promptly';
import type { Quota } from './quota';
import type { RouteTable } from './route-table';
import { checkUrl } from './url-sanity';

export interface EdgeParts {
  readonly settings: Pick<Settings, 'uploadMaxBytes' | 'corsOrigins'>;
  readonly routes: RouteTable;
  readonly access: AccessControl;
  readonly quota: Quota;
  readonly conditional: ConditionalRead;
  readonly lifecycle: Lifecycle;
  readonly log: RequestLog;
}

const NO_TRAITS: RouteTraits = {};

/** Routes of the documentation are a library's own; they state no policy themselves. */
const DOCUMENTATION: RouteTraits = { access: { kind: 'public' }, limited: 'none' };
const isDocumentation = (url: string): boolean => /^\/(?:docs|openapi\.(?:json|yaml))(?:\/|$)/.test(url);

/** All that happens to a request before its handler, and to every answer after it. Hooks, since they cost least. */
export class Edge {
  constructor(private readonly parts: EdgeParts) {}

  install(server: FastifyInstance): void {
    const { settings, routes, log } = this.parts;
    server.decorateRequest('format', 'json');
    server.decorateRequest('principal', null);
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', bodyReader(settings.uploadMaxBytes));
    server.addHook('onRoute', (route) => {
      if (isDocumentation(route.url)) route.config = { ...route.config, hexagone: DOCUMENTATION };
      routes.add(route);
    });
    server.addHook('onRequest', (request, reply, done) => {
      this.receive(request, reply, done);
    });
    server.addHook('onSend', (request, reply, payload, done) => {
      if (this.parts.lifecycle.draining) reply.header('connection', 'close');
      done(null, payload);
    });
    server.addHook('onResponse', (request, reply, done) => {
      discardRest(request);
      log.answered(request, reply);
      done();
    });
    this.guardServer(server);
  }

  private guardServer({ server }: FastifyInstance): void {
    server.maxConnections = LIMITS.connections;
    server.on('connect', (_, socket) => {
      endWith(socket as never, NO_TUNNEL);
    });
    server.on('checkExpectation', ({ socket }) => {
      endWith(socket, NO_EXPECTATION);
    });
  }

  private receive(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    const finish = (answered: boolean): void => {
      if (!answered) done();
    };
    let answered: boolean | Promise<boolean>;
    try {
      const traits = request.routeOptions.config.hexagone ?? NO_TRAITS;
      answered = this.inspect(request, reply, traits) || this.admit(request, reply, traits);
    } catch (error) {
      done(error as Error);
      return;
    }
    if (answered instanceof Promise) answered.then(finish, done);
    else finish(answered);
  }

  /** The checks that need nobody else; true when the request is answered already. */
  private inspect(request: FastifyRequest, reply: FastifyReply, traits: RouteTraits): boolean {
    const { settings } = this.parts;
    setHeaders(request, reply);
    shareWith(request, reply, settings.corsOrigins);
    checkUrl(request);
    refuseForeignPages(request, settings.corsOrigins);
    const path = request.url.split('?', 1)[0] ?? '/';
    if (request.is404 || this.parts.routes.isMistaken(path, request.routeOptions.url))
      return this.answerWithoutRoute(request, reply, path);
    checkBodyHeaders(request, settings.uploadMaxBytes);
    request.format = negotiate(request, traits);
    if (traits.takesQuery === false) {
      const names = Object.keys(request.query as object);
      if (names.length > 0)
        refuse(
          'query',
          names.map((name) => unknownName('query', name, [])),
        );
    }
    return false;
  }

  /** Who calls, how often, whether they may, and whether they have the answer already; true when it is given. */
  private admit(request: FastifyRequest, reply: FastifyReply, traits: RouteTraits): boolean | Promise<boolean> {
    const { access, quota, conditional } = this.parts;
    return promptly(access.identify(request), (caller) => {
      const refused = caller instanceof HttpRefusal;
      if (!refused) request.principal = caller;
      return promptly(quota.take(request, reply, traits), () => {
        if (refused) throw caller;
        return promptly(access.admit(request), () => conditional.answered(request, reply, traits));
      });
    });
  }

  private answerWithoutRoute(request: FastifyRequest, reply: FastifyReply, path: string): boolean {
    const { routes } = this.parts;
    const allow = routes.allowed(path);
    if (request.method !== 'OPTIONS' || allow === undefined) throw routes.refusal(path, request.method);
    reply.code(204).header('allow', allow);
    answerPreflight(
      request,
      reply,
      routes.at(path).map(({ traits }) => traits),
    );
    reply.send();
    return true;
  }
}
