import type { Bilingual } from '@hexagone/kernel';

/** One record as the source gives it: text untrimmed (JSON: the values as they are), the contract's columns only. */
export interface RawRecord {
  /** Line of the file where the record begins, from 1; in JSON, the number of the element, from 1. */
  readonly line: number;
  /** By the contract's canonical column names. Null prototype: no inherited key. A column that is absent is undefined. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Scalar = string | number | boolean | null;

/** One reason why a record cannot be taken. Its messages come from the catalogue of reject codes, by `code`, or with it. */
export interface Fault {
  readonly field?: string;
  /** snake_case, such as `column_count`. */
  readonly code: string;
  readonly value?: string;
  /** Fill the `{name}` places of the catalogue's message. */
  readonly params?: Readonly<Record<string, Scalar>>;
  readonly hint?: string;
  /** From a context that explains itself; it wins over the catalogue. */
  readonly message?: Bilingual;
}

export type Faults = readonly [Fault, ...Fault[]];

/** What the context says of one record. */
export type Verdict<Row> = { readonly take: Row } | { readonly skip: string } | { readonly reject: Faults };
