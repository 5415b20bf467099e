import { AuditLog, UseCase } from '@hexagone/kernel';
import {
  AlreadyMerged,
  MergedWithItself,
  UnknownGames,
  type VetoedGames,
  VetoesNotOverridden,
} from '../../domain/decisions/decision.errors';
import { pairsAcross } from '../../domain/decisions/pairs';
import { GameNotFound } from '../../domain/game.errors';
import { vetoesBetween } from '../../domain/matching/vetoes';
import { GoldenCatalogue } from '../catalogue/golden-catalogue';
import type { Decider } from './decider';
import { type DecidedGame, GameDecisions } from './game-decisions';

export interface Merge {
  /** The game that keeps its id. */
  readonly into: number;
  /** At least one, each once. */
  readonly games: readonly number[];
  readonly reason: string;
  readonly overrideVetoes: boolean;
}

const idsOf = ({ records }: DecidedGame): readonly number[] => records.map(({ id }) => id);

/** A person holds several golden games for one. It stays so whatever is imported later, until it is unmerged. */
@UseCase()
export class MergeGames {
  constructor(
    private readonly catalogue: GoldenCatalogue,
    private readonly decisions: GameDecisions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Throws GameNotFound, MergedWithItself, UnknownGames; AlreadyMerged, also for who came second; VetoesNotOverridden where
   * a rule or a former decision speaks against it.
   */
  async execute(merge: Merge, by: Decider): Promise<void> {
    const { into, games, reason, overrideVetoes } = merge;
    await this.catalogue.revise(async () => {
      const all = await this.present(merge);
      const vetoed = await this.vetoed(all);
      if (vetoed.length > 0 && !overrideVetoes) throw new VetoesNotOverridden(vetoed);
      await this.decisions.decide(pairsAcross(all.map(idsOf)), { verdict: 'must_link', reason });
      const vetoes = [...new Set(vetoed.flatMap((pair) => pair.vetoes))];
      await this.audit.record({
        ...by,
        action: 'games.merge',
        target: `game:${into}`,
        outcome: 'success',
        detail: { games, ...(vetoes.length > 0 && { vetoes }) },
      });
      return { records: all.flatMap(idsOf), keep: into };
    });
  }

  /** All of them, live, the one that stays first. */
  private async present({ into, games }: Merge): Promise<readonly DecidedGame[]> {
    const itself = games.indexOf(into);
    const found = await this.decisions.games([into, ...games]);
    if (!found.has(into)) throw new GameNotFound(into);
    if (itself !== -1) throw new MergedWithItself(into, itself);
    const unknown = games.map((id, place) => ({ id, place })).filter(({ id }) => !found.has(id));
    if (unknown.length > 0) throw new UnknownGames(unknown);
    const all = [into, ...games].flatMap((id) => found.get(id) ?? []);
    const merged = all.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [{ id, into: mergedInto }]));
    if (merged.length > 0) throw new AlreadyMerged(merged);
    return all;
  }

  private async vetoed(games: readonly DecidedGame[]): Promise<readonly VetoedGames[]> {
    const vetoed: VetoedGames[] = [];
    for (const [i, a] of games.entries())
      for (const b of games.slice(i + 1)) {
        const parted = await this.decisions.parted(pairsAcross([idsOf(a), idsOf(b)]));
        const vetoes = [...(parted.length > 0 ? (['decision'] as const) : []), ...vetoesBetween(a.records, b.records)];
        if (vetoes.length > 0) vetoed.push({ games: [a.id, b.id], vetoes });
      }
    return vetoed;
  }
}
