import type { Fault, LateReject } from '@hexagone/ingestion';
import type { DomainError, FieldFault } from '@hexagone/kernel';

/** One fault of one staged record. */
export interface Found {
  readonly line: number;
  readonly fault: Fault;
}

/** Faults by record, in the order of the lines. */
export function rejectsOf(found: readonly Found[]): readonly LateReject[] {
  const byLine = new Map<number, Found[]>();
  for (const one of found) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
  return [...byLine].sort(([a], [b]) => a - b).flatMap(([line, all]) => rejectOf(line, all));
}

function rejectOf(line: number, all: readonly Found[]): readonly LateReject[] {
  const [first, ...others] = all.map(({ fault }) => fault);
  return first ? [{ line, faults: [first, ...others] }] : [];
}

/** As the caller of a single write would be told. */
export const faultOf = (field: string, value: string, said: FieldFault | DomainError): Fault => ({
  field,
  value,
  code: said.code,
  message: said.detail,
});
