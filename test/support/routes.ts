import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { KnownRoute, RouteTraits } from '@hexagone/platform';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Service } from '../../apps/api/src/bootstrap';
import { SCOPES } from '../../libs/identity/src/domain/scopes';

type Path = OpenAPIObject['paths'][string];
type Operation = NonNullable<Path['get']>;

const nameOf = ({ method, url }: Pick<KnownRoute, 'method' | 'url'>): string => `${method} ${url}`;

/** Every route that Fastify knows, but those of the documentation itself. */
export const routesOf = ({ routes }: Service): readonly KnownRoute[] =>
  routes.routes.filter(({ url }) => !/^\/(docs|openapi)/.test(url));

/** Every operation of the description, by the name of its route. */
export const operationsOf = ({ describe }: Service): ReadonlyMap<string, Operation> =>
  new Map(
    Object.entries(describe().paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(
        ([method, operation]) =>
          [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operation] as const,
      ),
    ),
  );

const pathsIn = (target: object): readonly string[] =>
  [Reflect.getMetadata('path', target) as string | string[]].flat();

/** Every route that a controller states. */
export function routesOfControllers({ app }: Service): readonly string[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      const handlers = scanner.getAllMethodNames(prototype).map((name) => prototype[name]!);
      return pathsIn(metatype as object).flatMap((base) =>
        handlers.flatMap((handler) => {
          const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
          if (method === undefined) return [];
          return pathsIn(handler).map((path) => {
            const url = `/${base}/${path}`.replaceAll(/\/+/g, '/').replace(/\/$/, '');
            return nameOf({ method: RequestMethod[method], url });
          });
        }),
      );
    });
}

/** Scopes that a route asks for, or shows more to. */
const scopesIn = ({ access, showsMoreTo = [] }: RouteTraits): readonly string[] => [
  ...(access && 'scopes' in access ? access.scopes : []),
  ...showsMoreTo,
];

/** What OpenAPI must say of a policy. */
function securityOf({ access, showsMoreTo }: RouteTraits): object[] {
  if (access?.kind === 'self') return [{ token: [] }];
  if (access && 'scopes' in access) return [{ token: access.scopes }];
  return showsMoreTo ? [{}, { token: showsMoreTo }] : [];
}

/** Of the catalogue of games: a token is always needed, and nobody's data are shown. */
const OF_GAMES = ['games:read', 'catalog:admin'];

const ofPersons = ({ url, traits: { access } }: KnownRoute): boolean =>
  access?.kind === 'self' ||
  (access?.kind === 'always' && !access.scopes.every((scope) => OF_GAMES.includes(scope))) ||
  /^\/(auth|oauth)\//.test(url);

function faultsOf(route: KnownRoute, described: Operation | undefined): readonly string[] {
  const { traits } = route;
  const [said, meant] = [described?.security, securityOf(traits)].map((security) => JSON.stringify(security));
  return [
    ...(traits.access ? [] : ['states no policy']),
    ...(route.method === 'HEAD' || said === meant
      ? []
      : [`is described with ${said ?? 'nothing'}, but asks ${meant ?? ''}`]),
    ...scopesIn(traits)
      .filter((scope) => !(SCOPES as readonly string[]).includes(scope))
      .map((scope) => `asks for ${scope}, which is not declared`),
    ...(ofPersons(route) && traits.idempotent ? ['keeps answers that are nobody else’s'] : []),
    ...(ofPersons(route) && traits.versioned ? ['lets caches keep what is personal'] : []),
    ...(traits.form && traits.takesQuery ? ['takes a form and a query'] : []),
  ].map((fault) => `${nameOf(route)} ${fault}`);
}

const missing = (of: Iterable<string>, among: Iterable<string>, where: string): readonly string[] => {
  const known = new Set(among);
  return [...of].filter((name) => !known.has(name)).map((name) => `${name} is not ${where}`);
};

/** Everything in which the controllers, the server and the description of a service disagree about who may call what. */
export function disagreements(service: Service): readonly string[] {
  const routes = routesOf(service);
  const operations = operationsOf(service);
  const stated = routesOfControllers(service);
  const served = routes.filter(({ method }) => method !== 'HEAD').map(nameOf);
  const heads = routes.filter(({ method }) => method === 'HEAD').map(({ url }) => nameOf({ method: 'GET', url }));
  const asked = new Set(routes.flatMap(({ traits }) => scopesIn(traits)));
  return [
    ...missing(served, stated, 'of a controller'),
    ...missing(stated, served, 'served'),
    ...missing(heads, served, 'served, but its HEAD is'),
    ...missing(served, operations.keys(), 'described'),
    ...missing(operations.keys(), served, 'served, but described'),
    ...routes.flatMap((route) => faultsOf(route, operations.get(nameOf(route)))),
    ...SCOPES.filter((scope) => !asked.has(scope)).map((scope) => `no route asks for ${scope}`),
  ];
}
