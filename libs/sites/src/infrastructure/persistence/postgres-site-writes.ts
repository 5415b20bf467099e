import { Database, metAnother, retrying, violatedConstraint } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Author, type Reach, SiteWrites } from '../../application/site-writes';
import { Countries } from '../../domain/countries';
import { errorsByConstraint } from './constraint-errors';

const AUTHOR = `set_config('hexagone.actor', $1, true), set_config('hexagone.request_id', $2, true)`;

/** The lock of the graph comes before any row is locked, and at once as strong as the write may need it. */
const BEGIN: Readonly<Record<Reach, string>> = {
  rows: `SELECT ${AUTHOR}`,
  links: `SELECT ${AUTHOR}, pg_advisory_xact_lock_shared(7302, 1)`,
  graph: `SELECT ${AUTHOR}, pg_advisory_xact_lock(7302, 1)`,
};

class Rehearsed<T> extends Error {
  constructor(readonly outcome: T) {
    super('A rehearsal is undone');
  }
}

@Injectable()
export class PostgresSiteWrites extends SiteWrites {
  private readonly errors: ReturnType<typeof errorsByConstraint>;

  constructor(
    private readonly database: Database,
    countries: Countries,
  ) {
    super();
    this.errors = errorsByConstraint(countries);
  }

  async run<T>({ actor, requestId }: Author, reach: Reach, work: () => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      await this.database.query(BEGIN[reach], [actor, requestId ?? '']);
      return work();
    };
    try {
      return await retrying(
        () => this.database.attempt(attempt),
        (failure) => metAnother(failure) || this.meaning(failure) !== undefined,
      );
    } catch (failure) {
      throw this.meaning(failure) ?? failure;
    }
  }

  async rehearse<T>(author: Author, reach: Reach, work: () => Promise<T>): Promise<T> {
    try {
      return await this.run(author, reach, async () => {
        throw new Rehearsed(await work());
      });
    } catch (failure) {
      if (failure instanceof Rehearsed) return failure.outcome as T;
      throw failure;
    }
  }

  private meaning(failure: unknown): Error | undefined {
    return this.errors.get(violatedConstraint(failure) ?? '')?.();
  }
}
