import { setTimeout as sleep } from 'node:timers/promises';
import { type Reading, type ReadingEnd, RecordReader } from '@hexagone/ingestion';
import type { Client } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
import { sourceFailure } from './source-problems';
import type { DocumentSource } from './source-settings';

const PAGE_SIZE = 500;
const KEEP_ALIVE = '2m';
const MOST_BUSY = 5;
const MEMBERS = ['title', 'summary', 'storyline', 'keywords'];

export interface Patience {
  /** Of the client, where the server is away. */
  readonly retries: number;
  /** After the first answer that it has too much to do; doubled from time to time. */
  readonly pauseMs: number;
}

/** A place in the index as it was when the reading began. */
interface Place {
  readonly pit: string;
  readonly after?: (string | number | boolean | null)[];
}

/** Every document of an index as it was at one moment; the server forgets that moment when the reading is over. */
export class DocumentReader extends RecordReader {
  constructor(
    private readonly source: DocumentSource,
    private readonly patience: Patience = { retries: 3, pauseMs: 500 },
  ) {
    super();
  }

  async *read({ signal }: Reading): AsyncGenerator<unknown, ReadingEnd, undefined> {
    const { index } = this.source;
    const client = await clientOf(this.source, this.patience);
    let place: Place | undefined;
    try {
      const { id } = await this.patiently(signal, () =>
        client.openPointInTime({ index, keep_alive: KEEP_ALIVE }, { signal }),
      );
      place = { pit: id };
      for (;;) {
        const page = await this.page(client, place, signal);
        for (const { _id, _source } of page.hits) yield { _index: index, _id, _source };
        if (!page.next) return { cursor: null, details: { index } };
        place = page.next;
      }
    } finally {
      if (place) await client.closePointInTime({ id: place.pit }).catch(() => undefined);
      await client.close();
    }
  }

  private async page(client: Client, { pit, after }: Place, signal: AbortSignal): Promise<Page> {
    const { hits, pit_id } = await this.patiently(signal, () =>
      client.search(
        {
          ...{ size: PAGE_SIZE, query: { match_all: {} }, sort: [{ _shard_doc: 'asc' }], _source: MEMBERS },
          ...{ pit: { id: pit, keep_alive: KEEP_ALIVE }, track_total_hits: false, allow_partial_search_results: false },
          ...(after && { search_after: after }),
        },
        { signal },
      ),
    );
    const last = hits.hits.at(-1)?.sort;
    return { hits: hits.hits, next: last ? { pit: pit_id ?? pit, after: last } : null };
  }

  /** The client itself tries again where the server is away; here, where it has too much to do. */
  private async patiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        const isBusy = (Object(error) as { statusCode?: unknown }).statusCode === 429;
        if (!isBusy || attempt === MOST_BUSY) throw sourceFailure(error, this.source.index);
      }
      await sleep(this.patience.pauseMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => {
        signal.throwIfAborted();
      });
    }
  }
}

interface Page {
  readonly hits: readonly { readonly _id?: string; readonly _source?: unknown }[];
  /** Null: that was the last page. */
  readonly next: Place | null;
}

/** The client takes long to load, and is seldom needed. */
async function clientOf({ url, apiKey, authority }: DocumentSource, { retries }: Patience): Promise<Client> {
  const elasticsearch = await import('@elastic/elasticsearch');
  return new elasticsearch.Client({
    ...{ node: url, maxRetries: retries, requestTimeout: 30_000 },
    ...(apiKey !== undefined && { auth: { apiKey } }),
    tls: { rejectUnauthorized: true, ...(authority !== undefined && { ca: authority }) },
  });
}
