import {
  DatasetPart,
  type Fault,
  type Faults,
  type Publication,
  type RawRecord,
  type SourceContract,
  type Verdict,
} from '@hexagone/ingestion';
import { DomainError, type FieldFault } from '@hexagone/kernel';
import { BASE } from '../../domain/base-fields';
import type { Countries } from '../../domain/countries';
import type { Field } from '../../domain/country-pack';
import { GROUP_IDS, readSite, siteDocument } from '../../domain/site-document';
import { COUNTRY, documentOf, fieldsByName, PASSED_OVER } from './row-document';

/** Wire names → values, as judged. */
export type SiteRow = Readonly<Record<string, unknown>>;

/** Wire names of the columns that the file has. */
export interface GivenColumns {
  readonly given: readonly string[];
}

export interface StagedAs {
  /** Wire names → SQL types: every field of every country, and the ids of the groups. */
  readonly stage: Readonly<Record<string, string>>;
  readonly publication: Publication;
}

/** How the cells of a kind of file are separated, and with them how decimals are written. */
export interface Writing {
  readonly name: string;
  readonly delimiters: readonly string[];
  readonly formats: SourceContract['formats'];
  readonly decimalComma: boolean;
}

/** Sites, one a row, in the columns of their export. A row is judged as the same document sent by a caller would be. */
export class SitesPart extends DatasetPart<SiteRow, GivenColumns> {
  override readonly name: string;
  readonly contract: SourceContract;
  readonly stage: StagedAs['stage'];
  readonly publication: Publication;
  private readonly fields: ReadonlyMap<string, Field>;

  constructor(
    private readonly countries: Countries,
    { stage, publication }: StagedAs,
    private readonly writing: Writing,
  ) {
    super();
    this.name = writing.name;
    this.stage = stage;
    this.publication = publication;
    this.fields = fieldsByName(countries);
    this.contract = contractOf([...this.fields.keys()], writing);
  }

  override async survey(records: AsyncIterable<RawRecord>): Promise<GivenColumns> {
    for await (const { fields } of records) {
      return { given: Object.keys(this.stage).filter((name) => fields[name] !== undefined) };
    }
    return { given: [] };
  }

  judge(record: RawRecord): Verdict<SiteRow> {
    try {
      const document = documentOf(record, this.fields, this.writing.decimalComma);
      const { site, groupIds } = readSite(document, this.countries);
      const inOrder = groupIds?.toSorted((one, other) => one - other);
      return { take: siteDocument(site, this.countries, inOrder) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { reject: faultsIn(error, record) };
    }
  }
}

const contractOf = (fields: readonly string[], { delimiters, formats }: Writing): SourceContract => ({
  version: 1,
  formats,
  fallbackEncoding: 'windows-1252',
  delimiters,
  // A name may have line breaks.
  recordLines: 500,
  columns: [
    ...[COUNTRY, ...BASE.map(({ wire }) => wire)].map((name) => ({ name, required: true })),
    ...[...fields.filter((name) => !BASE.some(({ wire }) => wire === name)), GROUP_IDS, ...PASSED_OVER].map((name) => ({
      name,
    })),
  ],
});

function faultsIn(error: DomainError, { fields }: RawRecord): Faults {
  const [first, ...others] = (error.extras.faults ?? []).map((fault) => rejectOf(fault, fields));
  return first ? [first, ...others] : [{ code: error.code, message: error.detail }];
}

/** What is wrong with a member is wrong with the cell of its column. */
function rejectOf({ pointer = '', code, detail }: FieldFault, cells: RawRecord['fields']): Fault {
  const field = pointer.split('/')[1] ?? '';
  const value = cells[field];
  return { field, code, message: detail, ...(typeof value === 'string' && value !== '' && { value }) };
}
