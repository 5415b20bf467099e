import { DomainError } from '@hexagone/kernel';
import { DatasetFreshness, type Freshness } from '@hexagone/ingestion';
import { keepFor, MEDIA_TYPES, streamedTexts } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { SlotFacts, Streamed } from '../../application/load-reads';
import { RANGE_TOO_LONG } from '../../domain/reading.errors';
import { itemsIn, MOST_ITEMS, stepOf } from '../../domain/resolution';
import { slotRange, slotsIn } from '../../domain/slot-range';
import type { Exchange } from './exchange';
import { headOf, type SeriesQuestion, toldGaps, writtenGap } from './series-head';
import type { SeriesQuery } from './series-queries';
import { bytesOf, csvTexts, jsonTexts, type SeriesLines } from './series-texts';

export const DATASET = 'eco2mix';
const A_DAY = 86_400;

type Asked = Omit<SeriesQuery, 'unit' | 'crossFaults'> & Partial<Pick<SeriesQuery, 'unit'>>;

/** What somebody asks of the slots, once their query is known to be right. */
export function questionOf(query: Asked): SeriesQuestion {
  const { area, unit = 'W', resolution, nature: natures, gaps } = query;
  return { area, unit, resolution, gaps, range: slotRange(query, stepOf(resolution)), ...(natures && { natures }) };
}

export interface SeriesBody<T> {
  /** JSON texts. */
  readonly items: (found: T) => Iterable<string>;
  readonly own?: (found: T) => object;
}

/** Answers about slots: the head that all of them have, then what was asked. */
@Injectable()
export class SeriesAnswers {
  constructor(private readonly freshness: DatasetFreshness) {}

  /** The freshness first: younger data than it says are told as they are the next time, older ones would never be. */
  async fresh<T>(read: () => Promise<T>): Promise<T & { freshness: Freshness }> {
    const freshness = await this.freshness.of(DATASET);
    return { ...(await read()), freshness };
  }

  /** The head, `own` and the gaps. */
  async figures<T extends { readonly facts: SlotFacts }>(
    question: SeriesQuestion,
    { reply }: Exchange,
    read: () => Promise<T>,
    own: (found: T) => object,
  ): Promise<object> {
    const found = await this.fresh(read);
    keep(reply, question, found.facts);
    const gaps = gapsIn(question, found.facts);
    return { ...headOf(question, found), ...own(found), ...(gaps && { gaps }) };
  }

  /** The head and `own`, then `data` and the gaps, as JSON. */
  async series<T extends { readonly facts: SlotFacts }>(
    question: SeriesQuestion,
    { reply }: Exchange,
    read: () => Promise<T>,
    { items, own }: SeriesBody<T>,
  ): Promise<Buffer> {
    mustFit(question);
    const found = await this.fresh(read);
    keep(reply, question, found.facts);
    reply.type('application/json; charset=utf-8');
    const gaps = gapsIn(question, found.facts);
    const head = JSON.stringify({ ...headOf(question, found), ...own?.(found) }).slice(0, -1);
    const tail = gaps ? `],"gaps":${JSON.stringify(gaps)}}` : ']}';
    return bytesOf(`${head},"data":[`, items(found), tail);
  }

  /** Lines of CSV or NDJSON, of any number. */
  async lines<T>(
    { request, reply, format }: Exchange,
    open: () => Promise<Streamed<T>>,
    lines: SeriesLines<T>,
  ): Promise<Readable | string> {
    if (request.method === 'HEAD') {
      // Nobody reads the body of such an answer: a cursor would wait for a reader in vain.
      reply.type(MEDIA_TYPES[format]);
      return '';
    }
    const { final, batches, close } = await open();
    if (final) keepFor(reply, A_DAY);
    const fileName = `${request.url.split('?', 1)[0]?.split('/')[1] ?? DATASET}.${format}`;
    const texts = format === 'csv' ? csvTexts(batches, lines) : jsonTexts(batches, lines);
    const body = await streamedTexts(reply, format, texts, { fileName });
    // A caller may leave before the first line is asked for: then nothing would end the reading.
    return body.once('close', close);
  }
}

/** An answer that only definitive values make up, and all of them, is not expected to change. */
export function keep(reply: Exchange['reply'], { range }: SeriesQuestion, { natures }: SlotFacts): void {
  const expected = slotsIn(range);
  if (expected > 0 && natures.definitive === expected) keepFor(reply, A_DAY);
}

function mustFit({ range, resolution }: SeriesQuestion): void {
  const items = itemsIn(range, resolution);
  if (items <= MOST_ITEMS) return;
  throw tooLong({
    en: `the range may have ${items} items, and one JSON document has at most ${MOST_ITEMS}: ask for format=csv or format=ndjson, which are streamed, for a longer resolution or for a shorter range`,
    fr: `l'intervalle peut avoir ${items} éléments, et un document JSON en a au plus ${MOST_ITEMS} : demandez format=csv ou format=ndjson, qui sont diffusés au fil de l'eau, une résolution plus longue ou un intervalle plus court`,
  });
}

function gapsIn({ range, gaps: wanted }: SeriesQuestion, facts: SlotFacts): object[] | undefined {
  const gaps = wanted ? toldGaps(facts, range) : undefined;
  if (gaps && gaps.length > MOST_ITEMS)
    throw tooLong({
      en: `the range has ${gaps.length} gaps, and one JSON document tells at most ${MOST_ITEMS}: ask for gaps=false or for a shorter range`,
      fr: `l'intervalle a ${gaps.length} lacunes, et un document JSON en décrit au plus ${MOST_ITEMS} : demandez gaps=false ou un intervalle plus court`,
    });
  return gaps?.map(writtenGap);
}

const tooLong = (detail: { en: string; fr: string }): DomainError =>
  new DomainError(RANGE_TOO_LONG, detail, { faults: [{ parameter: 'end', code: RANGE_TOO_LONG.code, detail }] });
