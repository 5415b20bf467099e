import { applyDecorators } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import type { RateClass } from '../config/settings';
import type { Principal } from './authenticator';

export type Format = 'json' | 'geojson' | 'csv' | 'ndjson' | 'html' | 'yaml';

/**
 * Who may call a route. `open-data`, `public`: anybody. `scopes`: where access is protected a token with all of them, else
 * anybody. `always`: such a token everywhere. `self`: a person, for what is their own.
 */
export type Access =
  | { readonly kind: 'open-data' }
  | { readonly kind: 'public' }
  | { readonly kind: 'self' }
  | { readonly kind: 'scopes' | 'always'; readonly scopes: readonly string[] };

/** What the edge must know of a route before its handler runs; it reaches Fastify as the route's config. */
export interface RouteTraits {
  readonly access?: Access;
  readonly formats?: readonly Format[];
  readonly versioned?: { readonly datasets: readonly string[]; readonly spoken: boolean; readonly maxAge: number };
  /** The body is a file: handed over as a stream, any media type. `whenQuery`: only if this parameter is there. */
  readonly upload?: { readonly whenQuery?: string };
  /** The handler has a `@Query()`; else every query parameter is unknown. */
  readonly takesQuery?: boolean;
  /** Takes an `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** The body is a form. */
  readonly form?: boolean;
  /** `Authorization: Basic` is for the handler, and problems are told in the words of OAuth 2.0 too (RFC 6749 §5.2). */
  readonly basic?: boolean;
  /** Anybody may call, and who holds one of these scopes is shown more. */
  readonly showsMoreTo?: readonly string[];
  /** Of a JSON body, where it is not the usual. */
  readonly body?: BodyTraits;
  /** The answer's tag is strong: it goes out byte for byte, never compressed. */
  readonly exact?: boolean;
  /** The quota that a call takes from, where it is not the usual one of its method. */
  readonly limited?: RateClass | 'none';
  /** Neither logged nor refused while draining. */
  readonly probe?: boolean;
}

export interface BodyTraits {
  /** How long it may be. */
  readonly bytes?: number;
  /** How many members and elements it may have, one less than commas. */
  readonly commas?: number;
  /** The handler itself refuses characters that cannot be stored, with all other faults of the document. */
  readonly anyText?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    hexagone?: RouteTraits;
  }
  interface FastifyRequest {
    /** The representation to answer, negotiated by `?format=` or `Accept` among the route's formats. */
    format: Format;
    /** Who calls, where a valid token says so. */
    principal: Principal | null;
  }
}

const TRAITS = 'hexagone:route-traits';

function hasQuery(target: object, method: string | symbol): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, method) ?? {}) as object;
  return Object.keys(parameters).some((key) => key.startsWith(`${String(RouteParamtypes.QUERY)}:`));
}

function mustBeTheOnlyPolicy(where: string, known: RouteTraits | undefined, { access }: RouteTraits): void {
  if (known?.access && access)
    throw new Error(`${where} states two access policies: ${known.access.kind}, ${access.kind}`);
}

function addTraits(target: object, method: string | symbol, traits: RouteTraits, winning: boolean): void {
  const descriptor = Object.getOwnPropertyDescriptor(target, method);
  if (typeof descriptor?.value !== 'function') return;
  const handler = descriptor.value as object;
  const known = Reflect.getMetadata(TRAITS, handler) as RouteTraits | undefined;
  if (winning) mustBeTheOnlyPolicy(`${target.constructor.name}.${String(method)}`, known, traits);
  const all = {
    ...(winning ? { ...known, ...traits } : { ...traits, ...known }),
    takesQuery: hasQuery(target, method),
  };
  Reflect.defineMetadata(TRAITS, all, handler);
  RouteConfig({ hexagone: all, ...(all.exact && { compress: false }) })(target, method, descriptor);
}

function addTraitsToAll(type: { readonly name: string; readonly prototype: object }, traits: RouteTraits): void {
  const known = Reflect.getOwnMetadata(TRAITS, type) as RouteTraits | undefined;
  mustBeTheOnlyPolicy(type.name, known, traits);
  Reflect.defineMetadata(TRAITS, { ...known, ...traits }, type);
  for (const name of Object.getOwnPropertyNames(type.prototype)) {
    if (name !== 'constructor') addTraits(type.prototype, name, traits, false);
  }
}

/** Traits of one method, or of every method of a class that does not say otherwise itself. */
export const routeTraits =
  (traits: RouteTraits): ClassDecorator & MethodDecorator =>
  (target: object, method?: string | symbol): void => {
    if (method === undefined) addTraitsToAll(target as never, traits);
    else addTraits(target, method, traits, true);
  };

/** Anybody may read this: open data. */
export const OpenData = (): ClassDecorator & MethodDecorator => routeTraits({ access: { kind: 'open-data' } });

/** Anybody may call this: health, documentation, sign-in. */
export const Public = (): ClassDecorator & MethodDecorator => routeTraits({ access: { kind: 'public' } });

/** A token with all these scopes is needed where access is protected. */
export const Needs = (...scopes: string[]): ClassDecorator & MethodDecorator =>
  routeTraits({ access: { kind: 'scopes', scopes } });

/** A token with all these scopes is needed, even where access is open. */
export const Always = (...scopes: string[]): ClassDecorator & MethodDecorator =>
  routeTraits({ access: { kind: 'always', scopes } });

/** The token of a person is needed, even where access is open: each sees and changes what is their own. */
export const Self = (): ClassDecorator & MethodDecorator => routeTraits({ access: { kind: 'self' } });

/** Anybody may call this, and the handler shows more to a token with these scopes. Stated beside the policy. */
export const ShowsMoreTo = (...scopes: string[]): MethodDecorator => routeTraits({ showsMoreTo: scopes });

/**
 * The body is a form (`application/x-www-form-urlencoded`): each parameter once, all texts, nothing in the query. The
 * handler takes it as `Readonly<Record<string, string>>`.
 */
export const FormBody = (): MethodDecorator =>
  applyDecorators(routeTraits({ form: true }), ApiConsumes('application/x-www-form-urlencoded'));

/** An endpoint of OAuth 2.0: the handler reads the secret of a program in `Authorization: Basic` (RFC 6749 §2.3.1). */
export const TakesBasic = (): MethodDecorator => routeTraits({ basic: true });

/** What a JSON body of this route may be, where it is not the usual. */
export const TakesBody = (body: BodyTraits): MethodDecorator => routeTraits({ body });

/** The answer carries a strong tag: its bytes are never changed on the way. */
export const Exact = (): MethodDecorator => routeTraits({ exact: true });

/** The representations this route can answer, the first being the default. Without it: JSON. */
export const Formats = (...formats: Format[]): MethodDecorator => routeTraits({ formats });

/** The body is a file, read as a stream with `@UploadedFile()`. `whenQuery`: only if that parameter is present. */
export const Upload = (options: { whenQuery?: string } = {}): MethodDecorator =>
  applyDecorators(routeTraits({ upload: options }));

/**
 * A read whose answer changes only when one of these datasets does: conditional (`ETag`, 304 without any query for
 * data) and cached. `spoken`: the answer also depends on the language. `maxAge`: seconds without asking again, where the
 * data are open; a handler may say more of one answer with `keepFor`.
 */
export const Versioned = (
  datasets: string | readonly string[],
  { spoken = false, maxAge = 0 } = {},
): ClassDecorator & MethodDecorator => routeTraits({ versioned: { datasets: [datasets].flat(), spoken, maxAge } });
