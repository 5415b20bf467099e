import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Transaction } from '@hexagone/kernel';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { databaseTrouble } from './database-errors';

export interface Rows<T> {
  readonly rows: T[];
  readonly rowCount: number;
}

/** How one becomes connected, and what is to be given back after the last session is closed. */
export interface Connection {
  connect(): Promise<DataSource>;
  leave?(): Promise<void>;
}

/** The one door to PostgreSQL: everything asked through it takes part in the transaction in progress, if any. */
export class Database extends Transaction implements OnApplicationShutdown {
  private readonly inProgress = new AsyncLocalStorage<EntityManager>();
  private opening: Promise<DataSource> | undefined;
  private source: DataSource | undefined;

  constructor(private readonly connection: Connection) {
    super();
  }

  /**
   * Connects, waiting up to `patienceMs` for a server that does not answer yet. `run` and `query` do it themselves when
   * nobody did; `table` needs it done.
   */
  async open(patienceMs = 0): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        await this.opened();
        return;
      } catch (error) {
        if (databaseTrouble(error) !== 'unavailable' || Date.now() >= deadline) throw error;
        await sleep(500);
      }
    }
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    return this.inProgress.getStore() ? work() : this.attempt(work);
  }

  /** A transaction or, within one, a savepoint: what fails is undone, and what is around it can still go on. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const around = this.inProgress.getStore() ?? (await this.opened()).manager;
    return around.transaction((manager) => this.inProgress.run(manager, work));
  }

  /** Outside of the transaction in progress, if any: what is written stays, whatever becomes of the rest. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.inProgress.exit(work);
  }

  /** The mapped table of a domain class. */
  table<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    const manager = this.inProgress.getStore() ?? this.source?.manager;
    if (!manager) throw new Error('The database is not open yet');
    return manager.getRepository(entity);
  }

  /** Named SQL, unnamed statement; hot reads build their JSON here. int8 and numeric come as strings. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Rows<T>> {
    const runner = this.inProgress.getStore()?.queryRunner as { databaseConnection?: PoolClient } | undefined;
    const session = runner?.databaseConnection ?? poolOf(await this.opened());
    const { rows, rowCount } = await session.query<T>(sql, [...parameters]);
    return { rows, rowCount: rowCount ?? 0 };
  }

  /** Sessions of the pool, for metrics; null before the first use. */
  get sessions(): { readonly total: number; readonly idle: number; readonly waiting: number } | null {
    if (!this.source) return null;
    const { totalCount, idleCount, waitingCount } = poolOf(this.source);
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  async close(): Promise<void> {
    const source = await this.opening?.catch(() => undefined);
    this.opening = this.source = undefined;
    await source?.destroy();
    await this.connection.leave?.();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private opened(): Promise<DataSource> {
    this.opening ??= this.connection.connect().then(
      (source) => (this.source = source),
      (error: unknown) => {
        this.opening = undefined;
        throw error;
      },
    );
    return this.opening;
  }
}

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;
