import { UseCase } from '@hexagone/kernel';
import { RunNotFound } from '../domain/absent.errors';
import { isOver } from '../domain/import-run';
import { cellsGone, runUnderWay } from '../domain/run-problems';
import { ImportOrders } from './import-orders';
import type { ImportRequest } from './import-request';
import type { Scalar } from './record';
import { RunLedger } from './run-ledger';
import type { RunRow } from './run-row';
import type { SourceContract } from './source-contract';

/** Records of a former file, with the lines they had there. */
export interface ReplayRecords {
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly cells: readonly Scalar[] }[];
}

/** Files that are made of rejects. */
export abstract class ReplayFiles {
  /** The records as a file that the contract reads. */
  abstract write(records: ReplayRecords, contract: SourceContract): AsyncIterable<Uint8Array>;
  /** What a person sent back: columns `_…` are remarks, the protecting apostrophe is taken off. */
  abstract readCorrected(body: AsyncIterable<Uint8Array>): Promise<ReplayRecords>;
}

/**
 * Judges a run's rejects again, as they were kept or as somebody corrected them, with today's code. Answers the request
 * to run. Throws RunNotFound; ImportFailure when the run is under way or nothing is left to judge.
 */
@UseCase()
export class ReplayRejects {
  constructor(
    private readonly ledger: RunLedger,
    private readonly orders: ImportOrders,
    private readonly files: ReplayFiles,
  ) {}

  async execute(id: number, corrected?: AsyncIterable<Uint8Array>): Promise<ImportRequest> {
    const run = await this.ledger.find(id);
    if (!run) throw new RunNotFound(id);
    if (!isOver(run.state, run.dry_run)) throw runUnderWay(id, run.state);
    const dataset = this.orders.dataset(run.dataset);
    const part = dataset.parts.find(({ name }) => name === run.part);
    const kept = await this.ledger.unresolved(id);
    if (!part || kept.length === 0) throw cellsGone(id);
    const records = corrected ? await this.corrected(id, corrected, kept) : { header: headerOf(run), records: kept };
    return {
      dataset: run.dataset,
      from: { kind: 'upload', name: `replay-of-${String(id)}.csv`, body: this.files.write(records, part.contract) },
      options: run.options,
      trigger: 'replay',
      actor: run.actor,
      replayOf: id,
      replayedLines: records.records.map(({ line }) => line),
    };
  }

  /** Of what was sent back, the records that are still to be resolved. */
  private async corrected(id: number, body: AsyncIterable<Uint8Array>, kept: readonly { line: number }[]): Promise<ReplayRecords> {
    const unresolved = new Set(kept.map(({ line }) => line));
    const { header, records } = await this.files.readCorrected(body);
    const wanted = records.filter(({ line }) => unresolved.has(line));
    if (wanted.length === 0) throw cellsGone(id);
    return { header, records: wanted };
  }
}

function headerOf({ details }: RunRow): readonly string[] {
  const { header } = details as { readonly header?: readonly string[] };
  return header ?? [];
}
