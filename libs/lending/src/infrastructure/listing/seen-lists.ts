import { actorOf, jsonQuoted, type Listing, ListAnswers, type ListExchange } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { SeenRecords } from '../../application/access-log';
import { accessInsert, recorded } from '../persistence/access-statement';

export interface SeenList {
  readonly listing: Listing;
  readonly action: SeenRecords['action'];
  /** SQL of the opportunities that rows of these ids (SQL of an array) show; default: those ids. */
  readonly opportunities?: (ids: string) => string;
  /** Whether `meta` tells the response's id. */
  readonly told?: boolean;
}

/** Lists of personal data: each page and each export has its row in the access log. */
@Injectable()
export class SeenLists {
  constructor(private readonly lists: ListAnswers) {}

  answer(
    { listing, action, opportunities = (ids) => ids, told = false }: SeenList,
    exchange: ListExchange,
  ): Promise<string | Readable> {
    const { request } = exchange;
    const responseId = randomUUID();
    const seen = {
      ...{ actor: actorOf(request), action, requestId: request.id, filter: asked(exchange) },
      ...(told && request.format === 'json' && { responseId }),
    };
    const seenListing: Listing = {
      ...listing,
      cache: 'no-store',
      meta: (to) => ({
        ...(told && { response_id: jsonQuoted(`${to.add(responseId)}::text`) }),
        ...listing.meta?.(to),
      }),
      record: (to, ids) =>
        accessInsert(seen, `SELECT ${ids === null ? 'NULL' : opportunities(ids)}::varchar[] AS ids`, to),
    };
    return recorded(() => this.lists.answer(seenListing, exchange));
  }
}

/** The question, but for the place in the list. */
function asked({ request: { query, format } }: ListExchange): Readonly<Record<string, unknown>> {
  const words = Object.entries({ ...(query as object), ...(format !== 'json' && { format }) });
  return Object.fromEntries(words.filter(([name]) => name !== 'cursor'));
}
