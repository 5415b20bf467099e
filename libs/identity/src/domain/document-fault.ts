import { declaredProblems, DomainError, type FieldFault, INVALID_DOCUMENT, refusal } from '@hexagone/kernel';

/** Throws one refusal for all these faults, if there are any; a single one whose code is a problem is that problem. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  const [first, ...others] = faults;
  if (!first) return;
  const own = others.length === 0 ? declaredProblems().get(first.code) : undefined;
  throw own ? new DomainError(own, first.detail, { faults }) : refusal(INVALID_DOCUMENT, faults);
}
