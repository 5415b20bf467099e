import type { GoldenGame } from '../../domain/golden/golden-game';
import type { MemberRole } from '../../domain/matching/match-record';

/** A live golden game with its records, without run ids and instants unless asked for them. */
export interface ExportedGame {
  readonly id: number;
  readonly game: GoldenGame;
  readonly members: readonly ExportedMember[];
}

export interface ExportedMember {
  readonly source: string;
  readonly source_key: string;
  readonly role: MemberRole;
  readonly rule: string;
  readonly confidence: number;
  readonly run_id?: number;
  readonly fetched_at?: string;
}

/** The catalogue as a whole, as it stands. */
export abstract class CatalogueReads {
  /** Live games by id, their members by source and key. */
  abstract games(withRuns: boolean): AsyncIterable<ExportedGame>;
  /** Of these records, the golden game of each live one, and the pairs of them under open review. */
  abstract placed(records: readonly RecordKey[]): Promise<PlacedRecords>;
}

export interface RecordKey {
  readonly source: string;
  readonly sourceKey: string;
}

export interface PlacedRecords {
  /** In the order asked; null: unknown, withdrawn or without a game. */
  readonly games: readonly (number | null)[];
  /** Positions in the order asked. */
  readonly reviews: readonly (readonly [number, number])[];
}
