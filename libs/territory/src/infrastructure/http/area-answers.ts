import { Readable } from 'node:stream';
import { clamp, linkHeader, streamed, urlWith } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AreaCriteria,
  type AreaListing,
  type AreaPage,
  AreaReads,
  type Shape,
  type SortKey,
} from '../../application/area-reads';
import { ListAreas } from '../../application/list-areas';
import { type AreaKind, CONTOUR_FIELDS, DEFAULT_FIELDS } from '../../domain/areas';
import { ContoursNotLoaded, FilterRequired } from '../../domain/territory.errors';
import { type Geometry, type ListQuery, MOST_ITEMS } from './area-queries';
import { csvColumns, csvRecords } from './area-csv';
import type { AreaFormat } from './territory-route';

/** One request and what it is answered with. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly format: AreaFormat;
}

const WRAPPINGS = {
  json: { type: 'application/json; charset=utf-8', head: '[', separator: ',', tail: ']' },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', head: '', separator: '\n', tail: '\n' },
  geojson: {
    type: 'application/geo+json; charset=utf-8',
    head: '{"type":"FeatureCollection","features":[',
    separator: ',',
    tail: ']}',
  },
} as const;
type Wrapping = (typeof WRAPPINGS)[keyof typeof WRAPPINGS];

/** Sends areas as the bare arrays, lines or features that were asked, with their total and their pages. */
@Injectable()
export class AreaAnswers {
  constructor(
    private readonly areas: ListAreas,
    private readonly reads: AreaReads,
  ) {}

  async list(kind: AreaKind, query: ListQuery, criteria: AreaCriteria, exchange: Exchange): Promise<unknown> {
    const filtered =
      query.nom !== undefined ||
      query.codePostal !== undefined ||
      Object.values(criteria).some((value) => value !== undefined);
    const limit = query.limit === undefined ? undefined : clamp(query.limit, MOST_ITEMS, exchange.reply);
    const listing = await this.areas.execute({
      kind,
      criteria,
      ...(query.nom !== undefined && { nom: query.nom }),
      ...(query.codePostal !== undefined && { codePostal: query.codePostal }),
      widest: query.match ?? 'fuzzy',
      boostPopulation: query.boost === 'population',
      shape: shapeOf(kind, query, exchange.format, filtered),
      ...(query.sort && { sort: query.sort.map(sortKey) }),
      offset: query.offset,
      ...(limit !== undefined && { limit }),
      counted: query.count === 'exact' || limit === undefined,
    });
    const page = await this.reads.page({ ...listing, limit: limit ?? MOST_ITEMS });
    if (query.count === 'exact') exchange.reply.header('x-total-count', String(page.total));
    const whole = limit === undefined && page.more;
    // Nobody reads the body of an answer to HEAD: a cursor would wait for a reader in vain.
    if (whole && exchange.request.method !== 'HEAD')
      return body(listing, exchange, (await this.reads.stream(listing)).batches);
    if (limit !== undefined) announcePages(exchange, page, limit, query.offset);
    return body(listing, exchange, page.items);
  }

  /** One area as JSON or as a bare GeoJSON Feature. */
  item(item: string, exchange: Exchange, path: string): string {
    tellTruePath(exchange, path);
    exchange.reply.type(exchange.format === 'geojson' ? WRAPPINGS.geojson.type : WRAPPINGS.json.type);
    return item;
  }
}

/** `Content-Location`, where the path asked was repaired or led elsewhere. */
export function tellTruePath({ request, reply }: Exchange, path: string): void {
  if (request.url.split('?', 1)[0] !== path) reply.header('content-location', path);
}

/** Members and geometry, once it is sure that the published data can fill them. */
export function shapeOf(
  kind: AreaKind,
  { fields, geometry }: { fields?: readonly string[]; geometry?: Geometry },
  format: AreaFormat,
  filtered = true,
): Pick<Shape, 'fields' | 'geometry'> {
  const heavy = fields?.find((field) => field === 'contour');
  if (!filtered && format === 'geojson') throw new FilterRequired('format', format);
  if (!filtered && heavy !== undefined) throw new FilterRequired('fields', heavy);
  const beyond = [...(fields ?? []), ...(geometry ? [geometry] : [])].find((name) => CONTOUR_FIELDS.includes(name));
  if (beyond !== undefined) throw new ContoursNotLoaded(beyond);
  const members = fields ? [...new Set([...fields, 'nom', 'code'])] : DEFAULT_FIELDS[kind];
  if (format !== 'geojson') return { fields: members };
  return { fields: members, geometry: geometry === 'mairie' ? geometry : 'centre' };
}

function sortKey(text: string): SortKey {
  const field = text.replace(/^-/u, '') as SortKey['field'];
  return { field, descending: text.startsWith('-') || field === 'score' };
}

function announcePages({ request, reply }: Exchange, page: AreaPage, limit: number, offset: number): void {
  const at = (start: number): string => urlWith(request, { limit: `${limit}`, offset: `${start}` });
  const last = page.total === null ? undefined : Math.max(0, Math.ceil(page.total / limit) - 1) * limit;
  const links = {
    first: at(0),
    prev: offset > 0 ? at(Math.max(0, offset - limit)) : undefined,
    next: page.more ? at(offset + limit) : undefined,
    last: last === undefined ? undefined : at(last),
  };
  reply.header('link', linkHeader(links));
}

function body(listing: AreaListing, { reply, format }: Exchange, items: string | AsyncIterable<string>): unknown {
  if (format === 'csv') {
    const columns = csvColumns(listing);
    return streamed(reply, format, csvRecords(typeof items === 'string' ? [items] : items, columns), { columns });
  }
  const wrapping = WRAPPINGS[format];
  reply.type(wrapping.type);
  if (typeof items !== 'string') return released(Readable.from(wrapped(items, wrapping)), items);
  const { head, separator, tail } = wrapping;
  return items === '' && format === 'ndjson' ? '' : head + joined(items, separator) + tail;
}

/** A caller may leave before the first batch is asked for: then nothing would end the iteration. */
function released(stream: Readable, source: AsyncIterable<string>): Readable {
  return stream.once('close', () => {
    if (source instanceof Readable) source.destroy();
  });
}

async function* wrapped(batches: AsyncIterable<string>, { head, separator, tail }: Wrapping): AsyncGenerator<string> {
  let before: string = head;
  for await (const batch of batches) {
    yield before + joined(batch, separator);
    before = separator;
  }
  yield before === head ? head + tail : tail;
}

const joined = (items: string, separator: string): string =>
  separator === '\n' ? items : items.replaceAll('\n', separator);
