import { setTimeout as sleep } from 'node:timers/promises';
import { type Chore, Housekeeping } from '@hexagone/platform';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ElasticsearchConnection } from './elasticsearch-connection';
import { Outbox } from './outbox';
import { type Rebuilt, SearchIndex, type Work } from './search-index';

/** How soon after a change the index has it (s). */
const EVERY = 1;
const COMPACT_EVERY = 600;
/** After a rebuild that failed. */
const PAUSE_MS = 30_000;

/** The one who follows the changes is soon done. */
const [MOST_TRIES, TRY_EVERY_MS] = [20, 250];

/** Keeps the index of the games in step, by one process at a time; makes it where there is none, or one of another definition. */
@Injectable()
export class SearchIndexChore implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('games');
  private readonly stop = new AbortController();
  /** An index of another definition is replaced once: two versions that run side by side do not take turns. */
  private settled = false;
  private rebuildFrom = 0;

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly connection: ElasticsearchConnection,
    private readonly index: SearchIndex,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add({ name: 'games.outbox', every: COMPACT_EVERY, run: () => this.outbox.compact() });
    if (this.connection.isConfigured) this.housekeeping.add(this.chore(() => this.step()));
  }

  onModuleDestroy(): void {
    this.stop.abort();
  }

  /** Rebuilds now. Null: another process is at the index. Throws what rebuilding throws. */
  async now(work: Work): Promise<Rebuilt | null> {
    let rebuilt: Promise<Rebuilt> | undefined;
    const run = async (): Promise<void> => {
      rebuilt = this.index.rebuild(work);
      await rebuilt.catch(() => undefined);
    };
    for (let tries = 0; !rebuilt && tries < MOST_TRIES; tries++) {
      if (tries > 0) await sleep(TRY_EVERY_MS);
      await this.housekeeping.attempt(this.chore(run));
    }
    return (await rebuilt) ?? null;
  }

  /** What is to be done now: nothing, changes, or all of it. */
  async step(): Promise<void> {
    const { signal } = this.stop;
    const state = await this.index.state();
    if (state === 'none' || (state === 'old' && !this.settled)) await this.rebuild();
    else await this.index.follow({ signal });
    this.settled = true;
  }

  private async rebuild(): Promise<void> {
    if (Date.now() < this.rebuildFrom) return;
    this.rebuildFrom = Date.now() + PAUSE_MS;
    const { index, games, refused } = await this.index.rebuild({ signal: this.stop.signal });
    this.rebuildFrom = 0;
    this.logger.log(`${String(games)} games are in the new index ${index}, ${String(refused)} were refused`);
  }

  private chore(run: Chore['run']): Chore {
    return { name: 'games.search-index', every: EVERY, run };
  }
}
