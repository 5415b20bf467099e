import { balances } from '../domain/balance';
import { type JudgedGuard, judged, refusing, standardGuards } from '../domain/guard';
import { isOver } from '../domain/import-run';
import { balanceBroken } from '../domain/loss-problems';
import { guardRefused } from '../domain/run-problems';
import { Tally } from '../domain/tally';
import type { Dataset } from './dataset';
import type { Heartbeat } from './heartbeat';
import type { Progress } from './import-request';
import { goodRecords, judgeAll, relined } from './judged-records';
import type { Effect, LateReject, StagedRun } from './publication';
import { Quarantine } from './quarantine';
import type { Scalar } from './record';
import { isPortion } from './record-reader';
import type { RunPatch } from './run-ledger';
import type { Fetched, OpenedSource, ReadItem } from './source-files';
import type { Claimed, Outcome, RunSession, StageColumns } from './staging-database';

export interface AttemptParts {
  readonly session: RunSession;
  readonly claimed: Claimed;
  readonly dataset: Dataset;
  readonly heartbeat: Heartbeat;
  readonly file: Extract<Fetched, { kind: 'file' }>;
  readonly source: OpenedSource;
  /** What the dataset learns of its source, if this is published. */
  readonly learned: Pick<Outcome, 'validators' | 'reading'>;
}

/** JSON has no header: its records are kept as one cell. */
const WHOLE_RECORD = ['record'];

/** From an opened source to what readers see: survey, judge, stage, settle, guard, publish. */
export class ImportAttempt {
  private readonly tally = new Tally();
  private readonly details: Record<string, unknown>;
  private readonly quarantine: Quarantine;
  private readonly profiled: readonly string[];
  private scope = '';
  private survey: unknown;
  private synthetic = false;

  constructor(private readonly parts: AttemptParts) {
    const { session, claimed, dataset, source } = parts;
    this.quarantine = new Quarantine(session.ledger, claimed.run.id, dataset, this.tally);
    this.profiled = Object.keys(dataset.limits.nullStorm ?? {});
    const header = source.header.length > 0 ? source.header : WHOLE_RECORD;
    this.details = { ...claimed.run.details, ...source.details, header };
  }

  async execute(): Promise<void> {
    const { session, claimed, source } = this.parts;
    await this.stage();
    const staged = await this.settle();
    const foreseen = await source.part.publication.foresee(session, staged);
    this.mustBalance(foreseen);
    const guards = await this.guards(staged, foreseen);
    const refused = refusing(guards);
    const dryRun = isOver('validated', claimed.run.dry_run);
    // A dry run that a guard would stop is reported as such; a refused run shows what it would have done.
    const patch = { ...this.figures(foreseen), guards };
    if (refused.length > 0) {
      await session.ledger.record(claimed.lease, patch);
      throw guardRefused(refused);
    }
    await session.ledger.record(claimed.lease, { ...patch, state: 'validated' });
    if (!dryRun) await this.publish(staged);
  }

  private async stage(): Promise<void> {
    const { session, claimed, source, heartbeat } = this.parts;
    const { part } = source;
    const { options } = claimed.run;
    this.say('reading', 0);
    this.survey = await part.survey(goodRecords(this.records()), options);
    this.synthetic = this.parts.file.synthetic || part.isSynthetic(this.survey);
    this.scope = part.scope(this.survey, options);
    const { scope, synthetic } = this;
    const stage = await session.openStage(part.stage as StageColumns);
    const { survey, tally, quarantine, profiled } = this;
    const judging = { part, survey, options, tally, quarantine, profiled, stage };
    try {
      await judgeAll(this.records(), judging, (done) => {
        this.say('staging', done);
      });
      heartbeat.signal.throwIfAborted();
      await stage.end();
    } catch (error) {
      await stage.abort();
      throw error;
    }
    await session.ledger.record(claimed.lease, { ...this.counts(), state: 'staged', scope, synthetic });
  }

  /** From the start, as often as asked. */
  private records(): AsyncIterable<readonly ReadItem[]> {
    const { source, heartbeat, claimed } = this.parts;
    const batches = source.read(heartbeat.signal);
    const { lines } = claimed.run.source;
    return lines ? relined(batches, lines) : batches;
  }

  private async settle(): Promise<StagedRun> {
    const { session, source, heartbeat } = this.parts;
    heartbeat.signal.throwIfAborted();
    this.say('settling', this.tally.read);
    const staged = this.stagedRun();
    const { duplicates, rejected, skipped } = await source.part.publication.settle(session, staged);
    this.tally.duplicates = duplicates;
    for (const [reason, records] of Object.entries(skipped)) this.tally.skip(reason, records);
    const cells = await this.cellsOf(rejected.slice(0, this.quarantine.room));
    for (const { line, faults } of rejected) this.quarantine.add(line, faults, cells.get(line) ?? null);
    await this.quarantine.flush();
    if (this.quarantine.truncated) this.details['rejects_truncated'] = true;
    return staged;
  }

  /** Records that were taken first and rejected late: the file is read once more for their cells. */
  private async cellsOf(rejects: readonly LateReject[]): Promise<ReadonlyMap<number, readonly Scalar[] | null>> {
    const { card } = this.parts.dataset;
    const lines = new Set(card.personal ? [] : rejects.map((reject) => reject.line));
    const cells = new Map<number, readonly Scalar[] | null>();
    if (lines.size === 0) return cells;
    for await (const batch of this.records()) {
      for (const item of batch)
        if ('record' in item && lines.has(item.record.line)) cells.set(item.record.line, item.cells);
      if (cells.size === lines.size) break;
    }
    return cells;
  }

  private stagedRun(): StagedRun {
    const { run } = this.parts.claimed;
    const { tally, details, scope, survey, synthetic } = this;
    const { id, dataset, options } = run;
    const { read, taken, rejected, skipped } = tally;
    const counts = { read, staged: taken, rejected, skipped };
    const part = this.parts.source.part.name;
    return { id, dataset, part, scope, options, survey, synthetic, replay: run.replay_of !== null, counts, details };
  }

  private async guards(staged: StagedRun, foreseen: Effect): Promise<readonly JudgedGuard[]> {
    const { claimed, dataset, session, source, file, learned } = this.parts;
    const { read, rejected, skipped } = this.tally;
    const evidence = {
      read,
      rejected,
      taken: read - rejected - skipped,
      removed: foreseen.removed,
      stored: foreseen.stored,
      replay: staged.replay,
      portion: isPortion(learned.reading),
      lengthProven: file.file.lengthProven || source.endProven,
      profile: this.profile(),
      last: await session.ledger.findLast(staged.dataset, staged.part, staged.scope),
    };
    const own = source.part.guard(staged, foreseen);
    return judged([...standardGuards(dataset.limits, evidence), ...own], claimed.run.accepted_guards);
  }

  private async publish(staged: StagedRun): Promise<void> {
    const { session, claimed, source, heartbeat, learned } = this.parts;
    await heartbeat.pause();
    this.say('publishing', this.tally.read);
    await session.publish(claimed.lease, async () => {
      const effect = await source.part.publication.publish(session, staged);
      this.mustBalance(effect);
      const { inserted, updated, removed, changedOtherwise = false } = effect;
      const changed = inserted + updated + removed > 0 || changedOtherwise;
      const patch: RunPatch = { ...this.figures(effect), state: changed ? 'published' : 'unchanged' };
      return { changed, synthetic: staged.synthetic, patch, ...learned };
    });
  }

  private mustBalance(effect: Effect): void {
    const balance = this.tally.balance(effect);
    if (!balances(balance)) throw balanceBroken(JSON.stringify(balance));
  }

  private counts(): RunPatch {
    const { read, duplicates, rejected, skipped, skippedByReason, rejectedByCode } = this.tally;
    return {
      ...{ read, duplicates, rejected, skipped, details: this.details },
      ...{ skipped_by_reason: skippedByReason, rejected_by_code: rejectedByCode },
    };
  }

  private figures({ inserted, updated, unchanged, removed }: Effect): RunPatch {
    return { ...this.counts(), inserted, updated, unchanged, removed, profile: this.profile() };
  }

  private profile(): Readonly<Record<string, number>> {
    return this.tally.profile(this.profiled);
  }

  private say(stage: Progress['stage'], done: number): void {
    this.parts.heartbeat.progress({ run: this.parts.claimed.run.id, stage, done, unit: 'records' });
  }
}
