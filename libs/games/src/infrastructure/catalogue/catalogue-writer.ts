import type { Revision } from '../../application/catalogue/golden-catalogue';
import type { CatalogueSession } from '../../application/catalogue-session';
import type { DerivedTables } from '../../application/derived-tables';
import { ruledBy, type Survival } from '../../domain/golden/survivorship';
import type { Decision, Matching, MatchRecord, Review, Surroundings } from '../../domain/matching/match-record';
import { writeCompanies } from './company-rows';
import { writeGolden } from './golden-rows';
import { allRows, closureOf, rowsOf } from './match-rows';
import { closeGames, leadOn, writePlaces } from './member-rows';
import { surroundingsOf } from './neighbour-rows';
import { idFacts, type Placed, placedAnew, presentTasks, type Touched } from './placing';
import { type ReviewScope, writeReviews } from './review-rows';
import { rulesInForce } from './rules-in-force';
import { decisionsAmong } from './standing-decisions';

export interface CatalogueTerms {
  /** By the configured rules. */
  readonly survival: Survival;
  readonly match: (
    records: readonly MatchRecord[],
    decisions: readonly Decision[],
    around: Surroundings | undefined,
  ) => Matching;
  readonly derived: DerivedTables;
}

interface Matched extends Placed {
  readonly reviews: readonly Review[];
  /** The doubts about that are all among `reviews`; null: all doubts are. */
  readonly about: ReviewScope | null;
}

const LOCK_CLASS = 7305;

/**
 * Alone among all that write the catalogue, until the transaction ends. `patience`: how long to wait, where that is not
 * the session's own.
 */
export async function lockCatalogue(session: CatalogueSession, patience?: string): Promise<void> {
  const { rows } = await session.query<{ usual: string }>(`SELECT current_setting('lock_timeout') AS usual`);
  const wait = (time: string | undefined): Promise<unknown> =>
    session.query(`SELECT set_config('lock_timeout', $1, true)`, [time ?? rows[0]?.usual]);
  if (patience !== undefined) await wait(patience);
  await session.query('SELECT pg_advisory_xact_lock($1, 0)', [LOCK_CLASS]);
  if (patience !== undefined) await wait(undefined);
}

/** All records together may take minutes, and are matched between two statements. */
const UNHURRIED = `SELECT set_config('statement_timeout', '15min', true),
  set_config('idle_in_transaction_session_timeout', '5min', true)`;

/** The same for work that may look at every record. */
export async function lockUnhurried(session: CatalogueSession): Promise<void> {
  await session.query(UNHURRIED);
  await lockCatalogue(session, '10min');
}

/** Brings golden games in line with their records. The caller holds the lock of the catalogue. */
export class CatalogueWriter {
  constructor(private readonly terms: CatalogueTerms) {}

  /** Places the touched records, and all that they can move, anew; then their games. */
  async recluster(session: CatalogueSession, touched: Touched): Promise<Revision> {
    const { tasks, places, deserted, left, reviews, about } = await this.matched(session, touched);
    const written = await writeGolden(session, tasks, await this.survival(session));
    await writePlaces(session, places);
    const closed = await closeGames(session, deserted);
    const led = await leadOn(session, [...left, ...deserted.map(({ id }) => id)]);
    const reviewed = await writeReviews(session, reviews, about);
    return this.concluded(session, [...written, ...closed, ...led, ...(touched.forgotten ?? [])], reviewed);
  }

  /** A function of its own, so that the records are forgotten before their facts are read. */
  private async matched(session: CatalogueSession, touched: Touched): Promise<Matched> {
    const start = touched.whole ? [] : [...(await rowsOf(session, touched.records)), ...touched.former];
    const rows = await (touched.whole ? allRows(session) : closureOf(session, start));
    const byId = new Map(rows.map((row) => [row.record.id, row]));
    const around = touched.whole ? undefined : await surroundingsOf(session, rows, start);
    const neighbours = around?.neighbours.map(({ record }) => record.id) ?? [];
    const decisions = await decisionsAmong(session, new Set([...byId.keys(), ...neighbours]));
    const records = rows.map(({ record }) => record);
    const { clusters, reviews } = this.terms.match(records, decisions, around);
    const placed = placedAnew({ clusters, rows: byId, touched, ...(await idFacts(session, touched, rows)) });
    const about = around && { records: [...byId.keys(), ...touched.records], firstWords: around.firstWords };
    return { ...placed, reviews, about: about ?? null };
  }

  /** Every golden row anew; nobody moves. */
  async recompute(session: CatalogueSession): Promise<Revision> {
    const tasks = await presentTasks(session);
    return this.concluded(session, await writeGolden(session, tasks, await this.survival(session)));
  }

  /** All golden games go, those who were sent on as well; the next ids begin at 1. */
  async forgetGames(session: CatalogueSession): Promise<readonly number[]> {
    await session.query('DELETE FROM game_member');
    await session.query('DELETE FROM game_comparison');
    await session.query('UPDATE game SET state = $1, merged_into = NULL WHERE merged_into IS NOT NULL', ['gone']);
    const { rows } = await session.query<{ id: number }>('DELETE FROM game RETURNING id');
    await session.query('DELETE FROM game_company');
    return rows.map(({ id }) => id);
  }

  private async survival(session: CatalogueSession): Promise<Survival> {
    return ruledBy(this.terms.survival, await rulesInForce(session));
  }

  private async concluded(
    session: CatalogueSession,
    changed: readonly number[],
    reviewsChanged = false,
  ): Promise<Revision> {
    const games = [...new Set(changed)].sort((a, b) => a - b);
    if (games.length === 0) return { games, reviewsChanged };
    await writeCompanies(session, games);
    await session.query('INSERT INTO game_outbox (game_id) SELECT unnest($1::integer[])', [games]);
    await this.terms.derived.refresh(session, games);
    return { games, reviewsChanged };
  }
}
