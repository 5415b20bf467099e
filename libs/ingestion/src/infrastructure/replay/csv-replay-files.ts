import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import csvParser from 'csv-parser';
import { type ReplayRecords, ReplayFiles } from '../../application/replay-rejects';
import type { Scalar } from '../../application/record';
import type { SourceContract } from '../../application/source-contract';
import { restored } from '../../domain/spreadsheet-cell';

const REMARK = /^_/;

@Injectable()
export class CsvReplayFiles extends ReplayFiles {
  async *write({ header, records }: ReplayRecords, contract: SourceContract): AsyncGenerator<Uint8Array> {
    const delimiter = contract.delimiters?.[0] ?? ';';
    const quoted = contract.quoted ?? delimiter !== '\t';
    const line = (cells: readonly Scalar[]): Uint8Array =>
      Buffer.from(`${cells.map((cell) => (quoted ? inQuotes(cell, delimiter) : plain(cell))).join(delimiter)}\n`);
    if (contract.header !== 'position') yield line(header);
    for (const { cells } of records) yield line(cells);
    await Promise.resolve();
  }

  async readCorrected(body: AsyncIterable<Uint8Array>): Promise<ReplayRecords> {
    const rows = Readable.from(body).pipe(csvParser({ headers: false })) as AsyncIterable<Record<string, string>>;
    let header: readonly string[] | undefined;
    const records: { line: number; cells: readonly string[] }[] = [];
    for await (const row of rows) {
      const cells = Object.values(row);
      if (!header) header = cells.map((cell) => restored(cell.replace(/^\uFEFF/, '')));
      else records.push(record(header, cells));
    }
    return { header: (header ?? []).filter((column) => !REMARK.test(column)), records };
  }
}

function record(header: readonly string[], cells: readonly string[]): { line: number; cells: readonly string[] } {
  return {
    line: Number(cells[header.indexOf('_line')] ?? 0),
    cells: cells.filter((_, i) => !REMARK.test(header[i] ?? '')).map(restored),
  };
}

const plain = (cell: Scalar): string => (cell === null ? '' : String(cell));

const inQuotes = (cell: Scalar, delimiter: string): string => {
  const text = plain(cell);
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
};
