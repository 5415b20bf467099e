import type { GameSourceKey } from '../record/sources';
import type { MatchRecord } from './match-record';
import type { Work } from './work';

/** Which game each record has come to, and which sources speak of that game. */
export class Standing {
  private readonly games = new Map<MatchRecord, readonly MatchRecord[]>();

  constructor(games: Iterable<readonly MatchRecord[]>) {
    for (const records of games) for (const record of records) this.games.set(record, records);
  }

  areOne(a: Work, b: Work): boolean {
    return this.games.get(a.first) === this.games.get(b.first);
  }

  /** The source speaks of the work's game. */
  isKnownTo(source: GameSourceKey, { first }: Work): boolean {
    return this.games.get(first)?.some((record) => record.source === source) ?? false;
  }
}
