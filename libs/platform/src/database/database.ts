import { AsyncLocalStorage } from 'node:async_hooks';
import { Transaction } from '@hexagone/kernel';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { QueryFailedError } from 'typeorm';

export interface Rows<T> {
  readonly rows: T[];
  readonly rowCount: number;
}

/** The one door to PostgreSQL: everything asked through it takes part in the transaction in progress, if any. */
export class Database extends Transaction {
  private readonly inProgress = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly source: DataSource) {
    super();
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inProgress.getStore()) return work();
    return this.source.transaction((manager) => this.inProgress.run(manager, work));
  }

  /** The mapped table of a domain class. */
  table<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return (this.inProgress.getStore() ?? this.source.manager).getRepository(entity);
  }

  /** Named SQL, unnamed statement; hot reads build their JSON here. int8 and numeric come as strings. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Rows<T>> {
    const { rows, rowCount } = await this.session().query<T>(sql, [...parameters]);
    return { rows, rowCount: rowCount ?? 0 };
  }

  private session(): Pool | PoolClient {
    const runner = this.inProgress.getStore()?.queryRunner as { databaseConnection?: PoolClient } | undefined;
    return runner?.databaseConnection ?? (this.source.driver as unknown as { master: Pool }).master;
  }
}

/** Turns the violation of one named constraint into the domain error it stands for. */
export function onViolation(constraint: string, error: () => Error) {
  return (failure: unknown): never => {
    const driver = failure instanceof QueryFailedError ? failure.driverError : failure;
    throw (driver as { constraint?: string } | null)?.constraint === constraint ? error() : failure;
  };
}
