import { DomainService } from '@hexagone/kernel';
import { correctedUnreadable } from '../domain/run-problems';
import { restored } from '../domain/spreadsheet-cell';
import type { DatasetPart } from './dataset';
import type { Scalar } from './record';
import type { KeptRecord } from './run-ledger';
import type { SourceContract } from './source-contract';
import { type ReadItem, SourceReader } from './source-files';

const LINE = '_line';

/** As a spreadsheet writes it: separator and encoding depend on where the person lives. */
const CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv', 'workbook'],
  delimiters: [',', ';', '\t'],
  fallbackEncoding: 'windows-1252',
  quoted: true,
  header: 'exact',
  columns: [{ name: LINE, required: true }],
  recordLines: 10_000,
};

/** The file of rejects as a person sent it back: remarks (`_…`) are passed over, the neutralising apostrophe is taken off. */
@DomainService()
export class CorrectedRejects {
  constructor(private readonly reader: SourceReader) {}

  /** Records by the columns of `header`, in its order. Throws ImportFailure for a file that cannot be read. */
  async read(
    part: DatasetPart,
    header: readonly string[],
    body: AsyncIterable<Uint8Array>,
  ): Promise<readonly KeptRecord[]> {
    const signal = new AbortController().signal;
    const corrected = Object.create(part, { contract: { value: CONTRACT } }) as DatasetPart;
    const file = { name: 'corrected', sha256: '', lengthProven: true, ...(await inMemory(body)) };
    const source = await this.reader.open(file, [corrected], signal);
    const records: KeptRecord[] = [];
    const places = header.map((name, i) => (source.header[i] === name ? i : source.header.indexOf(name)));
    for await (const batch of source.read(signal)) {
      for (const item of batch) records.push({ line: lineOf(item), cells: places.map((place) => cellOf(item, place)) });
    }
    return records;
  }
}

function lineOf(item: ReadItem): number {
  const line = 'record' in item ? Number(item.record.fields[LINE]) : NaN;
  if (!Number.isSafeInteger(line) || line < 1 || !item.cells)
    throw correctedUnreadable('record' in item ? item.record.line : item.line);
  return line;
}

const cellOf = ({ cells }: ReadItem, place: number): Scalar => restored(String(cells?.[place] ?? ''));

async function inMemory(
  body: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; open(): AsyncIterable<Uint8Array> }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return {
    bytes,
    async *open() {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    },
  };
}
