import type { Cluster } from './cluster';
import { isObject, type Json, onlyEntry, textOf } from './json';
import { illegal, Refusal } from './refusal';

/** Refuses one item of a bulk, as a server short of memory does; null lets it through. */
export type ItemFault = (item: { readonly action: string; readonly id: string }) => Refusal | null;

interface Item {
  readonly action: string;
  readonly meta: Json;
  readonly source?: Json;
}

const ACTIONS = ['index', 'create', 'delete'];

function parsed(line: string): Json {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) return value;
  } catch {
    // said below
  }
  throw illegal('Malformed action/metadata line, expected one JSON object');
}

function itemsOf(body: string): readonly Item[] {
  if (!body.endsWith('\n')) throw illegal('The bulk request must be terminated by a newline [\\n]');
  const lines = body.split('\n').slice(0, -1);
  const items: Item[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [action, meta] = onlyEntry(parsed(lines[at] ?? '')) ?? [];
    if (action === undefined || !isObject(meta) || !ACTIONS.includes(action)) {
      throw illegal(`Malformed action/metadata line [${String(at + 1)}], expected one of [index], [create], [delete]`);
    }
    items.push(action === 'delete' ? { action, meta } : { action, meta, source: parsed(lines[++at] ?? '') });
  }
  if (items.length === 0) {
    throw new Refusal(400, 'action_request_validation_exception', 'Validation Failed: 1: no requests added;');
  }
  return items;
}

const STATUS = { created: 201, updated: 200, deleted: 200, not_found: 404 };

export function externalVersionOf({ version, version_type: type }: Json): number | undefined {
  if (type === undefined || type === 'internal') return undefined;
  if (type !== 'external' && type !== 'external_gt') throw illegal(`No version type match [${textOf(type)}]`);
  const number = Number(version);
  if (!Number.isSafeInteger(number) || number < 0) throw illegal(`illegal version value [${textOf(version)}]`);
  return number;
}

let generated = 0;

export class Bulk {
  constructor(
    private readonly cluster: Cluster,
    private readonly fault: ItemFault,
  ) {}

  /** 200 whatever becomes of the items: `errors` says whether one failed. */
  run(body: string, { index, query }: { readonly index: string | undefined; readonly query: URLSearchParams }): Json {
    const items = itemsOf(body).map((item) => this.one(item, index, query));
    const errors = items.some((item) => Object.values(item).some((answer) => 'error' in answer));
    if (['true', '', 'wait_for'].includes(query.get('refresh') ?? 'false')) {
      for (const one of this.cluster.indices.values()) one.refresh();
    }
    return { took: 1, errors, items };
  }

  private one({ action, meta, source }: Item, given: string | undefined, query: URLSearchParams): Record<string, Json> {
    const name = textOf(meta['_index'] ?? given);
    const id = meta['_id'] === undefined ? `generated-${String(++generated)}` : textOf(meta['_id']);
    try {
      const refused = this.fault({ action, id });
      if (refused) throw refused;
      const mustBeAlias = meta['require_alias'] === true || query.get('require_alias') === 'true';
      const index = this.cluster.target(name, { mustBeAlias, create: action !== 'delete' });
      const external = externalVersionOf(meta);
      const written = index.write({ id, external, mayExist: action !== 'create', ...(source && { source }) });
      const { result, version, seqNo } = written;
      const answer = { _index: index.name, _id: id, _version: version, result, _seq_no: seqNo, _primary_term: 1 };
      return { [action]: { ...answer, status: STATUS[result] } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { [action]: { _index: name, _id: id, status: error.status, error: error.cause_ } };
    }
  }
}
