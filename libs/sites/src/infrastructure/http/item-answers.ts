import { sameTag, vary, type Call } from '@hexagone/platform';
import type { FastifyReply } from 'fastify';
import type { Item, Written } from '../../application/item-reads';
import { digest, itemTag } from './item-tag';

const JSON_TYPE = 'application/json; charset=utf-8';
/** May be kept by the caller alone, who asks each time whether it is still so. */
const CACHED = 'private, no-cache';

export function asJson(reply: FastifyReply, json: string): string {
  reply.type(JSON_TYPE).header('cache-control', CACHED);
  return json;
}

/** The item as it stands, whatever it was before. */
export function present({ reply }: Call, item: Item): string {
  reply.header('etag', itemTag(item));
  return asJson(reply, item.json);
}

export function created(call: Call, path: string, { id, item }: Written): string {
  call.reply.code(201).header('location', `${path}/${id}`);
  return present(call, item);
}

/** What a rehearsed creation would have made: it has no id, and no time. */
export function rehearsed({ reply }: Call, json: string): string {
  reply.code(200);
  return asJson(reply, withoutIdentity(json));
}

const GIVEN_BY_STORING = ['id', 'created_at', 'updated_at'];

export function withoutIdentity(json: string): string {
  const members = Object.entries(JSON.parse(json) as object).filter(([name]) => !GIVEN_BY_STORING.includes(name));
  return JSON.stringify(Object.fromEntries(members));
}

/** 304 without body where the caller has it already. */
function unlessKnown({ request, reply }: Call, tag: string, json: string): string | undefined {
  reply.header('etag', tag).header('cache-control', CACHED);
  const known = request.headers['if-none-match'];
  if (known === undefined || !(known.trim() === '*' || sameTag(known, tag))) return asJson(reply, json);
  reply.code(304);
  return undefined;
}

export const read = (call: Call, item: Item): string | undefined => unlessKnown(call, itemTag(item), item.json);

/** An answer whose words depend on the language. */
export function readSpoken(call: Call, value: unknown): string | undefined {
  const json = JSON.stringify(value);
  vary(call.reply, 'Accept-Language');
  return unlessKnown(call, `"${digest(json)}"`, json);
}
