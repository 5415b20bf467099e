import { UseCase } from '@hexagone/kernel';
import { isTakenOver } from '../domain/import-run';
import type { Dataset } from './dataset';
import { ImportBatch } from './import-batch';
import type { Watch } from './import-request';
import { endOf } from './run-end';
import { RunImport } from './run-import';
import { RunLedger } from './run-ledger';
import type { RunDraft } from './run-ledger';
import type { RunRow } from './run-row';
import { type RunSession, StagingDatabase } from './staging-database';

/** A service process takes a run that was asked for, or goes on with one whose owner died. Nothing if it is not free. */
@UseCase()
export class TakeRun {
  constructor(
    private readonly ledger: RunLedger,
    private readonly sessions: StagingDatabase,
    private readonly batch: ImportBatch,
    private readonly runImport: RunImport,
  ) {}

  async execute(dataset: Dataset, id: number, watch: Watch): Promise<void> {
    const row = await this.ledger.find(id);
    const session = row && (await this.sessions.open(dataset.name, !row.dry_run));
    if (!session) return;
    try {
      if (await isNext(session, row)) await this.run(dataset, session, { row, watch });
    } finally {
      await session.close();
    }
  }

  private async run(
    dataset: Dataset,
    session: RunSession,
    { row, watch }: { row: RunRow; watch: Watch },
  ): Promise<void> {
    const missing = await this.runImport.requirements(dataset, row, watch).then(() => null, endOf);
    const first = await session.claim(row.id);
    if (!first) return;
    if (missing) await session.ledger.record(first.lease, missing);
    else await this.batch.run({ session, order: { dataset, draft: draftOf(row) }, first, watch });
  }
}

/** With the lock held, whatever run is under way has a dead owner: it goes first if it goes on at all. */
async function isNext(session: RunSession, row: RunRow): Promise<boolean> {
  const orphan = row.dry_run ? null : await session.orphan();
  if (!orphan) return true;
  const goesOn = isTakenOver(orphan.trigger, orphan.attempt);
  if (!goesOn) await session.bury(orphan.id);
  return goesOn === (orphan.id === row.id);
}

/** The rest of the run's batch is asked for in the same words. */
function draftOf(row: RunRow): RunDraft {
  const { dataset, trigger, actor, request_id, batch_id, channel, scheduled_for } = row;
  const { dry_run, force, options, accepted_guards, reason, source, replay_of } = row;
  return {
    ...{ dataset, trigger, actor, request_id, batch_id, channel, scheduled_for },
    ...{ dry_run, force, options, accepted_guards, reason, source, replay_of },
    sha256: null,
  };
}
