import type { DatasetPart } from './dataset';
import type { SourceContract } from './source-contract';

const isJson = ({ formats }: SourceContract): boolean =>
  formats.some((format) => format === 'json' || format === 'ndjson');

/** How rejects are written down to be judged again: as many lines a record as it has cells with line breaks. */
const MOST_LINES = 10_000;

/** The part as it reads its own rejects: one kind of file, the same columns, the same judgement. */
export function replayPart(part: DatasetPart): DatasetPart {
  const { version, columns } = part.contract;
  const contract: SourceContract = isJson(part.contract)
    ? { version, columns, formats: ['ndjson'] }
    : { ...part.contract, formats: ['csv'], delimiters: [','], quoted: true, recordLines: MOST_LINES };
  return Object.create(part, { contract: { value: contract } }) as DatasetPart;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** Records in the form that `replayPart` reads. */
export function* replayText(
  part: DatasetPart,
  header: readonly string[],
  records: Iterable<readonly string[]>,
): Generator<string> {
  if (isJson(part.contract)) {
    for (const [record = ''] of records) yield `${record.replaceAll(/[\r\n]+/g, ' ')}\n`;
    return;
  }
  if (part.contract.header !== 'position') yield csvLine(header);
  for (const cells of records) yield csvLine(cells);
}
