import { UseCase } from '@hexagone/kernel';
import { RunNotFound } from '../domain/absent.errors';
import { isOver } from '../domain/import-run';
import { cellsGone, runUnderWay } from '../domain/run-problems';
import { CorrectedRejects } from './corrected-rejects';
import type { DatasetPart } from './dataset';
import { ImportOrders } from './import-orders';
import type { ImportRequest } from './import-request';
import { replayText } from './replay-part';
import { type KeptRecord, RunLedger } from './run-ledger';

/**
 * Judges a run's rejects again, as they were kept or as somebody corrected them, with today's code. Answers the request
 * to run. Throws RunNotFound; ImportFailure when the run is under way, or nothing is left to judge.
 */
@UseCase()
export class ReplayRejects {
  constructor(
    private readonly ledger: RunLedger,
    private readonly orders: ImportOrders,
    private readonly correctedRejects: CorrectedRejects,
  ) {}

  async execute(id: number, corrected?: AsyncIterable<Uint8Array>): Promise<ImportRequest> {
    const run = await this.ledger.find(id);
    if (!run) throw new RunNotFound(id);
    if (!isOver(run.state, run.dry_run)) throw runUnderWay(id, run.state);
    const part = this.orders.dataset(run.dataset).parts.find(({ name }) => name === run.part);
    const kept = await this.ledger.unresolved(id);
    if (!part || kept.length === 0) throw cellsGone(id);
    const header = headerOf(run.details);
    const records = corrected ? await this.corrected(part, header, corrected, kept) : kept;
    if (records.length === 0) throw cellsGone(id);
    const texts = records.map(({ cells }) => cells.map((cell) => (cell === null ? '' : String(cell))));
    return {
      dataset: run.dataset,
      from: { kind: 'upload', name: `rejects-of-${String(id)}`, body: bytesOf(replayText(part, header, texts)) },
      options: run.options,
      trigger: 'replay',
      actor: run.actor,
      replay: { of: id, part: part.name, lines: records.map(({ line }) => line) },
    };
  }

  /** Of what was sent back, the records that are still to be resolved. */
  private async corrected(
    part: DatasetPart,
    header: readonly string[],
    body: AsyncIterable<Uint8Array>,
    kept: readonly KeptRecord[],
  ): Promise<readonly KeptRecord[]> {
    const unresolved = new Set(kept.map(({ line }) => line));
    const records = await this.correctedRejects.read(part, header, body);
    return records.filter(({ line }) => unresolved.has(line));
  }
}

const headerOf = ({ header }: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(header) ? header.map(String) : [];

async function* bytesOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const text of texts) yield await Promise.resolve(encoder.encode(text));
}
