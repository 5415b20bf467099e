import { Generations } from '@hexagone/kernel';
import { type Chore, Housekeeping } from '@hexagone/platform';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { EmbedGames, type EmbedOutcome, type EmbedProgress } from '../../application/vectors/embed-games';
import { GAMES_DATA } from '../persistence/games-data';

/** How soon a changed game is looked for (s). */
const EVERY = 10;

/** Embeds in the background what imports and decisions changed; one process at a time, of all that share the database. */
@Injectable()
export class EmbeddingChore implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('games');
  private readonly stop = new AbortController();
  private done: string | undefined;

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly games: EmbedGames,
    private readonly generations: Generations,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add(this.chore(() => this.embed()));
  }

  onModuleDestroy(): void {
    this.stop.abort();
  }

  /** Null: another process is at it. Throws what embedding throws. */
  async now(how: EmbedProgress): Promise<EmbedOutcome | null> {
    let work: Promise<EmbedOutcome> | undefined;
    const run = async (): Promise<void> => {
      work = this.games.execute(how);
      await work.catch(() => undefined);
    };
    await this.housekeeping.attempt(this.chore(run));
    return (await work) ?? null;
  }

  private chore(run: Chore['run']): Chore {
    return { name: 'games.embeddings', every: EVERY, run };
  }

  /** Nothing is asked of the games where nothing has moved since the last time. */
  private async embed(): Promise<void> {
    const generation = await this.generations.of(...GAMES_DATA);
    if (generation === this.done) return;
    const { signal } = this.stop;
    const { model, embedded } = await this.games.execute({ signal });
    if (!signal.aborted) this.done = generation;
    if (embedded > 0) this.logger.log(`${embedded} games are embedded by ${String(model)}`);
  }
}
