import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvLine } from './csv';
import { MEDIA_TYPES } from './edge/negotiation';
import type { Format } from './route';

type Row = Readonly<Record<string, unknown>>;

export interface StreamOptions {
  /** Of CSV: the members, in order, and the header. Default: those of the first row. */
  readonly columns?: readonly string[];
  /** Of CSV: suggests this file name. Letters, digits, `.`, `_` and `-` alone. */
  readonly fileName?: string;
}

/** Text is gathered up to this length before it is handed on: one write for many rows. */
const CHUNK = 16_384;

async function* json(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let separator = '[';
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield separator === '[' ? '[]' : ']';
}

async function* ndjson(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* csv(rows: AsyncIterable<Row>, columns?: readonly string[]): AsyncGenerator<string> {
  let names = columns;
  if (names) yield csvLine(names);
  for await (const row of rows) {
    if (!names) yield csvLine((names = Object.keys(row)));
    yield csvLine(names.map((name) => row[name]));
  }
}

async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < CHUNK) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

/**
 * The rows as an answer of that format, read no faster than the caller takes them. What fails before the first byte is
 * an ordinary problem; a failure midway cuts the connection, so that a part never passes for the whole.
 */
export const streamed = (
  reply: FastifyReply,
  format: Format,
  rows: AsyncIterable<Row>,
  { columns, ...options }: StreamOptions = {},
): Promise<Readable> => {
  const texts = format === 'csv' ? csv(rows, columns) : format === 'ndjson' ? ndjson(rows) : json(rows);
  return streamedTexts(reply, format, texts, options);
};

/** The same of texts that are in that format already. */
export async function streamedTexts(
  reply: FastifyReply,
  format: Format,
  texts: AsyncIterable<string>,
  { fileName }: Pick<StreamOptions, 'fileName'> = {},
): Promise<Readable> {
  const chunks = gathered(texts);
  const first = await chunks.next();
  reply.type(format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8; header=present` : MEDIA_TYPES[format]);
  if (fileName !== undefined)
    reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
  return Readable.from(following(first, chunks), { objectMode: false });
}

async function* following(
  first: IteratorResult<string, unknown>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<Buffer> {
  try {
    if (!first.done) yield Buffer.from(first.value);
    for await (const chunk of rest) yield Buffer.from(chunk);
  } finally {
    await rest.return(undefined);
  }
}
