import { DomainService } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { isTakenOver, MOST_ATTEMPTS } from '../domain/import-run';
import { DatabaseLost, HandedOver, ImportAborted, internalError, leaseLost } from '../domain/loss-problems';
import { FaultLog } from './fault-log';
import { Heartbeat } from './heartbeat';
import type { ImportOrder } from './import-orders';
import type { Watch } from './import-request';
import { endOf } from './run-end';
import type { RunPatch } from './run-ledger';
import type { RunRow } from './run-row';
import { RunOfSource } from './run-source';
import { SourceFetcher } from './source-files';
import type { SourcePlan } from './source-plans';
import type { Claimed, RunSession } from './staging-database';
import { UploadShelf } from './upload-shelf';

export interface RunTurn {
  readonly session: RunSession;
  readonly order: ImportOrder;
  readonly plan: SourcePlan;
  readonly index: number;
  readonly claimed: Claimed;
  readonly watch: Watch;
}

interface Ended {
  readonly row: RunRow;
  /** False when the session is no longer good for another run. */
  readonly goesOn: boolean;
}

/** One run, from its lease to its last line in the ledger: heartbeat, further attempts, the end, the tidying. */
@DomainService()
export class SingleRun {
  constructor(
    private readonly source: RunOfSource,
    private readonly fetcher: SourceFetcher,
    private readonly shelf: UploadShelf,
    private readonly faults: FaultLog,
  ) {}

  async execute(turn: RunTurn): Promise<Ended> {
    const { session, watch, claimed } = turn;
    const report = watch.progress.bind(watch);
    const heartbeat = new Heartbeat(session.ledger, claimed.lease, report, watch.signal);
    const interrupt = (): void => void session.cancel();
    heartbeat.signal.addEventListener('abort', interrupt);
    heartbeat.start();
    try {
      const failure = await this.attempts(turn, heartbeat).then(
        () => null,
        (error: unknown) => this.failureOf(claimed, heartbeat, error),
      );
      return failure ? await this.endBadly(turn, failure) : { row: await this.tidied(turn), goesOn: true };
    } finally {
      heartbeat.signal.removeEventListener('abort', interrupt);
      heartbeat.stop();
    }
  }

  /** Once more from the raw file when the database was lost, as long as nobody else took the run. */
  private async attempts(turn: RunTurn, heartbeat: Heartbeat): Promise<void> {
    let { claimed } = turn;
    for (;;) {
      try {
        await this.attempt({ ...turn, claimed }, heartbeat);
        return;
      } catch (error) {
        const again = error instanceof DatabaseLost && claimed.run.attempt < MOST_ATTEMPTS;
        if (!again || heartbeat.signal.aborted) throw error;
      }
      const resumed = await turn.session.resume(claimed.lease);
      if (!resumed && (await wasPublished(turn))) return;
      if (!resumed) throw leaseLost();
      claimed = resumed;
      heartbeat.start(turn.session.ledger, claimed.lease);
    }
  }

  /** By default an official source that cannot be reached gives way to the embedded one, if nothing was ever published. */
  private async attempt(turn: RunTurn, heartbeat: Heartbeat): Promise<void> {
    const { session, order, claimed, plan, index, watch } = turn;
    const { dataset, draft } = order;
    const planned = plan.at(index);
    if (!planned) throw new Error(`Run ${String(claimed.run.id)} has no source`);
    const source = { ...claimed.run.source, ...planned.said };
    await session.ledger.record(claimed.lease, { source });
    try {
      await this.source.execute({ session, dataset, planned, claimed, heartbeat });
    } catch (error) {
      const reason = error instanceof ImportFailure && error.outcome === 'unreachable' ? error.detail : null;
      const mayFallBack =
        reason && draft.source.from === 'default' && !(await session.ledger.isPublished(dataset.name));
      if (!mayFallBack || !plan.fallBack()) throw error;
      const said = {
        en: `${reason.en} The embedded default of "${dataset.name}" is loaded instead.`,
        fr: `${reason.fr} Le contenu embarqué de « ${dataset.name} » est chargé à la place.`,
      };
      watch.said(said);
      const run = { ...claimed.run, details: { ...claimed.run.details, said: [said] } };
      await this.attempt({ ...turn, claimed: { ...claimed, run } }, heartbeat);
    }
  }

  private failureOf({ run }: Claimed, { signal }: Heartbeat, error: unknown): ImportFailure {
    if (signal.aborted) return signal.reason as ImportFailure;
    if (error instanceof ImportFailure) return error;
    this.faults.unexpected(run.id, error);
    return internalError();
  }

  private async endBadly(turn: RunTurn, failure: ImportFailure): Promise<Ended> {
    const { session, claimed } = turn;
    const { trigger, attempt } = claimed.run;
    const end = endOf(failure);
    if (failure instanceof HandedOver && isTakenOver(trigger, attempt)) {
      await session.ledger.beat(session.lease, 0, {});
      return { row: await rowOf(turn), goesOn: false };
    }
    const written = await writeEnd(session, end, !(failure instanceof DatabaseLost));
    const row = await this.tidied(turn).catch(() => claimed.run);
    // What another owner wrote of this run since stays in the ledger; here it ended like this.
    return written ? { row, goesOn: !(failure instanceof ImportAborted) } : { row: { ...row, ...end }, goesOn: false };
  }

  private async tidied(turn: RunTurn): Promise<RunRow> {
    const { session, order, claimed } = turn;
    const row = await rowOf(turn);
    const { personal, raw } = order.dataset.card;
    const keep = raw === 'kept' && !personal;
    this.shelf.forget(claimed.run.id);
    try {
      await this.fetcher.release(row.id, row.sha256 ?? undefined, keep);
      await this.fetcher.sweep(await session.ledger.keptFiles());
    } catch (error) {
      // The run is what it is, whatever the raw store still holds.
      this.faults.unexpected(row.id, error);
    }
    return row;
  }
}

/** False when the run is no longer ours to write, or the database is gone for good. */
async function writeEnd(session: RunSession, end: RunPatch, mayResume: boolean): Promise<boolean> {
  const write = (): Promise<boolean> => session.ledger.record(session.lease, end).then(() => true);
  try {
    return await write().catch(async (error: unknown) => {
      if (!mayResume || !(error instanceof DatabaseLost)) throw error;
      return (await session.resume(session.lease)) !== null && (await write());
    });
  } catch (error) {
    if (error instanceof ImportFailure) return false;
    throw error;
  }
}

async function rowOf({ session, claimed }: RunTurn): Promise<RunRow> {
  const row = await session.ledger.find(claimed.run.id);
  if (!row) throw new Error(`Run ${String(claimed.run.id)} is not in the ledger`);
  return row;
}

/** The commit went through, only its answer was lost. */
async function wasPublished(turn: RunTurn): Promise<boolean> {
  const { state } = await rowOf(turn);
  return state === 'published' || state === 'unchanged';
}
