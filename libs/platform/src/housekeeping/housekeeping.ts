import { Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '../database/database';
import { within } from '../observability/timing';

export interface Chore {
  /** One of a kind, among all contexts. */
  readonly name: string;
  /** Seconds between two beginnings. */
  readonly every: number;
  /** Opens its own transactions. What it throws is logged; the next time comes all the same. */
  readonly run: () => Promise<void>;
}

const LOCK_SPACE = 7303;
/** A process does not wait a day to look whether something is to be done (s). */
const FIRST_WITHIN = 60;
/** A chore under way may end within this time when the process stops (ms). */
const LAST_CHORES = 10_000;

/** For the length of a transaction that asks nothing more; a chore may take longer than such one may idle. */
const CLAIM = `
  SELECT pg_try_advisory_xact_lock($1::integer, hashtext($2)) AS mine,
         set_config('idle_in_transaction_session_timeout', '0', true)`;

/**
 * Chores of the contexts, done by the service while it answers. Every process has the clocks; a chore is done by one of
 * them at a time, the others skip it. Nothing runs before `start`: on the command line nothing ever does.
 */
export class Housekeeping implements OnModuleDestroy {
  private readonly logger = new Logger('housekeeping');
  private readonly chores = new Map<string, Chore>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly complaints = new Map<string, string>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly database: Database) {}

  add(chore: Chore): void {
    if (this.chores.has(chore.name)) throw new Error(`Chore ${chore.name} is there twice`);
    this.chores.set(chore.name, chore);
  }

  /** Once the database is open. */
  start(): void {
    for (const chore of this.chores.values()) {
      const go = (): void => {
        void this.attempt(chore);
      };
      this.timers.push(setInterval(go, chore.every * 1000).unref());
      if (chore.every > FIRST_WITHIN) this.timers.push(setTimeout(go, FIRST_WITHIN * 1000).unref());
    }
  }

  /** Does that chore now, unless somebody is at it. False: it was skipped, or it failed. */
  async attempt(chore: Chore): Promise<boolean> {
    if (this.underWay.has(chore.name)) return false;
    let done = false;
    const work = this.inTurn(chore).then(
      (mine) => {
        done = mine;
        this.complaints.delete(chore.name);
      },
      (error: unknown) => {
        this.complain(chore, error);
      },
    );
    this.underWay.set(chore.name, work);
    await work.finally(() => this.underWay.delete(chore.name));
    return done;
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await within(LAST_CHORES, Promise.all(this.underWay.values())).catch((error: unknown) => {
      this.logger.warn(`A chore is cut short: ${String(error)}`);
    });
  }

  private inTurn({ name, run }: Chore): Promise<boolean> {
    return this.database.run(async () => {
      const { rows } = await this.database.query<{ mine: boolean }>(CLAIM, [LOCK_SPACE, name]);
      if (!rows[0]?.mine) return false;
      await this.database.apart(run);
      return true;
    });
  }

  /** Once for as long as it is the same one: a chore of every second would fill the log while the database is down. */
  private complain({ name }: Chore, error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    if (this.complaints.get(name) === said) return;
    this.complaints.set(name, said);
    this.logger.error(`${name} failed: ${error instanceof Error ? (error.stack ?? said) : said}`);
  }
}
