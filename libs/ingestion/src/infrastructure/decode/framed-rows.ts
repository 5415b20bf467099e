import { type DefectiveRecord, type Framed, type GuardRules, RecordGuard } from './record-guard';
import { type Row, RowSplitter } from './row-splitter';

export type FramedRow = { readonly line: number; readonly row: Row } | DefectiveRecord;

/** The records of a text in UTF-8 without BOM, a list per chunk, in file order; blank lines left out. */
export async function* framedRows(
  text: AsyncIterable<Uint8Array>,
  rules: GuardRules,
): AsyncGenerator<readonly FramedRow[]> {
  const guard = new RecordGuard(rules);
  const splitter = new RowSplitter(rules);
  try {
    for await (const chunk of text) yield inFileOrder(...(await split(guard.push(chunk), splitter)));
    yield inFileOrder(...(await split(guard.finish(), splitter)));
  } finally {
    splitter.close();
  }
}

const split = async (framed: Framed, splitter: RowSplitter): Promise<[Framed['records'], readonly Row[]]> => [
  framed.records,
  await splitter.split(framed),
];

function inFileOrder(records: Framed['records'], rows: readonly Row[]): FramedRow[] {
  let next = 0;
  return records.map((record) => (typeof record === 'number' ? { line: record, row: rows[next++] ?? {} } : record));
}
