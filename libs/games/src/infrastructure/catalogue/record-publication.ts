import {
  type Effect,
  type LateReject,
  Publication,
  REAL_ROWS,
  refuseBesideReal,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import type { GameSourceKey } from '../../domain/record/sources';
import { type CatalogueWriter, lockUnhurried } from './catalogue-writer';
import { rowsOf } from './match-rows';
import * as sql from './record-statements';

export interface RecordExtent {
  /**
   * `true`: a run holds all that the source has. `covers`: what `run.details.covers` says, `all` or a range of numeric
   * keys `{after, to}`; all where the option `full` is given to a run that says nothing.
   */
  readonly snapshot: boolean | 'covers';
}

/** From this share of the records on, all are looked at: to seek their neighbours would be more work. */
const WHOLE_SHARE = 0.2;

/** Records of one source, and the golden games that follow from them. */
export class RecordPublication extends Publication {
  constructor(
    private readonly source: GameSourceKey,
    private readonly extent: RecordExtent,
    private readonly catalogue: CatalogueWriter,
  ) {
    super();
  }

  async settle(stage: StagingSession, run: StagedRun): Promise<Settlement> {
    const { rows: unmapped } = await stage.query<Unmapped>(sql.UNMAPPED);
    if (unmapped.length > 0) run.details['unmapped'] = unmapped;
    if (run.synthetic) await this.noteReal(stage, run);
    await stage.query('DROP TABLE IF EXISTS pg_temp.repeated');
    const { rowCount } = await stage.query(sql.REPEATED);
    const apart = rowCount === 0 ? [] : (await stage.query<Repetition>(sql.TAKE_APART)).rows;
    const untitled = await stage.query<{ line: string }>(sql.UNKNOWN, [this.source]);
    return {
      duplicates: apart.filter(({ same }) => same).length,
      rejected: [...apart.filter(({ same }) => !same).map(conflict), ...untitled.rows.map(unknown)],
      skipped: {},
    };
  }

  async foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const extent = this.extentOf(run);
    const { rows } = await stage.query<Record<Foreseen, string>>(sql.foreseen(extent), this.parameters(run, extent));
    const [inserted, updated] = [Number(rows[0]?.inserted), Number(rows[0]?.updated)];
    const unchanged = Number(rows[0]?.staged) - inserted - updated;
    const givenWay = Number(rows[0]?.given_way);
    if (givenWay > 0) run.details['synthetic_withdrawn'] = givenWay;
    return { inserted, updated, unchanged, removed: Number(rows[0]?.removed), stored: Number(rows[0]?.stored) };
  }

  async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    await lockUnhurried(stage);
    if (run.synthetic) await this.noteReal(stage, run);
    refuseBesideReal(run);
    const foreseen = await this.foresee(stage, run);
    const { whole, changed } = await this.changes(stage, run, foreseen);
    const former = whole ? [] : await rowsOf(stage, changed);
    const written = await this.write(stage, run);
    const records = [...changed, ...written];
    if (records.length === 0) return foreseen;
    const { games } = await this.catalogue.recluster(stage, { records, former, whole });
    run.details['games_changed'] = games.length;
    // The next decision or small run must not be planned as if the tables were as before.
    if (whole) await stage.query('ANALYZE game_record, game_member, game');
    return { ...foreseen, changedOtherwise: true };
  }

  private async noteReal(stage: StagingSession, { details }: StagedRun): Promise<void> {
    const { rows } = await stage.query<{ real: string }>(sql.REAL, [this.source]);
    details[REAL_ROWS] = Number(rows[0]?.real);
  }

  /** Notes which stored records change. */
  private async changes(stage: StagingSession, run: StagedRun, foreseen: Effect): Promise<Changes> {
    const extent = this.extentOf(run);
    await stage.query(sql.CHANGES);
    await stage.query(sql.noteChanges(extent), this.parameters(run, extent));
    const { rows } = await stage.query<{ ids: string[]; live: string }>(
      `SELECT ARRAY(SELECT id FROM game_change ORDER BY id) AS ids,
         (SELECT count(*) FROM game_record WHERE withdrawn_at IS NULL) AS live`,
    );
    const changed = (rows[0]?.ids ?? []).map(Number);
    const touched = changed.length + foreseen.inserted;
    return { changed, whole: touched > WHOLE_SHARE * (Number(rows[0]?.live) + foreseen.inserted) };
  }

  /** Ids of the records that are new. */
  private async write(stage: StagingSession, { id, synthetic }: StagedRun): Promise<number[]> {
    await stage.query(sql.KEEP_VERSIONS);
    await stage.query(sql.WITHDRAW);
    await stage.query(sql.UPDATE, [id, synthetic]);
    const { rows } = await stage.query<{ id: string }>(sql.INSERT, [this.source, synthetic, id]);
    return rows.map((row) => Number(row.id));
  }

  private parameters({ synthetic }: StagedRun, extent: sql.Extent): readonly unknown[] {
    return [this.source, synthetic, ...extent.parameters];
  }

  private extentOf({ replay, details, options }: StagedRun): sql.Extent {
    const { snapshot } = this.extent;
    if (replay || snapshot === false) return sql.NOTHING;
    if (snapshot === true) return sql.EVERYTHING;
    const covers = details['covers'] as 'all' | { readonly after: number; readonly to: number | null } | undefined;
    if (covers === undefined) return options['full'] === true ? sql.EVERYTHING : sql.NOTHING;
    return covers === 'all' ? sql.EVERYTHING : sql.keysBetween(covers.after, covers.to);
  }
}

type Foreseen = 'staged' | 'inserted' | 'updated' | 'removed' | 'given_way' | 'stored';

interface Changes {
  readonly changed: readonly number[];
  readonly whole: boolean;
}

interface Unmapped {
  readonly field: string;
  readonly name: string;
  readonly records: number;
}

interface Repetition {
  readonly line: string;
  readonly kept_line: string;
  readonly same: boolean;
}

const conflict = ({ line, kept_line }: Repetition): LateReject => ({
  line: Number(line),
  faults: [{ code: 'conflicting_duplicate', params: { kept_line: Number(kept_line) } }],
});

const unknown = ({ line }: { line: string }): LateReject => ({
  line: Number(line),
  faults: [{ field: 'title', code: 'unknown_record' }],
});
