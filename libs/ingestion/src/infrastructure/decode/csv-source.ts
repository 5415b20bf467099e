import type { DatasetPart } from '../../application/dataset';
import type { OpenedSource, ReadItem } from '../../application/source-files';
import type { SourceContract } from '../../application/source-contract';
import { tooManyColumns } from '../../domain/decode-problems';
import { BATCH, MOST_CELLS, RECORD_BYTES } from './bounds';
import { CsvItems } from './csv-items';
import { type FramedRow, framedRows } from './framed-rows';
import { bindHeader, type Binding, type HeaderFault } from './header-binding';
import { headerFailure } from './header-failure';
import { type Misfit, nearest } from './misfit';
import type { GuardRules } from './record-guard';
import type { TextSource } from './text-source';

const DELIMITERS = [';', ',', '\t'];

/** The first delimiter of the contract whose header binds. Throws ImportFailure where no delimiter would help. */
export async function openCsv(part: DatasetPart, text: TextSource): Promise<OpenedSource | Misfit> {
  const misfits: Misfit[] = [];
  for (const delimiter of delimitersOf(part.contract, text)) {
    const rules = rulesOf(part.contract, text, delimiter);
    const bound = await bind(part.contract, text, rules);
    if ('names' in bound) return new CsvSource(part, text, bound, rules);
    misfits.push({ failure: headerFailure(part.contract, bound, text), distance: bound.missing.length });
  }
  return nearest(misfits);
}

const delimitersOf = (contract: SourceContract, { content }: TextSource): readonly string[] =>
  content.container === 'workbook' ? [','] : (contract.delimiters ?? DELIMITERS);

function rulesOf(contract: SourceContract, { content }: TextSource, delimiter: string): GuardRules {
  const recordBytes = contract.recordBytes ?? RECORD_BYTES;
  if (content.container === 'workbook') {
    return { delimiter, quoted: true, recordLines: Infinity, recordBytes, rowsAreLines: true };
  }
  const quoted = contract.quoted ?? delimiter !== '\t';
  return { delimiter, quoted, recordLines: contract.recordLines ?? 1, recordBytes };
}

async function bind(contract: SourceContract, text: TextSource, rules: GuardRules): Promise<Binding | HeaderFault> {
  const first = await firstRow(text, rules);
  const defective = first !== null && 'defects' in first;
  const cells = first === null ? [] : cellsOf(first, rules.delimiter);
  if (cells.length > MOST_CELLS) throw tooManyColumns(first?.line ?? 1, cells.length, MOST_CELLS);
  const bound = bindHeader(contract, cells);
  if (!defective || contract.header === 'position' || !('names' in bound)) return bound;
  return { missing: [], repeated: [], refused: [], found: cells };
}

async function firstRow(text: TextSource, rules: GuardRules): Promise<FramedRow | null> {
  for await (const rows of framedRows(text.open(), rules)) {
    const first = rows.find(isNotBlank);
    if (first) return first;
  }
  return null;
}

const cellsOf = (framed: FramedRow, delimiter: string): string[] =>
  'row' in framed ? Object.values(framed.row) : framed.bytes.toString('utf8').split(delimiter);

const isNotBlank = (framed: FramedRow): boolean =>
  'defects' in framed || framed.row[1] !== undefined || framed.row[0]?.trim() !== '';

class CsvSource implements OpenedSource {
  readonly encoding: string;
  readonly contentSha256: string;
  readonly endProven: boolean;
  readonly header: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly part: DatasetPart,
    private readonly text: TextSource,
    private readonly binding: Binding,
    private readonly rules: GuardRules,
  ) {
    const { content, survey, encoding } = text;
    const isSheet = content.container === 'workbook';
    this.encoding = encoding;
    this.contentSha256 = survey.sha256;
    this.endProven = content.endProven || endsWithFooter(part.contract.footer, text);
    this.header = binding.header;
    this.details = {
      container: content.container,
      format: isSheet ? 'workbook' : 'csv',
      ...(isSheet ? {} : { delimiter: rules.delimiter, final_newline: /[\r\n]$/.test(text.tail) }),
      unknown_columns: binding.unknown,
    };
  }

  async *read(signal: AbortSignal): AsyncGenerator<readonly ReadItem[]> {
    const items = new CsvItems(this.binding, this.part.contract, this.rules.delimiter);
    let headerToCome = this.part.contract.header !== 'position';
    for await (const rows of framedRows(this.text.open(), this.rules)) {
      signal.throwIfAborted();
      const header = headerToCome ? rows.findIndex(isNotBlank) : -1;
      if (headerToCome && header < 0) continue;
      headerToCome = false;
      for (let at = header + 1; at < rows.length; at += BATCH) {
        const batch = rows.slice(at, at + BATCH).map((row) => items.of(row));
        yield batch.filter((item) => item !== null);
      }
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function endsWithFooter(footer: string | undefined, text: TextSource): boolean {
  if (footer === undefined) return false;
  const last =
    text.tail
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1) ?? '';
  return last.startsWith(footer) || last.startsWith(`"${footer}`);
}
