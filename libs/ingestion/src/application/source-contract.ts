import type { Bilingual } from '@hexagone/kernel';

export type SourceFormat = 'csv' | 'json' | 'ndjson' | 'workbook';
export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface ColumnContract {
  /** Canonical name: the key of `RawRecord.fields`. */
  readonly name: string;
  /** Other header names, folded like all (no accents, lower case, letters and digits only). */
  readonly synonyms?: readonly string[];
  readonly required?: boolean;
}

/** What a file must look like to be read at all. Everything a record must be is for `judge`. */
export interface SourceContract {
  /** Raise it when the same bytes would now be read differently: it is part of the identity of a run. */
  readonly version: number;
  readonly formats: readonly SourceFormat[];
  /** Encodings without BOM that may be assumed when the file is not UTF-8. Default: none. */
  readonly fallbackEncoding?: 'windows-1252';
  /** Tried in this order; the first whose header binds is taken. Default: `;` `,` tab. */
  readonly delimiters?: readonly string[];
  /** RFC 4180 quoting. Default true, but false for tab-separated text. */
  readonly quoted?: boolean;
  /**
   * `named` (default): by folded name, in any order; `exact`: names compared as they are;
   * `position`: no header line, the columns are these, in this order.
   */
  readonly header?: 'named' | 'exact' | 'position';
  readonly columns: readonly ColumnContract[];
  /** At least one column of each group must be there. */
  readonly requireOneOf?: readonly (readonly string[])[];
  /** Default `listed`, in `details.unknown_columns`. */
  readonly unknownColumns?: 'listed' | 'refused';
  /** Code of the problem when the header does not bind. Default `ingestion.header-contract`. */
  readonly headerProblem?: string;
  /** Other files that people take for this one: a header name that tells them, folded, and what to say. */
  readonly lookalikes?: readonly { readonly header: string; readonly said: Bilingual }[];
  /** What the file is and who writes it, said where what is given is no JSON. */
  readonly file?: Bilingual;
  /** How many lines a record may span. Default 1. */
  readonly recordLines?: number;
  /** Default 1 MiB. */
  readonly recordBytes?: number;
  /** How many empty cells beyond the header a record may have. Default 0. */
  readonly emptyTrailingCells?: number;
  /** JSON: the key of the root object that holds the array. Absent: the root is the array. */
  readonly items?: string;
  /** A first cell that marks a footer record; the context skips it in `judge`. Proves the end of a body. */
  readonly footer?: string;
}
