import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
import { bulkWrite, MOST_DOCUMENTS, type Write } from './bulk-writes';
import type { Generations } from '@hexagone/kernel';
import type { ElasticsearchConnection } from './elasticsearch-connection';
import type { GameDocuments } from './game-documents';
import type { IndexAliases } from './index-aliases';
import type { Outbox } from './outbox';

/** Its generation moves when what the index answers may have changed: some time after the catalogue. */
export const SEARCH_INDEX_DATA = 'games-index';

export interface Sources {
  readonly documents: GameDocuments;
  readonly outbox: Outbox;
  readonly generations: Generations;
}

export interface Rebuilt {
  readonly index: string;
  readonly games: number;
  /** Games that the server refused; the outbox tries them again. */
  readonly refused: number;
}

export interface Work {
  readonly signal: AbortSignal;
  readonly progress?: (games: number) => void;
}

interface Filled {
  readonly games: number;
  /** The last change that is in it. */
  readonly seq: number;
  readonly refused: readonly number[];
}

/** Changes may go on coming in while counts are compared. */
const MOST_COMPARISONS = 10;
const MOST_TRIES = 5;

/** The index of the games: kept in step with the outbox, or made anew beside the one that is read. One process at a time. */
export class SearchIndex {
  constructor(
    private readonly connection: ElasticsearchConnection,
    private readonly aliases: IndexAliases,
    private readonly sources: Sources,
  ) {}

  /** `none`: nothing to search in; `old`: made of another definition. */
  async state(): Promise<'none' | 'old' | 'current'> {
    const [index, another] = await this.aliases.behind(await this.connection.client());
    if (index === undefined) return 'none';
    return another === undefined && this.aliases.isCurrent(index) ? 'current' : 'old';
  }

  /** Takes the changes that wait to the index, each until a search finds it; how many games. Throws where the server does not answer. */
  async follow({ signal }: Work): Promise<number> {
    const { documents, outbox } = this.sources;
    const client = await this.connection.client();
    const target = { index: this.aliases.alias, isAlias: true };
    let games = 0;
    while (!signal.aborted) {
      const changes = await outbox.due(MOST_DOCUMENTS);
      if (changes.length === 0) break;
      const failures = await bulkWrite(client, await documents.of(changes), target);
      const failed = new Set(failures.map(({ game }) => game));
      if (failures.length < changes.length) await this.changed(client, this.aliases.alias);
      await outbox.done(changes.filter(({ game }) => !failed.has(game)));
      await outbox.failed(failures);
      games += changes.length - failures.length;
    }
    return games;
  }

  /** Reads stay on the old index until the new one holds every game; then the alias moves. What it read before is kept. */
  async rebuild(work: Work): Promise<Rebuilt> {
    const client = await this.connection.client();
    // What a rebuild left that was killed, or whose alias could not be moved.
    await this.aliases.forget(client, await this.aliases.behind(client));
    const { settings, mappings } = this.aliases.definition;
    const index = this.aliases.nameAt(new Date());
    await client.indices.create({ index, settings, mappings });
    const { games, seq, refused } = await this.filled(client, index, work)
      .then(mostlyTaken)
      .catch(async (error: unknown) => {
        await client.indices.delete({ index }).catch(() => undefined);
        throw error;
      });
    const before = await this.aliases.moveTo(client, index);
    await this.sources.outbox.doneUpTo(seq);
    await this.sources.outbox.add(refused);
    await this.changed(client, index);
    await this.aliases.forget(client, [index, ...before]);
    return { index, games, refused: refused.length };
  }

  /** Whoever asks from now on sees it. */
  private async changed(client: Client, index: string): Promise<void> {
    await client.indices.refresh({ index });
    await this.sources.generations.touch(SEARCH_INDEX_DATA);
  }

  private async filled(client: Client, index: string, { signal, progress }: Work): Promise<Filled> {
    const { documents, outbox } = this.sources;
    let seq = await outbox.last();
    const refused = new Set<number>();
    const write = async (writes: readonly Write[]): Promise<void> => {
      signal.throwIfAborted();
      for (const { game } of writes) refused.delete(game);
      for (const game of await patiently(client, writes, index)) refused.add(game);
    };
    let written = 0;
    for await (const writes of documents.all(MOST_DOCUMENTS)) {
      await write(writes);
      progress?.((written += writes.length));
    }
    for (let i = 0; i < MOST_COMPARISONS; i++) {
      for (let changes = await outbox.due(MOST_DOCUMENTS, seq); changes.length > 0;) {
        await write(await documents.of(changes));
        seq = Math.max(...changes.map((change) => change.seq));
        changes = await outbox.due(MOST_DOCUMENTS, seq);
      }
      await client.indices.refresh({ index });
      const [{ count }, games] = await Promise.all([client.count({ index }), documents.count()]);
      if (Math.abs(games - count) <= refused.size) return { games: count, seq, refused: [...refused] };
    }
    throw new Error(`The new index ${index} does not hold as many games as the catalogue`);
  }
}

/** Some odd documents are refused; where more are, the server takes none now, and the old index is the better one. */
function mostlyTaken(filled: Filled): Filled {
  const { games, refused } = filled;
  if (refused.length <= Math.max(10, games / 100) && (games > 0 || refused.length === 0)) return filled;
  throw new Error(`Elasticsearch refuses ${String(refused.length)} of ${String(games + refused.length)} games`);
}

/** What the server refuses for good. It gets some seconds where it is short of something. */
async function patiently(client: Client, writes: readonly Write[], index: string): Promise<readonly number[]> {
  let left = writes;
  for (let attempt = 1; ; attempt++) {
    const failures = await bulkWrite(client, left, { index, isAlias: false });
    if (failures.length === 0 || attempt === MOST_TRIES) return failures.map(({ game }) => game);
    const failed = new Set(failures.map(({ game }) => game));
    left = left.filter(({ game }) => failed.has(game));
    await sleep(50 * 2 ** attempt);
  }
}
