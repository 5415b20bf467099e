import { AuditLog, UseCase } from '@hexagone/kernel';
import { AlreadyMerged, NothingLeft, RecordsElsewhere } from '../../domain/decisions/decision.errors';
import { pairsAcross } from '../../domain/decisions/pairs';
import { GameNotFound } from '../../domain/game.errors';
import type { MatchRecord } from '../../domain/matching/match-record';
import type { RecordKey } from '../catalogue/catalogue-reads';
import { GoldenCatalogue } from '../catalogue/golden-catalogue';
import type { Decider } from './decider';
import { GameDecisions } from './game-decisions';

export interface Unmerge {
  readonly game: number;
  /** At least one. */
  readonly records: readonly RecordKey[];
  readonly reason: string;
}

interface Parting {
  readonly staying: readonly number[];
  readonly leaving: readonly number[];
}

/** A person holds records of a golden game for another one. It stays so whatever is imported later. */
@UseCase()
export class UnmergeRecords {
  constructor(
    private readonly catalogue: GoldenCatalogue,
    private readonly decisions: GameDecisions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The games afterwards: that of the records which stay, then that of those which go. More of them where nothing holds
   * the one or the other together any longer. Throws GameNotFound, AlreadyMerged, RecordsElsewhere, NothingLeft.
   */
  async execute(unmerge: Unmerge, by: Decider): Promise<readonly number[]> {
    const { game, reason } = unmerge;
    let concerned: readonly number[] = [];
    await this.catalogue.revise(async () => {
      const { staying, leaving } = await this.parting(unmerge);
      concerned = [...staying, ...leaving];
      await this.decisions.release(leaving);
      await this.decisions.decide(pairsAcross([staying, leaving]), { verdict: 'cannot_link', reason });
      await this.audit.record({
        ...by,
        action: 'games.unmerge',
        target: `game:${game}`,
        outcome: 'success',
        detail: { records: leaving },
      });
      return { records: concerned, keep: game, leaving };
    });
    return this.decisions.gamesOf(concerned);
  }

  private async parting({ game, records }: Unmerge): Promise<Parting> {
    const found = (await this.decisions.games([game])).get(game);
    if (!found) throw new GameNotFound(game);
    if (found.mergedInto !== null) throw new AlreadyMerged([{ id: game, into: found.mergedInto }]);
    const is = (key: RecordKey, { source, sourceKey }: MatchRecord): boolean =>
      source === key.source && sourceKey === key.sourceKey;
    const elsewhere = records.flatMap((key, i) => (found.records.some((record) => is(key, record)) ? [] : [i]));
    if (elsewhere.length > 0) throw new RecordsElsewhere(game, elsewhere);
    const goes = (record: MatchRecord): boolean => records.some((key) => is(key, record));
    const [leaving, staying] = [found.records.filter(goes), found.records.filter((record) => !goes(record))];
    if (staying.length === 0) throw new NothingLeft(game);
    return { staying: staying.map(({ id }) => id), leaving: leaving.map(({ id }) => id) };
  }
}
