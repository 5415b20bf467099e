import type { Tally } from '../domain/tally';
import type { DatasetPart, OptionValues } from './dataset';
import type { Quarantine } from './quarantine';
import type { RawRecord } from './record';
import type { ReadItem } from './source-files';
import type { StageWriter } from './staging-database';

export interface Judging {
  readonly part: DatasetPart;
  readonly survey: unknown;
  readonly options: OptionValues;
  readonly tally: Tally;
  readonly quarantine: Quarantine;
  readonly stage: StageWriter;
  /** Columns whose share of nulls is watched. */
  readonly profiled: readonly string[];
}

/** Each record is judged once and goes to the stage, to the quarantine, or to the skipped, with its reason. */
export async function judgeAll(
  batches: AsyncIterable<readonly ReadItem[]>,
  judging: Judging,
  progressed: (records: number) => void,
): Promise<void> {
  const { tally, quarantine, stage } = judging;
  for await (const batch of batches) {
    for (const item of batch) judgeOne(item, judging);
    if (quarantine.full) await quarantine.flush();
    if (stage.full) await stage.drain();
    progressed(tally.read);
  }
  await quarantine.flush();
}

function judgeOne(item: ReadItem, { part, survey, options, ...to }: Judging): void {
  to.tally.read++;
  if ('faults' in item) {
    to.quarantine.add(item.line, item.faults, item.cells);
    return;
  }
  const { record } = item;
  const verdict = part.judge(record, survey, options);
  if ('skip' in verdict) to.tally.skip(verdict.skip);
  else if ('reject' in verdict) to.quarantine.add(record.line, verdict.reject, item.cells);
  else if (to.stage.add(record.line, verdict.take)) taken(verdict.take, to);
  else to.quarantine.add(record.line, [{ code: 'forbidden_character' }], item.cells);
}

function taken(
  row: Readonly<Record<string, unknown>> | object,
  { tally, profiled }: Pick<Judging, 'tally' | 'profiled'>,
): void {
  tally.take();
  for (const column of profiled) if (((row as Record<string, unknown>)[column] ?? null) === null) tally.null(column);
}

/** The good records alone, for a survey. */
export async function* goodRecords(batches: AsyncIterable<readonly ReadItem[]>): AsyncGenerator<RawRecord> {
  for await (const batch of batches) for (const item of batch) if ('record' in item) yield item.record;
}

/** The records of a replay bear the lines that people know them by. */
export async function* relined(
  batches: AsyncIterable<readonly ReadItem[]>,
  lines: readonly number[],
): AsyncGenerator<readonly ReadItem[]> {
  let next = 0;
  for await (const batch of batches) yield batch.map((item) => withLine(item, lines[next++] ?? 0));
}

const withLine = (item: ReadItem, line: number): ReadItem =>
  'record' in item
    ? { record: { fields: item.record.fields, line }, cells: item.cells }
    : { line, faults: item.faults, cells: item.cells };
