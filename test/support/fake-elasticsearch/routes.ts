import { Bulk, externalVersionOf, type ItemFault } from './bulk';
import type { Cluster } from './cluster';
import { type Json, objectOf, textOf } from './json';
import { illegal, noSuchIndex, Refusal } from './refusal';
import { counted, searched, shards } from './searching';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: string;
  readonly parts: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const reply = (body: unknown, status = 200): Reply => ({ status, body });

const ROOT = {
  ...{ name: 'fake', cluster_name: 'fake', cluster_uuid: 'fake', tagline: 'You Know, for Search' },
  version: { number: '9.0.2', build_flavor: 'default', lucene_version: '10.1.0' },
};

export function bodyOf({ text }: Pick<Request, 'text'>): Json {
  if (text.trim() === '') return {};
  try {
    return objectOf(JSON.parse(text));
  } catch (error) {
    throw new Refusal(400, 'x_content_parse_exception', String(error));
  }
}

type Handler = (cluster: Cluster, request: Request, itemFault: ItemFault) => Reply;

const part = ({ parts }: Request, at: number): string => decodeURIComponent(parts[at] ?? '');

const refreshed = (query: URLSearchParams, refresh: () => void): void => {
  if (['true', '', 'wait_for'].includes(query.get('refresh') ?? 'false')) refresh();
};

const ALIAS_MISSING = (name: string): Reply => ({
  status: 404,
  body: { error: `alias [${name}] missing`, status: 404 },
});

function aliasOf(cluster: Cluster, request: Request): Reply {
  const indices = cluster.behind(part(request, 1));
  if (indices.length === 0) return ALIAS_MISSING(part(request, 1));
  return reply(Object.fromEntries(indices.map(({ name }) => [name, { aliases: { [part(request, 1)]: {} } }])));
}

function search(cluster: Cluster, request: Request): Reply {
  const [body, name] = [bodyOf(request), request.parts.length > 1 ? part(request, 0) : undefined];
  if (body['pit'] === undefined) {
    return reply(
      searched(
        cluster.resolve(name ?? '_all').map((index) => index.snapshot()),
        body,
      ),
    );
  }
  if (name !== undefined) throw illegal('[indices] cannot be used with point in time');
  const pit = objectOf(body['pit']);
  return reply({ pit_id: pit['id'], ...searched(cluster.pit(pit), body) });
}

function writeDocument(cluster: Cluster, request: Request): Reply {
  const { query, method } = request;
  const [name, id] = [part(request, 0), part(request, 2)];
  const index = cluster.target(name, {
    mustBeAlias: query.get('require_alias') === 'true',
    create: method !== 'DELETE',
  });
  const given = { version: query.get('version') ?? undefined, version_type: query.get('version_type') ?? undefined };
  const written = index.write({
    ...{ id, mayExist: query.get('op_type') !== 'create', external: externalVersionOf(given) },
    ...(method !== 'DELETE' && { source: bodyOf(request) }),
  });
  refreshed(query, () => {
    index.refresh();
  });
  const { result, version, seqNo } = written;
  const status = { created: 201, updated: 200, deleted: 200, not_found: 404 }[result];
  return reply({ _index: index.name, _id: id, _version: version, result, _seq_no: seqNo, _primary_term: 1 }, status);
}

function readDocument(cluster: Cluster, request: Request): Reply {
  const [only] = cluster.resolve(part(request, 0));
  const document = only?.get(part(request, 2));
  const at = { _index: only?.name, _id: part(request, 2) };
  if (!document) return reply({ ...at, found: false }, 404);
  return reply({ ...at, _version: document.version, _seq_no: document.seqNo, found: true, _source: document.source });
}

const closePit: Handler = (cluster, request) => {
  const closed = cluster.pits.delete(textOf(bodyOf(request)['id']));
  return reply({ succeeded: true, num_freed: closed ? 1 : 0 }, closed ? 200 : 404);
};

const create: Handler = (cluster, request) => {
  const { name } = cluster.create(part(request, 0), bodyOf(request));
  return reply({ acknowledged: true, shards_acknowledged: true, index: name });
};

const describe: Handler = (cluster, request) =>
  reply(Object.fromEntries(cluster.resolve(part(request, 0)).map((index) => [index.name, index.describe()])));

const exists: Handler = (cluster, request) => {
  if (cluster.resolve(part(request, 0)).length === 0) throw noSuchIndex(part(request, 0));
  return reply(undefined);
};

const refresh: Handler = (cluster, request) => {
  const indices = cluster.resolve(request.parts.length > 1 ? part(request, 0) : '_all');
  for (const index of indices) index.refresh();
  return reply({ _shards: shards(indices.length) });
};

const count: Handler = (cluster, request) => {
  const indices = cluster.resolve(part(request, 0));
  const found = counted(
    indices.map((index) => index.snapshot()),
    bodyOf(request)['query'],
  );
  return reply({ count: found, _shards: shards(indices.length) });
};

const bulk: Handler = (cluster, request, fault) =>
  reply(
    new Bulk(cluster, fault).run(request.text, {
      index: request.parts.length > 1 ? part(request, 0) : undefined,
      query: request.query,
    }),
  );

const NAME = String.raw`(?!_)[^/]+`;

const ROUTES: readonly (readonly [methods: string, path: string, handler: Handler])[] = [
  ['HEAD GET', '', () => reply(ROOT)],
  [
    'GET',
    '_cluster/health',
    () => reply({ cluster_name: 'fake', status: 'green', timed_out: false, number_of_nodes: 1 }),
  ],
  [
    'POST',
    '_aliases',
    (cluster, request) => {
      cluster.changeAliases(bodyOf(request)['actions']);
      return reply({ acknowledged: true });
    },
  ],
  ['GET HEAD', `_alias/${NAME}`, aliasOf],
  ['POST PUT', '_bulk', bulk],
  ['POST PUT', `${NAME}/_bulk`, bulk],
  ['GET POST', '_refresh', refresh],
  ['GET POST', `${NAME}/_refresh`, refresh],
  ['GET POST', `${NAME}/_count`, count],
  ['GET POST', '_search', search],
  ['GET POST', `${NAME}/_search`, search],
  [
    'POST',
    `${NAME}/_pit`,
    (cluster, request) =>
      reply({ id: cluster.openPit(part(request, 0), request.query.get('keep_alive') ?? ''), _shards: shards(1) }),
  ],
  ['DELETE', '_pit', closePit],
  ['PUT POST DELETE', `${NAME}/_doc/[^/]+`, writeDocument],
  ['GET HEAD', `${NAME}/_doc/[^/]+`, readDocument],
  ['PUT', NAME, create],
  ['HEAD', NAME, exists],
  ['GET', NAME, describe],
  [
    'DELETE',
    NAME,
    (cluster, request) => {
      cluster.remove(part(request, 0));
      return reply({ acknowledged: true });
    },
  ],
];

/** The answer to one request. Throws Refusal. */
export function answerTo(cluster: Cluster, request: Request, itemFault: ItemFault): Reply {
  const path = request.parts.join('/');
  const fitting = ROUTES.filter(([, pattern]) => new RegExp(`^${pattern}$`, 'u').test(path));
  const [, , handler] = fitting.find(([methods]) => methods.split(' ').includes(request.method)) ?? [];
  if (handler) return handler(cluster, request, itemFault);
  const allowed = fitting.map(([methods]) => methods).join(' ');
  const reason = `no handler found for uri [${request.path}] and method [${request.method}]`;
  return { status: allowed === '' ? 400 : 405, body: { error: reason, status: allowed === '' ? 400 : 405 } };
}
