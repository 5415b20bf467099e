import type { OpenAPIObject } from '@nestjs/swagger';
import type { RouteTable } from './edge/route-table';
import type { RouteTraits } from './route';
import { MEDIA_TYPES } from './edge/negotiation';
import { PROBLEM_JSON } from './problem-document';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = { $ref: '#/components/responses/Problem' };

const FAULT = {
  type: 'object',
  required: ['code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'RFC 6901, into the document' },
    parameter: { type: 'string', description: 'of the query or the path' },
    code: { type: 'string' },
    detail: { type: 'string' },
  },
};

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457. `type` leads to a page about the problem.',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', examples: ['/problems/platform.invalid-parameters'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    request_id: { type: 'string', description: 'With 5xx: names the request in the log.' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
  },
};

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * `POST /imports/{id}/replay`, method replay → `importsReplay`; `GET /communes`, method list → `communesList`: the path's
 * fixed parts and the method's name, so that clients are generated with names that last.
 */
function operationId(path: string, method: string): string {
  const words = path.split(/[/._-]/).filter((part) => part !== '' && !part.startsWith('{'));
  const resource = words.map((word, i) => (i === 0 ? word : upperFirst(word))).join('');
  return resource.toLowerCase().endsWith(method.toLowerCase()) ? resource : resource + upperFirst(method);
}

/** What a token must hold here; undefined where none is ever needed. */
function scopesOf(access: RouteTraits['access']): readonly string[] | undefined {
  if (access && 'scopes' in access) return access.scopes;
  return access?.kind === 'self' ? [] : undefined;
}

function securityOf({ access, showsMoreTo }: RouteTraits): Record<string, string[]>[] {
  const scopes = scopesOf(access);
  if (scopes) return [{ token: [...scopes] }];
  return showsMoreTo ? [{}, { token: [...showsMoreTo] }] : [];
}

/** Statuses that the edge and the platform can answer on such a route, beside what its controller documents. */
function statuses(
  operation: Operation,
  { access, upload, versioned, formats, idempotent, form, limited, probe }: RouteTraits,
  path: string,
): string[] {
  const body = operation.requestBody !== undefined || upload !== undefined;
  return [
    '400',
    ...(scopesOf(access) ? ['401', '403'] : []),
    ...(path.includes('{') ? ['404'] : []),
    ...(formats || access?.kind !== 'public' ? ['406'] : []),
    ...(idempotent ? ['409'] : []),
    ...(body ? ['413', '415', ...(form ? [] : ['422'])] : []),
    ...(limited === 'none' || probe ? [] : ['429']),
    ...(versioned ? ['304'] : []),
    '500',
    '503',
  ];
}

function describePolicy(operation: Operation, traits: RouteTraits, path: string): void {
  operation.operationId = operationId(path, operation.operationId ?? '');
  const responses = operation.responses as Responses;
  for (const status of statuses(operation, traits, path))
    responses[status] ??= status === '304' ? { description: 'Unchanged since `If-None-Match`.' } : PROBLEM;
  responses['default'] ??= PROBLEM;
  operation.security ??= securityOf(traits);
  Object.assign(operation, { 'x-access': traits.access?.kind });
  describeLists(operation);
  if (traits.formats) describeFormats(operation, traits.formats);
}

/** A list is written with commas; the same parameter twice is refused. */
function describeLists(operation: Operation): void {
  for (const parameter of operation.parameters ?? [])
    if ('schema' in parameter && parameter.schema && 'type' in parameter.schema && parameter.schema.type === 'array')
      Object.assign(parameter, { style: 'form', explode: false });
}

function describeFormats(operation: Operation, formats: NonNullable<RouteTraits['formats']>): void {
  (operation.parameters ??= []).push({
    name: 'format',
    in: 'query',
    required: false,
    description: 'Wins over `Accept`.',
    schema: { type: 'string', enum: [...formats], default: formats[0] },
  });
  const ok = (operation.responses as Record<string, { content?: Record<string, unknown> }>)['200'];
  if (!ok) return;
  ok.content ??= {};
  for (const format of formats)
    ok.content[MEDIA_TYPES[format]] ??= { schema: format === 'csv' || format === 'ndjson' ? { type: 'string' } : {} };
}

/** Who may call what, in which representations, and what can go wrong: from the routes themselves. */
export function withPolicies(document: OpenAPIObject, routes: RouteTable): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const method of METHODS) {
      const operation = item[method];
      const route = routes.routes.find((known) => known.url === url && known.method === method.toUpperCase());
      if (operation && route) describePolicy(operation, route.traits, path);
    }
  }
  delete (document.info as { contact?: object }).contact;
  const components = (document.components ??= {});
  components.schemas = { ...components.schemas, Problem: PROBLEM_SCHEMA, Fault: FAULT };
  components.responses = {
    ...components.responses,
    Problem: {
      description: 'A problem (RFC 9457).',
      headers: {
        'WWW-Authenticate': { description: 'With 401 and for want of a scope.', schema: { type: 'string' } },
        RateLimit: { description: 'What is left of the quota.', schema: { type: 'string' } },
        'Retry-After': { description: 'Seconds; with 429 and 503.', schema: { type: 'integer' } },
      },
      content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  return document;
}
