import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Database } from '../database/database';
import { jsonObject } from '../database/json-members';
import { type PageOfItems, pageStatement, streamStatement } from '../database/list-statements';
import { SqlParameters } from '../database/sql-parameters';
import { streamRows } from '../database/stream-rows';
import { clamp, collectionText, type PageMeta } from './collections';
import { CursorCodec } from './cursor-codec';
import { MEDIA_TYPES } from './edge/negotiation';
import { type Listing, type ListPlan, planOf } from './list-plan';
import { type ListQuery, MOST_ITEMS, refuseContradictions, USUAL_ITEMS } from './list-query';
import { listRecords } from './list-records';
import { vary } from './problem-document';
import { streamed, streamedTexts } from './streamed';

/** One question to a collection, and what it is answered with. */
export interface ListExchange {
  readonly query: ListQuery;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Far beyond any list, and no overflow in SQL. */
const MOST_ROWS = 1_000_000_000;

const limitOf = ({ limit, itemsPerPage }: ListQuery): number | undefined => limit ?? itemsPerPage;
const offsetOf = ({ page = 1 }: ListQuery, limit: number): number => (page - 1) * limit;

/** Answers collections: pages as JSON; CSV and NDJSON of all that match. Items are written by the database alone. */
@Injectable()
export class ListAnswers {
  constructor(
    private readonly database: Database,
    private readonly cursors: CursorCodec,
  ) {}

  answer(listing: Listing, exchange: ListExchange): Promise<string | Readable> {
    const { query, request, reply } = exchange;
    refuseContradictions(query);
    const plan = planOf(listing, query, this.cursors);
    reply.header('cache-control', listing.cache ?? 'private, no-cache');
    vary(reply, 'Accept');
    return request.format === 'json' ? this.page(listing, plan, exchange) : this.export(listing, plan, exchange);
  }

  private async page(
    { owner, meta, beside, record }: Listing,
    { to, source, members, bound, ...part }: ListPlan,
    { query, request, reply }: ListExchange,
  ): Promise<string> {
    const limit = clamp(limitOf(query) ?? USUAL_ITEMS, MOST_ITEMS, reply);
    const page = {
      ...part,
      item: jsonObject(members),
      limit,
      offset: offsetOf(query, limit),
      counted: query.count === 'exact',
      ...(owner && { known: owner.known(to) }),
      ...(meta && { meta: jsonObject(meta(to)) }),
      ...(beside && { beside: jsonObject(beside(to)) }),
      ...(record && { record: (ids: string) => record(to, ids) }),
    };
    const { rows } = await this.database.query<PageOfItems>(pageStatement(source, page, to), to.values);
    const [found] = rows;
    if (!found?.known) throw missing(owner);
    const cursor = (keys: string): string => this.cursors.seal(JSON.parse(keys) as unknown[], bound);
    return collectionText(found.items, metaOf(query, limit, found, cursor), request, reply);
  }

  private async export(listing: Listing, plan: ListPlan, exchange: ListExchange): Promise<string | Readable> {
    const { query, request, reply } = exchange;
    const limit = Math.min(limitOf(query) ?? (query.page === undefined ? MOST_ROWS : USUAL_ITEMS), MOST_ROWS);
    const part = { ...plan, item: jsonObject(plan.members), limit, offset: offsetOf(query, limit) };
    const ofHead = new SqlParameters();
    const head = `SELECT ${listing.owner?.known(ofHead) ?? 'true'} AS known`;
    if (request.method === 'HEAD') {
      // Nobody reads the body of such an answer: a cursor would wait for a reader in vain.
      const { rows } = await this.database.query<{ known: boolean }>(head, ofHead.values);
      if (!rows[0]?.known) throw missing(listing.owner);
      reply.type(MEDIA_TYPES[request.format]);
      return '';
    }
    await this.recordExport(listing);
    const { head: found, batches } = await streamRows<{ known: boolean }>(this.database, {
      head,
      headParameters: ofHead.values,
      items: streamStatement(plan.source, part, plan.to),
      parameters: plan.to.values,
    });
    if (found.known) return bodyOf(batches, listing, plan, exchange);
    batches.destroy();
    throw missing(listing.owner);
  }

  /** Committed before the first row is read: a caller who leaves midway has seen some. */
  private async recordExport({ record }: Listing): Promise<void> {
    if (!record) return;
    const to = new SqlParameters();
    await this.database.query(record(to, null), to.values);
  }
}

const missing = (owner: Listing['owner']): Error =>
  owner?.missing() ?? new Error('A list without owner is always there');

/** Of a page: where it is, and what comes before and after. */
function metaOf(
  { page }: ListQuery,
  limit: number,
  { total, position, meta, beside }: PageOfItems,
  cursor: (keys: string) => string,
): PageMeta {
  const before = page !== undefined && page > 1 ? { prev: { page: String(page - 1) } } : {};
  const next = position !== null && (page === undefined ? { cursor: cursor(position) } : { page: String(page + 1) });
  return {
    limit,
    ...(total !== null && { total }),
    ...(page !== undefined && { page }),
    ...before,
    ...(next && { next }),
    ...(meta !== null && { more: JSON.parse(meta) as Record<string, unknown> }),
    ...(beside !== null && { beside }),
  };
}

async function bodyOf(
  batches: Readable,
  { fileName }: Listing,
  { members }: ListPlan,
  { request: { format }, reply }: ListExchange,
): Promise<Readable> {
  const options = { fileName: `${fileName}.${format}` };
  const columns = Object.keys(members);
  const body =
    format === 'csv'
      ? await streamed(reply, format, listRecords(batches, columns), { ...options, columns })
      : await streamedTexts(reply, format, lines(batches), options);
  // A caller may leave before the first batch is asked for: then nothing would end the iteration.
  return body.once('close', () => batches.destroy());
}

async function* lines(batches: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const batch of batches) yield `${batch}\n`;
}
