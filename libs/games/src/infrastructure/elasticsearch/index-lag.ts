import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { MOST_DOCUMENTS } from './bulk-writes';

const FRESH_MS = 1000;

/** What was refused for good comes no later: nobody waits for it. */
const LONG = `
  SELECT count(*) > $1 AS yes FROM (SELECT FROM game_outbox WHERE parked_at IS NULL LIMIT $1 + 1) waiting`;

const GAMES = `SELECT EXISTS (SELECT FROM game WHERE state = 'live') AS yes`;

/** How far the index is behind the catalogue, whichever process follows the changes. */
@Injectable()
export class IndexLag {
  private known: { readonly until: number; readonly long: Promise<boolean> } | undefined;

  constructor(private readonly database: Database) {}

  /** More changes wait than one request takes to the index; as of a second ago at most. */
  isLong(): Promise<boolean> {
    const now = Date.now();
    if (this.known && now < this.known.until) return this.known.long;
    const long = this.yes(LONG, [MOST_DOCUMENTS]);
    this.known = { until: now + FRESH_MS, long };
    long.catch(() => {
      this.known = undefined;
    });
    return long;
  }

  /** The catalogue has any at all. */
  hasGames(): Promise<boolean> {
    return this.yes(GAMES, []);
  }

  private async yes(question: string, values: readonly unknown[]): Promise<boolean> {
    const { rows } = await this.database.query<{ yes: boolean }>(question, values);
    return rows[0]?.yes === true;
  }
}
